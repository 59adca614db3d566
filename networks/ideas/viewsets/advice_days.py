"""Days of advice: when and where, what is on the agenda, and its papers."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import (
    DeleteView,
    EditView,
    IndexView,
    WagtailAdminTemplateMixin,
)
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from networks.ideas import actions
from networks.ideas.dossier import dossier_of
from networks.ideas.models import AdviceDay, AdviceRound, ProjectIdea
from networks.ideas.policy import CHANGE, ideas_for
from networks.ideas.states import IdeaState
from submissions import audit
from submissions.private_answers import seal

MAY_LOOK = ("ideas.view_adviceday", "ideas.change_adviceday", "ideas.add_adviceday")
MAY_CHANGE = "ideas.change_adviceday"


class OfDay(WagtailAdminTemplateMixin):
    """What all pages of one day share. Ideas that somebody may not see are only counted."""

    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not self.may_enter():
            raise PermissionDenied
        return seal(super().dispatch(request, *args, **kwargs))

    def may_enter(self) -> bool:
        return any(map(self.request.user.has_perm, MAY_LOOK))

    @cached_property
    def day(self) -> AdviceDay:
        return get_object_or_404(AdviceDay, pk=self.kwargs["pk"])

    @cached_property
    def rounds(self) -> list[AdviceRound]:
        """The agenda, as far as she may see it."""
        return [each for each in self.whole_agenda if each.idea_id in self._visible]

    @cached_property
    def whole_agenda(self) -> list[AdviceRound]:
        rounds = self.day.rounds.select_related(
            "idea__network__region", "idea__focus_area", "idea__region", "decided_by"
        )
        return list(rounds.order_by("position", "pk"))

    @cached_property
    def _visible(self) -> set[int]:
        return self._ideas_of_day(ideas_for(self.request.user))

    @cached_property
    def workable(self) -> set[int]:
        """The ideas of the day on which she works."""
        return self._ideas_of_day(ideas_for(self.request.user, CHANGE))

    def _ideas_of_day(self, ideas: QuerySet) -> set[int]:
        pks = [each.idea_id for each in self.whole_agenda]
        return set(ideas.filter(pk__in=pks).order_by().values_list("pk", flat=True))

    @property
    def may_change(self) -> bool:
        return self.day.closed_at is None and self.request.user.has_perm(MAY_CHANGE)

    @property
    def may_close(self) -> bool:
        """Only who works on all of its ideas says that the day is over."""
        return self.may_change and len(self.workable) == len(self.whole_agenda)

    def url(self, name: str) -> str:
        return reverse(f"advice_days:{name}", args=[self.day.pk])

    def get_page_subtitle(self):
        return f"{self.day.date:%d.%m.%Y}"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("advice_days:index"), "label": "Beratungstage"},
            {"url": self.url("agenda"), "label": str(self.day)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "day": self.day,
            "rounds": self.rounds,
            "hidden": len(self.whole_agenda) - len(self.rounds),
            "may_change": self.may_change,
            "may_close": self.may_close,
        }


class AgendaView(OfDay, TemplateView):
    """`…/NUMBER/`: what is advised on, in which order; what might be."""

    template_name = "ideas/admin/advice/agenda.html"
    page_title = "Tagesordnung"

    @property
    def header_more_buttons(self):
        buttons = [
            Button("Dossier als PDF", url=self.url("dossier"), icon_name="download"),
        ]
        if self.request.user.has_perm(MAY_CHANGE):
            buttons.insert(0, Button("Protokoll", url=self.url("minutes"), icon_name="edit"))
        if self.may_change:
            buttons.append(Button("Tag ändern", url=self.url("edit"), icon_name="date"))
        return buttons

    @cached_property
    def candidates(self) -> QuerySet[ProjectIdea]:
        """What she may put on the agenda: in review, and hers to work on."""
        ideas = ideas_for(self.request.user, CHANGE).filter(
            state=IdeaState.REVIEW, forgotten_at=None
        )
        return ideas.select_related("network__region", "focus_area", "region").order_by(
            "submitted_at", "pk"
        )

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm(MAY_CHANGE):
            raise PermissionDenied
        if self.day.closed_at:
            messages.error(
                request,
                "Der Beratungstag ist abgeschlossen. An der Tagesordnung ändert sich nichts mehr.",
            )
        else:
            self.act(request.POST)
        return redirect(self.url("agenda"))

    def act(self, data) -> None:
        for name, step in [("up", -1), ("down", 1)]:
            if name in data:
                self.shift(data[name], step)
        if "off" in data:
            self.take_off(data["off"])
        if "add" in data:
            self.add(data.getlist("idea"))

    def shift(self, pk: str, step: int) -> None:
        """Change places with the neighbour that she sees."""
        seen = [str(each.pk) for each in self.rounds]
        if pk not in seen:
            return
        place = seen.index(pk)
        if 0 <= place + step < len(seen):
            order = [str(each.pk) for each in self.whole_agenda]
            one, other = order.index(pk), order.index(seen[place + step])
            order[one], order[other] = order[other], order[one]
            actions.reorder(self.day, [int(each) for each in order])

    def take_off(self, pk: str) -> None:
        for each in self.rounds:
            if str(each.pk) == pk and each.idea_id in self.workable:
                self.try_with(each.idea, actions.unschedule, seen=IdeaState.SCHEDULED)

    def add(self, pks: list[str]) -> None:
        wanted = {pk for pk in pks if pk.isdecimal()}
        if not wanted:
            messages.error(self.request, "Kreuzen Sie bitte an, was auf die Tagesordnung soll.")
        visible = ideas_for(self.request.user, CHANGE).in_bulk(
            [int(pk) for pk in wanted if len(pk) < 19]
        )
        for idea in sorted(visible.values(), key=lambda each: (each.submitted_at, each.pk)):
            self.try_with(idea, actions.schedule, self.day, seen=IdeaState.REVIEW)

    def try_with(self, idea: ProjectIdea, action, *args, seen: str) -> None:
        """Do it, or say why not."""
        try:
            action(idea, *args, by=self.request.user, seen=seen)
        except actions.IdeaProblem as problem:
            messages.error(self.request, f"{idea.reference}: {problem}")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "candidates": self.candidates if self.may_change else [],
            "workable": self.workable,
            "minutes_url": self.url("minutes"),
            "close_url": self.url("close"),
        }


class CloseDayView(OfDay, View):
    """The day is over."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm(MAY_CHANGE):
            raise PermissionDenied
        if self.day.closed_at:
            messages.warning(request, "Der Beratungstag war schon abgeschlossen.")
        elif not self.may_close:
            messages.error(
                request,
                "Auf der Tagesordnung stehen Ideen, die Sie nicht bearbeiten. Den Tag schließt ab,"
                " wer alle bearbeitet.",
            )
        else:
            self.close()
        return redirect(self.url("agenda"))

    def close(self) -> None:
        try:
            actions.close_day(self.day, by=self.request.user)
        except actions.IdeaProblem as problem:
            messages.error(self.request, str(problem))
        else:
            messages.success(self.request, "Der Beratungstag ist abgeschlossen.")


