"""Yes, no, another time, not at all."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from exhibitions.bookings import mail
from exhibitions.bookings.actions.problems import BookingProblem, Overtaken, RuleBroken, TooLate
from exhibitions.bookings.actions.steps import (
    keep_after,
    lock_sets,
    move,
    not_available,
    occupy,
    record,
    refuse_second,
    retried,
)
from exhibitions.bookings.actions.waiting import let_go, offer_to_waiting
from exhibitions.bookings.availability import Availability, current_planner
from exhibitions.bookings.models import Booking, LendingRules, PosterSet
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import BookingState
from submissions.months import add_months

CONTRACT_NEEDS = ("street", "contact_name")
CHANGEABLE = {BookingState.UNCONFIRMED, BookingState.REQUESTED, BookingState.CONFIRMED}


@retried
@transaction.atomic
def confirm_booking(booking: Booking, *, by, seen: str) -> None:
    """Promise the loan: the school gets contract, packing list and calendar entry.

    Raises Overtaken when it is not in the state that `by` has seen, BookingProblem while the
    contract would have gaps."""
    missing = missing_in_contract(booking)
    if missing:
        words = " und ".join(Booking._meta.get_field(name).verbose_name for name in missing)
        raise BookingProblem(f"Für den Leihvertrag fehlt noch: {words}.")
    move(
        booking,
        seen,
        BookingState.CONFIRMED,
        decided_by=by,
        decided_at=timezone.now(),
        reason="",
    )
    Booking.objects.filter(pk=booking.pk).update(due=None)
    record(booking, "confirm", by=by)
    mail.send_confirmed(booking)


def missing_in_contract(booking: Booking) -> list[str]:
    """The fields that a contract names and a telephone call may have left out."""
    return [name for name in CONTRACT_NEEDS if not getattr(booking, name).strip()]


@retried
@transaction.atomic
def decline_booking(booking: Booking, *, by, seen: str, reason: str) -> None:
    """Say no with a reason, and name what is free instead. The set is free at once.

    Raises Overtaken."""
    if not reason.strip():
        raise ValueError("A refusal needs its reason")
    lock_sets()
    move(
        booking,
        seen,
        BookingState.DECLINED,
        decided_by=by,
        decided_at=timezone.now(),
        reason=reason.strip(),
        hold_until=None,
    )
    let_go(booking)
    keep_shortly(booking)
    record(booking, "decline", by=by)
    mail.send_declined(booking, Availability.load().alternatives(Period(*booking.days)))


@retried
@transaction.atomic
def cancel_booking(booking: Booking, *, seen: str, by=None, reason: str = "") -> None:
    """Call it off: the school by its link (without `by`), or the team with a reason.

    Raises Overtaken, TooLate when the school's own time is over."""
    if by is None:
        refuse_when_late(booking)
    lock_sets()
    move(
        booking,
        seen,
        BookingState.CANCELLED,
        reason=reason.strip(),
        decided_by=by,
        cancelled_by_school=by is None,
        version=F("version") + 1,
        hold_until=None,
    )
    let_go(booking)
    keep_shortly(booking)
    record(booking, "cancel", by=by)
    if seen in {BookingState.WAITING, BookingState.OFFERED}:
        mail.send(booking, "waiting.cancelled")
        return
    mail.send_cancelled(booking, was_promised=seen == BookingState.CONFIRMED)
    if by is None:
        mail.tell_team(booking, "team.cancelled")


def move_booking(
    booking: Booking,
    period: Period,
    *,
    seen_version: int,
    by=None,
    poster_set: PosterSet | None = None,
) -> None:
    """Change the dates, or with `poster_set` the set. The old days go only when the new are won.

    Raises RuleBroken, AskedBefore and TooLate for schools, NotAvailable, Overtaken."""
    if by is None:
        refuse_when_late(booking)
    planner = current_planner()
    refusal = planner.impossibility(period) if by else planner.refusal(period)
    if refusal:
        raise RuleBroken(refusal)
    if not _move(booking, period, seen_version, by, poster_set):
        booking.refresh_from_db()
        raise not_available(period, ignoring=booking.pk)


@retried
@transaction.atomic
def _move(booking, period, seen_version, by, poster_set) -> bool:
    sets = _own_first(lock_sets(), booking, poster_set)
    old_days, old_set = booking.days, booking.poster_set
    # Fields of Booking only: with those of its parent Django would ask first and write then.
    won = Booking.objects.filter(pk=booking.pk, version=seen_version, state__in=CHANGEABLE).update(
        first_day=period.first, last_day=period.last, version=F("version") + 1
    )
    booking.refresh_from_db()
    if not won:
        raise Overtaken(booking)
    if by is None:
        refuse_second(booking)
    keep_after(booking)
    stretch = current_planner().stretch(period)
    if not occupy(booking, stretch, sets):
        transaction.set_rollback(True)
        return False
    was_promised = booking.state == BookingState.CONFIRMED
    booking.reminders.exclude(key="team.unanswered").delete()  # they were about the old days
    record(booking, "move", by=by)
    is_other_set = booking.days == old_days and booking.poster_set != old_set
    mail.send_changed(booking, was_promised=was_promised, is_other_set=is_other_set)
    if by is None:
        mail.tell_team(booking, "team.changed")
    offer_to_waiting()
    return True


def _own_first(sets: list[PosterSet], booking: Booking, wanted: PosterSet | None):
    if wanted:
        return [wanted]
    own = booking.poster_set
    return sorted(sets, key=lambda each: (each != own, each.pk))


def refuse_when_late(booking: Booking) -> None:
    """Until some days before, the school changes and cancels by itself. Raises TooLate."""
    last = mail.cancel_until(booking)
    is_promised = booking.state == BookingState.CONFIRMED
    if is_promised and timezone.localdate() > last:
        raise TooLate(f"Über diese Seite ging das bis {mail.day(last)}. Bitte rufen Sie uns an.")


def keep_shortly(booking: Booking) -> None:
    """Nothing came of it: the contact is kept for a few months only."""
    months = LendingRules.load().keep_months_without_loan
    Booking.objects.filter(pk=booking.pk).update(
        forget_on=add_months(timezone.localdate(), months), due=None
    )
