"""The advice in three steps: agenda, personal votes, one opinion of each group, recommendation.

Source of the steps and of the way forward: Arbeitsweise der Fachnetzwerke (docs/glossary.md).
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from networks.ideas import mail
from networks.ideas.actions.problems import NotAllowed, Overtaken
from networks.ideas.actions.steps import proceed, record, retried, set_due
from networks.ideas.models import (
    AdviceDay,
    AdviceRound,
    Body,
    Conflict,
    Criterion,
    GroupOpinion,
    Membership,
    ProjectIdea,
    Rating,
    Vote,
)
from networks.ideas.policy import steps_of
from networks.ideas.states import AdviceStep, IdeaState, Way
from submissions.correspondence import draft_message, notify
from submissions.models import Notice

S = IdeaState


def open_round(idea: ProjectIdea) -> AdviceRound | None:
    """The round that is under way, if there is one."""
    return idea.rounds.filter(decided_at=None).select_related("day").first()


@retried
@transaction.atomic
def schedule(idea: ProjectIdea, day: AdviceDay, *, by, seen: str) -> AdviceRound:
    """Put an idea on the agenda of a day, in a new round. Raises Overtaken, NotAllowed."""
    if AdviceDay.objects.select_for_update().get(pk=day.pk).closed_at:
        raise NotAllowed("Dieser Beratungstag ist abgeschlossen. Wählen Sie bitte einen anderen.")
    proceed(idea, seen, S.SCHEDULED, start={S.REVIEW})
    if idea.network_id is None:
        raise NotAllowed("Weisen Sie die Idee zuerst einem Fachnetzwerk zu.")
    last = idea.rounds.aggregate(last=Max("number"))["last"] or 0
    place = day.rounds.aggregate(last=Max("position"))["last"] or 0
    current = open_round(idea)
    if current is None:
        current = AdviceRound.objects.create(
            idea=idea, number=last + 1, day=day, position=place + 1
        )
    else:
        AdviceRound.objects.filter(pk=current.pk).update(day=day, position=place + 1)
        current.refresh_from_db()
    set_due(idea, day.date)
    record(idea, "schedule", by=by, state=[seen, idea.state], day=f"{day.date:%Y-%m-%d}")
    return current


@retried
@transaction.atomic
def unschedule(idea: ProjectIdea, *, by, seen: str) -> None:
    """Take it off the agenda; votes stay for the next date. Raises Overtaken."""
    proceed(idea, seen, S.REVIEW, start={S.SCHEDULED})
    leave_agenda(idea)
    set_due(idea, mail.next_answer_by())
    record(idea, "unschedule", by=by, state=[seen, idea.state])


def leave_agenda(idea: ProjectIdea) -> None:
    """The round that is under way has no day any more; a day without it can be closed."""
    idea.rounds.filter(decided_at=None).update(day=None)


@retried
@transaction.atomic
def declare_conflict(idea: ProjectIdea, *, by, reason: str) -> None:
    """Somebody has an interest of her own: her votes of the open round go, none is taken any more.

    Who is in charge is told. Raises NotAllowed without a reason."""
    if not reason.strip():
        raise NotAllowed("Bitte nennen Sie den Grund in wenigen Worten.")
    list(AdviceRound.objects.select_for_update().filter(idea=idea))  # nobody votes meanwhile
    Conflict.objects.update_or_create(idea=idea, person=by, defaults={"reason": reason.strip()})
    Vote.objects.filter(round__idea=idea, round__decided_at=None, person=by).delete()
    record(idea, "conflict", by=by)
    for person in people_in_charge(idea):
        if person.pk != by.pk:
            notify(person, idea, Notice.About.CONFLICT)


@retried
@transaction.atomic
def withdraw_conflict(idea: ProjectIdea, *, by) -> None:
    """It was a mistake."""
    Conflict.objects.filter(idea=idea, person=by).delete()
    record(idea, "no_conflict", by=by)


@retried
@transaction.atomic
def save_vote(
    advice_round: AdviceRound,
    step: str,
    *,
    by,
    opinion: str,
    text: str = "",
    points: Mapping[Criterion, int | None] | None = None,
    hand_in: bool = False,
) -> Vote:
    """Keep somebody's vote in a step, as a draft or handed in; it replaces what she said before.

    Raises NotAllowed: not of that body, a conflict of interest, the round is decided, or a vote
    that is handed in would become a draft again."""
    locked = undecided(advice_round)
    idea = locked.idea
    if step not in steps_of(by, idea):
        raise NotAllowed("In diesem Schritt haben Sie keine Stimme.")
    if Conflict.objects.filter(idea=idea, person=by).exists():
        raise NotAllowed("Sie haben einen Interessenkonflikt erklärt und stimmen deshalb nicht ab.")
    if hand_in and not opinion:
        raise NotAllowed("Wählen Sie bitte ein Votum; eine Enthaltung ist auch eines.")
    own = Vote.objects.filter(round=locked, step=step, person=by)
    if not hand_in and own.filter(handed_in_at__isnull=False).exists():
        raise NotAllowed("Ihr Votum ist schon abgegeben. Geben Sie auch die Änderung ab.")
    vote, _ = Vote.objects.update_or_create(
        round=locked,
        step=step,
        person=by,
        defaults={
            "opinion": opinion,
            "text": text.strip(),
            "handed_in_at": timezone.now() if hand_in else None,
        },
    )
    for criterion, value in (points or {}).items():
        if criterion.step == step:
            Rating.objects.update_or_create(
                vote=vote, criterion=criterion, defaults={"points": value}
            )
    record(idea, "vote" if hand_in else "vote_draft", by=by, step=step)
    return vote


@retried
@transaction.atomic
def record_opinion(
    advice_round: AdviceRound, step: str, *, by, result: str, text: str = ""
) -> GroupOpinion:
    """What a group has said together. "Ohne Votum" needs its reason.

    Without a result the text is kept and the step is still open. Raises NotAllowed when the round
    is decided or the reason is missing."""
    locked = undecided(advice_round)
    if result not in {"", *GroupOpinion.Result.values} or step not in AdviceStep.values:
        raise NotAllowed("Wählen Sie bitte eines der Ergebnisse.")
    if result == GroupOpinion.Result.NONE and not text.strip():
        raise NotAllowed("Ohne Votum: Schreiben Sie bitte, warum.")
    opinion, _ = GroupOpinion.objects.update_or_create(
        round=locked,
        step=step,
        defaults={"result": result, "text": text.strip(), "by": by, "at": timezone.now()},
    )
    record(locked.idea, "opinion", by=by, step=step)  # whoever has still to vote reads the log
    return opinion


@retried
@transaction.atomic
def recommend(
    advice_round: AdviceRound, *, by, recommendation: str, way: str, seen: str = S.SCHEDULED
) -> None:
    """End the round: recommendation and way forward. The mail is drafted, a person releases it.

    Raises Overtaken, and NotAllowed while a step has neither an opinion nor a reason for none."""
    locked = AdviceRound.objects.select_for_update(of=("self",)).get(pk=advice_round.pk)
    idea = locked.idea
    if locked.decided_at:
        raise Overtaken(idea)
    missing = missing_steps(locked)
    if missing:
        names = "; ".join(str(AdviceStep(step).label) for step in missing)
        raise NotAllowed(f"Es fehlt noch das Votum (oder „ohne Votum, weil …“) von: {names}.")
    if not recommendation.strip() or way not in Way.values:
        raise NotAllowed("Schreiben Sie die Empfehlung und wählen Sie den Weg.")
    now = timezone.now()
    words = recommendation.strip()
    proceed(
        idea,
        seen,
        S.ADVISED,
        start={S.SCHEDULED},
        reason=words[:2000],
        decided_by=by,
        decided_at=now,
    )
    set_due(idea, None)
    AdviceRound.objects.filter(pk=locked.pk).update(
        recommendation=words, way=way, decided_by=by, decided_at=now
    )
    advice_round.refresh_from_db()
    draft_message(idea, by=by, text=f"{words}\n\nWeg: {Way(way).label}")
    record(idea, "recommend", by=by, state=[seen, idea.state], way=way)


def undecided(advice_round: AdviceRound) -> AdviceRound:
    """The round, locked: nobody else writes to it now. Raises NotAllowed when its time is over."""
    locked = AdviceRound.objects.select_for_update(of=("self",)).get(pk=advice_round.pk)
    if locked.decided_at:
        raise NotAllowed("Diese Runde ist schon beraten. Daran ändert sich nichts mehr.")
    if locked.idea.state != S.SCHEDULED:
        raise NotAllowed("Die Idee steht nicht mehr auf der Tagesordnung.")
    return locked


def people_in_charge(idea: ProjectIdea) -> set:
    """Whoever works on it: the managers of its network, and whom it is assigned to."""
    networks = [idea.network_id] if idea.network_id else idea.networks.values("pk")
    managers = Membership.objects.filter(
        body=Body.NETWORK, is_manager=True, network__in=networks, user__is_active=True
    )
    people = {each.user for each in managers.select_related("user")}
    return people | ({idea.assignee} if idea.assignee_id else set())


def missing_steps(advice_round: AdviceRound) -> list[str]:
    """The steps that have said nothing yet."""
    said = set(advice_round.opinions.exclude(result="").values_list("step", flat=True))
    return [step for step in AdviceStep.values if step not in said]


@transaction.atomic
def reorder(day: AdviceDay, rounds: list[int]) -> None:
    """The agenda in this order of rounds; others keep their place behind."""
    day.rounds.update(position=F("position") + len(rounds))
    for number, pk in enumerate(rounds, start=1):
        day.rounds.filter(pk=pk).update(position=number)


@retried
@transaction.atomic
def close_day(day: AdviceDay, *, by) -> None:
    """The day is over. Raises NotAllowed while something on its agenda is undecided."""
    AdviceDay.objects.select_for_update().get(pk=day.pk)
    waiting = [each.idea.reference for each in day.rounds.filter(decided_at=None)]
    if waiting:
        raise NotAllowed(
            f"Noch nicht beraten: {', '.join(waiting)}. Schließen Sie diese Punkte ab, oder"
            " nehmen Sie sie von der Tagesordnung."
        )
    closed = AdviceDay.objects.filter(pk=day.pk, closed_at=None).update(closed_at=timezone.now())
    day.refresh_from_db()
    if closed:
        record_day(day, by)


def record_day(day: AdviceDay, by) -> None:
    """Write the log of a day."""
    from submissions import audit

    audit.write("ideas.close_day", by=by, changes={"day": f"{day.date:%Y-%m-%d}"})