class DossierView(OfDay, View):
    """The papers of the day, with what she may read. Also for those who only give advice."""

    def may_enter(self) -> bool:
        return self.request.user.has_perm("ideas.view_projectidea")

    def get(self, request, *args, **kwargs) -> HttpResponse:
        if not self.rounds and not any(map(request.user.has_perm, MAY_LOOK)):
            raise Http404
        ideas = [each.idea for each in self.rounds]
        document = dossier_of(self.day, self.rounds)
        day = f"{self.day.date:%Y-%m-%d}"
        audit.write_each("ideas.dossier", by=request.user, about=ideas, changes={"day": day})
        return HttpResponse(
            document.content,
            content_type=document.content_type,
            headers={"Content-Disposition": f'attachment; filename="{document.name}"'},
        )


class DayIndexView(IndexView):
    """All days, the latest first."""

    page_title = "Beratungstage"

    def get_base_queryset(self):
        undecided = Count("rounds", filter=Q(rounds__decided_at=None))
        return AdviceDay.objects.annotate(items=Count("rounds"), undecided=undecided)

    def get_edit_url(self, instance):
        return reverse("advice_days:agenda", args=[instance.pk])

    @cached_property
    def columns(self):
        return [
            self._get_title_column("date", accessor=_day),
            Column("place", label="Ort", accessor=lambda day: day.place or "–"),
            Column("items", label="Auf der Tagesordnung"),
            Column("undecided", label="Noch nicht beraten"),
            Column("closed_at", label="Stand", accessor=_standing),
        ]


class DayEditView(EditView):
    """Another date, another place. What is over stays as it was."""

    def dispatch(self, request, *args, **kwargs):
        day = get_object_or_404(AdviceDay, pk=kwargs["pk"])
        if day.closed_at:
            messages.info(request, "Der Beratungstag ist abgeschlossen und wird nicht geändert.")
            return redirect("advice_days:agenda", day.pk)
        return super().dispatch(request, *args, **kwargs)


class DayDeleteView(DeleteView):
    """Only a day without an agenda goes."""

    def dispatch(self, request, *args, **kwargs):
        day = get_object_or_404(AdviceDay, pk=kwargs["pk"])
        if day.rounds.exists():
            messages.error(
                request, "Der Tag hat eine Tagesordnung. Nehmen Sie zuerst alles herunter."
            )
            return redirect("advice_days:agenda", day.pk)
        return super().dispatch(request, *args, **kwargs)


def _day(day: AdviceDay) -> str:
    return f"{day.date:%d.%m.%Y}"


def _standing(day: AdviceDay) -> str:
    return "Abgeschlossen" if day.closed_at else "Offen"


class AdviceDayViewSet(ModelViewSet):
    """`/admin/projektideen/beratungstage/`"""

    model = AdviceDay
    name = "advice_days"
    url_prefix = "projektideen/beratungstage"
    icon = "date"
    menu_label = "Beratungstage"
    ordering = "-date"
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = DayIndexView
    edit_view_class = DayEditView
    delete_view_class = DayDeleteView
    edit_handler = ObjectList([FieldPanel("date"), FieldPanel("place"), FieldPanel("note")])

    def get_urlpatterns(self):
        from networks.ideas.viewsets.advice_minutes import MinutesView

        pages = {
            "": ("agenda", AgendaView),
            "protokoll/": ("minutes", MinutesView),
            "abschliessen/": ("close", CloseDayView),
            "dossier/": ("dossier", DossierView),
        }
        own = [
            path(f"<int:pk>/{word}", self.construct_view(view), name=name)
            for word, (name, view) in pages.items()
        ]
        return [*super().get_urlpatterns(), *own]
