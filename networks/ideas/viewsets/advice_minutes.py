"""The minutes of a day on one screen. Whatever button is pressed, all that was typed is kept."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages

from networks.ideas import actions
from networks.ideas.forms.advice import MinutesForm
from networks.ideas.models import AdviceRound
from networks.ideas.results import RoundSeen, readers_rounds
from networks.ideas.states import IdeaState
from networks.ideas.viewsets.advice_days import MAY_CHANGE, OfDay
from submissions.models import Message


@dataclass
class Item:
    """One round of the agenda: what is known of it, and its part of the form while it is open."""

    number: int
    seen: RoundSeen
    form: MinutesForm | None = None
    draft_url: str = ""

    @property
    def round(self) -> AdviceRound:
        return self.seen.round


@dataclass(frozen=True)
class Late:
    """What was typed for an item that is not open any more."""

    reference: str
    texts: list[str]


class MinutesView(OfDay, TemplateView):
    """`…/NUMBER/protokoll/`"""

    template_name = "ideas/admin/advice/minutes.html"
    page_title = "Protokoll"

    def may_enter(self) -> bool:
        return self.request.user.has_perm(MAY_CHANGE)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        return self.show(self.items())

    def post(self, request, *args, **kwargs) -> HttpResponse:
        items = self.items(request.POST)
        for item in items:
            if item.form and item.form.was_sent:
                self.keep(item, is_closing=request.POST.get("close") == str(item.round.pk))
        late = self.late(items)
        failed = [item for item in items if item.form and item.form.errors]
        if failed or late:
            self.say_what_failed(failed)
            return self.show(self.reread(items), late=late, failed=failed)
        if "close" not in request.POST:
            messages.success(request, "Gespeichert.")
        pressed = request.POST.get("close") or request.POST.get("save") or ""
        anchor = f"#punkt-{pressed}" if pressed.isdecimal() else ""
        return redirect(self.url("minutes") + anchor)

    # --- Items --------------------------------------------------------------------------------
    def items(self, data=None) -> list[Item]:
        seen = {each.round.pk: each for each in readers_rounds(self.request.user, self.rounds)}
        return [
            Item(number, seen[each.pk], self.form(seen[each.pk], data), self.draft_url(each))
            for number, each in enumerate(self.rounds, start=1)
        ]

    def form(self, seen: RoundSeen, data=None) -> MinutesForm | None:
        each = seen.round
        is_open = each.decided_at is None and each.idea.state == IdeaState.SCHEDULED
        if not (self.may_change and is_open and each.idea_id in self.workable):
            return None
        form = MinutesForm(data, advice_round=each, results=seen.steps)
        if data is not None and not form.was_sent:  # it came onto the agenda meanwhile
            return MinutesForm(advice_round=each, results=seen.steps)
        return form

    @cached_property
    def drafts(self) -> set[int]:
        """The ideas to whose senders a message waits to be released."""
        ideas = [each.idea_id for each in self.rounds]
        found = Message.objects.filter(submission__in=ideas, state=Message.State.DRAFT)
        return set(found.values_list("submission", flat=True))

    def draft_url(self, each: AdviceRound) -> str:
        if each.idea_id in self.drafts and each.idea_id in self.workable:
            return reverse("ideas:detail", args=[each.idea_id]) + "#tab-nachrichten"
        return ""

    # --- Keeping ------------------------------------------------------------------------------
    def keep(self, item: Item, *, is_closing: bool) -> None:
        """Save what can be saved of an item; what cannot is said in its form."""
        form = item.form
        form.is_valid()
        try:
            overtaken = actions.save_minutes(
                item.round,
                by=self.request.user,
                opinions=form.opinions,
                recommendation=form.said_recommendation,
            )
        except actions.IdeaProblem as problem:
            form.add_error(None, str(problem))
            return
        if overtaken:
            form.tell_overtaken(overtaken, self.as_stored(item))
        elif is_closing and not form.errors:
            self.close(item)

    def close(self, item: Item) -> None:
        form, values = item.form, item.form.cleaned_data
        for step in actions.missing_steps(item.round):
            form.add_error(
                f"result_{step}", "Bitte wählen Sie ein Ergebnis, oder „Ohne Votum“ mit Grund."
            )
        if not values["recommendation"].strip():
            form.add_error("recommendation", "Bitte schreiben Sie die Empfehlung.")
        if not values.get("way"):
            form.add_error("way", "Bitte wählen Sie den Weg.")
        if form.errors:
            return
        try:
            actions.recommend(
                item.round,
                by=self.request.user,
                recommendation=values["recommendation"],
                way=values["way"],
            )
        except actions.IdeaProblem as problem:
            form.add_error(None, str(problem))
            return
        idea = item.round.idea
        url = reverse("ideas:detail", args=[idea.pk]) + "#tab-nachrichten"
        messages.success(
            self.request,
            f"{idea.reference} ist beraten. Die Nachricht an die Einreichenden ist entworfen und"
            " wartet auf Freigabe.",
            buttons=[messages.button(url, "Ansehen und freigeben")],
        )

    def as_stored(self, item: Item) -> MinutesForm:
        """The form of an item as it would open now."""
        fresh = AdviceRound.objects.select_related("idea").get(pk=item.round.pk)
        (seen,) = readers_rounds(self.request.user, [fresh])
        return MinutesForm(advice_round=fresh, results=seen.steps)

    def late(self, items: list[Item]) -> list[Late]:
        """What came too late: the item is decided or off the agenda. It is shown, to be copied."""
        kept = [item for item in items if item.form and not item.form.non_field_errors()]
        open_now = {item.round.pk for item in kept}
        pks = {
            int(number)
            for name in self.request.POST
            if (number := name.removeprefix("punkt-").removesuffix("-seen")).isdecimal()
            and name == f"punkt-{number}-seen"
            and len(number) < 19
        }
        rounds = AdviceRound.objects.filter(pk__in=pks - open_now).select_related("idea")
        found = []
        for seen in readers_rounds(self.request.user, rounds):
            form = MinutesForm(self.request.POST, advice_round=seen.round, results=seen.steps)
            texts = form.changed_texts
            if texts:
                found.append(Late(seen.round.idea.reference, texts))
        return found

    # --- Showing ------------------------------------------------------------------------------
    def reread(self, items: list[Item]) -> list[Item]:
        """After a refusal: forms with faults keep what was typed, all else is as stored."""
        forms = {item.round.pk: item.form for item in items if item.form and item.form.errors}
        for name in ["rounds", "whole_agenda", "workable", "_visible", "drafts"]:
            self.__dict__.pop(name, None)
        fresh = self.items()
        for item in fresh:
            kept = forms.get(item.round.pk)
            if kept and item.form:
                kept.take_seen(item.form)
                item.form = kept
        return fresh

    def say_what_failed(self, failed: list[Item]) -> None:
        names = ", ".join(item.round.idea.reference for item in failed)
        if names:
            messages.error(
                self.request,
                f"Nicht alles ist gespeichert. Bitte sehen Sie nach bei: {names}. Alles andere ist"
                " gespeichert.",
            )
        else:
            messages.error(self.request, "Ein Punkt ist inzwischen nicht mehr offen.")

    def show(self, items, late=(), failed=()) -> HttpResponse:
        context = self.get_context_data(
            items=items,
            late=late,
            failed=failed,
            agenda_url=self.url("agenda"),
            close_url=self.url("close"),
            has_open=any(item.form for item in items),
        )
        if failed or late:
            context["page_title"] = f"Fehler: {self.page_title}"
        return self.render_to_response(context)
