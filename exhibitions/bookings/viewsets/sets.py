"""The sets that travel, and the days on which one stays here."""

from django.db import IntegrityError
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from exhibitions.bookings import actions
from exhibitions.bookings.forms.admin import ClosureForm
from exhibitions.bookings.models import Closure, Condition, PosterSet, SetPart

KEPT = (
    "„%s“ kann nicht gelöscht werden: Zu diesem Satz gibt es Ausleihen oder Sperren. Nehmen Sie"
    " stattdessen das Häkchen bei „Wird verliehen“ weg."
)


HAS_FINDINGS = (
    "Zu Teil %s gibt es Befunde, die mit dem Teil verloren gingen: Es bleibt in der Liste. Ist es"
    " nicht mehr da, setzen Sie seinen Zustand auf „Fehlt“."
)


class ProtectedDeleteView(DeleteView):
    """Says kindly why something stays."""

    def get_kept_message(self) -> str:
        """Why it cannot go; empty, when it can."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("delete") and self.get_kept_message():
            messages.error(request, self.get_kept_message())
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class PosterSetIndexView(IndexView):
    """All sets and how they are."""

    page_title = "Sätze"

    def get_base_queryset(self):
        bad = Q(parts__condition__in=[Condition.DAMAGED, Condition.MISSING])
        return PosterSet.objects.annotate(
            part_count=Count("parts"), bad_count=Count("parts", filter=bad)
        )

    @cached_property
    def columns(self):
        return [
            self._get_title_column("name"),
            BooleanColumn("in_service", label="Wird verliehen"),
            Column("part_count", label="Teile"),
            Column("bad_count", label="Beschädigt oder fehlt"),
            Column("depot", label="Lagerort"),
        ]


class SavesParts:
    """What only the whole of the parts shows: findings would go with their part, and two numbers
    that change places meet on the way, where the database knows each only once."""

    def form_valid(self, form):
        found = _with_findings(form.formsets["parts"].deleted_forms)
        if found:
            for part_form in found:
                part_form.data = form.data.copy()
                part_form.data.pop(part_form.add_prefix("DELETE"), None)
            numbers = ", ".join(each.instance.number for each in found)
            form.add_error(None, HAS_FINDINGS % numbers)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        try:
            return super().form_valid(form)
        except IntegrityError:
            form.add_error(
                None,
                "Zwei Teile tauschen ihre Nummer. Geben Sie zuerst dem einen eine freie Nummer und"
                " speichern Sie, danach dem anderen.",
            )
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


def _with_findings(part_forms) -> list:
    """Those whose part once was not in order: that would go with it."""
    parts = SetPart.objects.filter(pk__in=[each.instance.pk for each in part_forms])
    kept = set(parts.filter(findings__isnull=False).values_list("pk", flat=True))
    return [each for each in part_forms if each.instance.pk in kept]


class PosterSetCreateView(SavesParts, CreateView):
    """A new set."""


class PosterSetEditView(SavesParts, EditView):
    """A set and its parts."""


class PosterSetDeleteView(ProtectedDeleteView):
    """A set that was lent once stays for good."""

    def get_kept_message(self):
        return KEPT % self.object if self.object.occupancies.exists() else ""


class PosterSetViewSet(ModelViewSet):
    """Sets with their parts."""

    model = PosterSet
    name = "poster_sets"
    url_prefix = "ausleihe/saetze"
    icon = "grid"
    menu_label = "Sätze"
    ordering = "name"
    copy_view_enabled = False
    index_view_class = PosterSetIndexView
    add_view_class = PosterSetCreateView
    edit_view_class = PosterSetEditView
    delete_view_class = PosterSetDeleteView


class SavesClosure:
    """Writes days together with what they take. What another has won meanwhile is said in the
    form."""

    def save_closure(self) -> Closure:
        closure = self.form.save(commit=False)
        return actions.save_closure(closure)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except actions.BookingProblem as problem:
            form.add_error("first_day", str(problem))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class ClosureCreateView(SavesClosure, CreateView):
    """Close a set."""

    def save_instance(self):
        closure = self.save_closure()
        log(closure, "wagtail.create", content_changed=True)
        return closure


class ClosureEditView(SavesClosure, EditView):
    """Close it for other days."""

    def save_instance(self):
        closure = self.save_closure()
        self.has_content_changes = self.form.has_changed()
        log(closure, "wagtail.edit", content_changed=self.has_content_changes)
        return closure


class ClosureDeleteView(DeleteView):
    """Open it again."""

    def delete_action(self):
        log(self.object, "wagtail.delete")
        actions.open_set(self.object)


class ClosureIndexView(IndexView):
    """All closures."""

    page_title = "Sperren"

    def get_base_queryset(self):
        return Closure.objects.select_related("poster_set")

    @cached_property
    def columns(self):
        return [
            self._get_title_column("reason"),
            Column("poster_set", label="Satz", sort_key="poster_set__name"),
            Column("first_day", label="Erster Tag", accessor=_first, sort_key="first_day"),
            Column("last_day", label="Letzter Tag", accessor=_last, sort_key="last_day"),
        ]


def _first(closure: Closure) -> str:
    return f"{closure.first_day:%d.%m.%Y}"


def _last(closure: Closure) -> str:
    return f"{closure.last_day:%d.%m.%Y}"


class ClosureViewSet(ModelViewSet):
    """Repair, stock-taking, an event of our own."""

    model = Closure
    name = "closures"
    url_prefix = "ausleihe/sperren"
    icon = "lock"
    menu_label = "Sperren"
    ordering = "-first_day"
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = ClosureIndexView
    add_view_class = ClosureCreateView
    edit_view_class = ClosureEditView
    delete_view_class = ClosureDeleteView
    edit_handler = ObjectList(Closure.panels, base_form_class=ClosureForm)
