"""Example ideas in every state with their history, as of the day of loading; no mail leaves."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.utils import timezone

from networks.ideas.actions.receiving import place
from networks.ideas.models import (
    KIND,
    AdviceDay,
    AdviceRound,
    ConsentText,
    GroupOpinion,
    ProjectIdea,
    Vote,
    Where,
)
from networks.ideas.periods import MONTHS, SPAM_DAYS
from networks.ideas.states import DECIDED, OPEN, STAGES, AdviceStep, IdeaState
from networks.models import NetworkPage, Region
from submissions.inbox.search import index
from submissions.models import AuditEntry, Message, Submission
from submissions.months import add_months
from submissions.working_days import working_day_after

S = IdeaState
DAY = timedelta(days=1)
NOBODY = "idee.example"  # a domain that no mail ever reaches (RFC 2606)
NOT_FIELDS = {
    "key", "days_ago", "region", "focus_area", "network", "way", "recommendation", "question",
    "duplicate_of", "state",
}  # fmt: skip
# How an idea came where it stands, and what the history says of each step.
ADVISED = [S.NEW, S.REVIEW, S.SCHEDULED, S.ADVISED]
COURSES = {
    S.SUSPECT: [S.SUSPECT],
    S.SPAM: [S.SUSPECT, S.SPAM],
    S.NEW: [S.NEW],
    S.REVIEW: [S.NEW, S.REVIEW],
    S.QUESTION: [S.NEW, S.REVIEW, S.QUESTION],
    S.SCHEDULED: [S.NEW, S.REVIEW, S.SCHEDULED],
    S.ADVISED: ADVISED,
    S.CARRIED_ON: [*ADVISED, S.CARRIED_ON],
    S.DECLINED: [S.NEW, S.REVIEW, S.DECLINED],
    S.DUPLICATE: [S.NEW, S.REVIEW, S.DUPLICATE],
    S.WITHDRAWN: [S.NEW, S.WITHDRAWN],
}
WRITTEN = {
    S.REVIEW: "ideas.take_up",
    S.QUESTION: "ideas.ask",
    S.SCHEDULED: "ideas.schedule",
    S.ADVISED: "ideas.recommend",
    S.CARRIED_ON: "ideas.carry_on",
    S.DECLINED: "ideas.decline",
    S.DUPLICATE: "ideas.duplicate",
    S.WITHDRAWN: "ideas.withdraw",
    S.SPAM: "ideas.reject",
}
ANSWER_DAYS = 10  # working days to the first answer
NEXT_DAY_OF_ADVICE = 21  # days from today


def example_ideas():
    """The ideas that came with the demonstration."""
    return ProjectIdea.objects.filter(contact_email__endswith=f"@{NOBODY}")


def remove_example_ideas() -> int:
    """Take the example ideas and their days of advice away; how many ideas."""
    ideas = list(example_ideas())
    for idea in ideas:
        idea.delete()
    AdviceDay.objects.filter(rounds=None, note=EXAMPLE_DAY).delete()
    return len(ideas)


EXAMPLE_DAY = "Beispiel aus der Demonstration."


class IdeaLoader:
    """Loads the example ideas once, on a site that has had none yet."""

    def __init__(self, data: dict[str, Any], today: date | None = None):
        self.data, self.today = data, today or timezone.localdate()
        self.made: dict[str, ProjectIdea] = {}
        self.days: dict[date, AdviceDay] = {}

    def load(self) -> int:
        """How many were made."""
        if ProjectIdea.objects.exists():
            return 0
        for entry in self.data["ideas"]:
            self.made[entry["key"]] = self._make(entry)
        return len(self.made)

    def _make(self, entry: dict[str, Any]) -> ProjectIdea:
        state = S(entry["state"])
        moments = [*self._moments(COURSES[state], entry["days_ago"])]
        region = Region.objects.filter(slug=entry.get("region", "")).first()
        idea = ProjectIdea.objects.create(
            **{name: value for name, value in entry.items() if name not in NOT_FIELDS}
            | {"where": entry.get("where", Where.ONE)},
            region=region,
            focus_area=self._focus_area(entry),
            state=state,
            stage=STAGES[state],
            contact_name="Beispiel-Person",
            contact_email=f"{entry['key']}@{NOBODY}",
            submitted_at=moments[0],
            state_since=moments[-1],
            consent=ConsentText.current(),
            consented_at=moments[0],
            suspicion="honeypot" if state in {S.SUSPECT, S.SPAM} else "",
            duplicate_of=self.made.get(entry.get("duplicate_of", "")),
            **self._decision(entry, state, moments[-1]),
            **self._terms(state, moments[0]),
        )
        Submission.objects.filter(pk=idea.pk).update(created_at=moments[0], touched_at=moments[0])
        place(idea)
        self._assign(idea, entry.get("network"))
        self._write_history(idea, COURSES[state], moments)
        if state in {S.SCHEDULED, S.ADVISED, S.CARRIED_ON}:
            self._advise(idea, entry, moments)
        if "question" in entry:
            Message.objects.create(
                submission=idea,
                text=entry["question"],
                state=Message.State.RELEASED,
                released_at=moments[-1],
                created_at=moments[-1],
            )
        index(idea)
        return idea

    def _moments(self, course: list[IdeaState], days_ago: int) -> Iterator[datetime]:
        """When each step was taken: evenly between the first day and yesterday."""
        pause = max(days_ago - 1, 0) / len(course)
        for number in range(len(course)):
            day = self.today - timedelta(days=round(days_ago - number * pause))
            yield timezone.make_aware(datetime.combine(day, time(10)))

    def _focus_area(self, entry: dict[str, Any]):
        pages = apps.get_model("home.FocusAreaPage").objects
        return pages.filter(slug=entry.get("focus_area", ""), locale__language_code="de").first()

    def _decision(self, entry: dict[str, Any], state: IdeaState, moment: datetime) -> dict:
        if state not in DECIDED | {S.DUPLICATE}:
            return {}
        reason = entry.get("reason") or entry.get("recommendation", "")
        return {"decided_at": moment} | ({"reason": reason} if "reason" not in entry else {})

    def _terms(self, state: IdeaState, moment: datetime) -> dict[str, Any]:
        months = MONTHS.get(state)
        forget_on = add_months(self.today, months) if months else self.today + SPAM_DAYS * DAY
        values: dict[str, Any] = {"forget_on": forget_on}
        if state in OPEN - {S.QUESTION}:
            values["due"] = working_day_after(max(moment.date(), self.today - DAY), ANSWER_DAYS)
        return values

    def _assign(self, idea: ProjectIdea, slug: str | None) -> None:
        if not slug:
            return
        network = NetworkPage.objects.filter(slug=slug, region=idea.region).first()
        if network:
            ProjectIdea.objects.filter(pk=idea.pk).update(
                network=network, routing_reason="Beispiel: Es geht um Busse."
            )
            idea.refresh_from_db()

    def _write_history(
        self, idea: ProjectIdea, course: list[IdeaState], moments: list[datetime]
    ) -> None:
        line = {"kind": KIND, "reference": idea.reference}
        AuditEntry.objects.create(at=moments[0], action="ideas.receive", **line)
        for (before, after), moment in zip(pairwise(course), moments[1:], strict=True):
            AuditEntry.objects.create(
                at=moment,
                action=WRITTEN[after],
                actor_name="Beispiel-Person",
                changes={"state": [before, after]},
                **line,
            )

    def _advise(self, idea: ProjectIdea, entry: dict[str, Any], moments: list[datetime]) -> None:
        is_decided = idea.state != S.SCHEDULED
        day = self.today + NEXT_DAY_OF_ADVICE * DAY
        if is_decided:
            day = timezone.localdate(moments[COURSES[S(idea.state)].index(S.ADVISED)])
        advice_round = AdviceRound.objects.create(
            idea=idea,
            number=1,
            day=self._day(day, is_closed=is_decided),
            position=self._day(day, is_closed=is_decided).rounds.count() + 1,
            recommendation=entry.get("recommendation", ""),
            way=entry.get("way", ""),
            decided_at=idea.decided_at if is_decided else None,
        )
        steps = AdviceStep.values if is_decided else AdviceStep.values[:1]
        for step in steps:
            Vote.objects.create(
                round=advice_round,
                step=step,
                opinion=Vote.Opinion.POSITIVE,
                text="Beispiel: Das passt zum Schwerpunkt.",
                handed_in_at=moments[-1],
            )
            if is_decided:
                GroupOpinion.objects.create(
                    round=advice_round,
                    step=step,
                    result=GroupOpinion.Result.POSITIVE,
                    text="Beispiel: Die Gruppe befürwortet die Idee.",
                    at=moments[-1],
                )

    def _day(self, day: date, *, is_closed: bool) -> AdviceDay:
        if day not in self.days:
            noon = timezone.make_aware(datetime.combine(day, time(12)))
            self.days[day] = AdviceDay.objects.create(
                date=day,
                place="[Platzhalter: Ort]",
                note=EXAMPLE_DAY,
                closed_at=noon if is_closed else None,
            )
        return self.days[day]
