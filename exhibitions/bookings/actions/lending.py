"""The set goes out and comes back; the school says who is there, and how it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from exhibitions.bookings.actions.problems import BookingProblem
from exhibitions.bookings.actions.steps import lock_sets, move, record, retried
from exhibitions.bookings.actions.waiting import offer_to_waiting
from exhibitions.bookings.models import (
    Booking,
    Condition,
    ConditionReport,
    Feedback,
    Occupancy,
    PartCondition,
    PosterSet,
    SetPart,
)
from exhibitions.bookings.states import BookingState

DETAILS = ("delivery_contact", "delivery_phone", "delivery_hours", "delivery_helpers")


@dataclass(frozen=True)
class Finding:
    """How one part was found."""

    part: SetPart
    condition: str = Condition.GOOD
    note: str = ""
    photo: File | None = None


@retried
@transaction.atomic
def hand_over(booking: Booking, *, by, findings: Iterable[Finding] = (), note: str = "") -> None:
    """The set leaves for the school. Raises Overtaken, BookingProblem while it is elsewhere."""
    elsewhere = Booking.objects.filter(
        state=BookingState.OUT, occupancy__poster_set=booking.poster_set
    ).exclude(pk=booking.pk)
    if elsewhere.exists():
        other = elsewhere.first()
        raise BookingProblem(
            f"Dieser Satz ist noch nicht zurück: Nehmen Sie zuerst den Vorgang {other} zurück,"
            " oder verschieben Sie diesen auf einen anderen Satz."
        )
    move(booking, BookingState.CONFIRMED, BookingState.OUT)
    _report(booking, ConditionReport.Direction.OUT, by, findings, note)
    record(booking, "hand_over", by=by)


@retried
@transaction.atomic
def take_back(
    booking: Booking,
    *,
    by,
    findings: Iterable[Finding] = (),
    note: str = "",
    withdraw_set: bool = False,
) -> None:
    """The set is back and free from tomorrow; with `withdraw_set` it is not lent until mended.

    Raises Overtaken."""
    lock_sets()
    move(booking, BookingState.OUT, BookingState.RETURNED)
    _report(booking, ConditionReport.Direction.IN, by, findings, note)
    tomorrow = timezone.localdate() + timedelta(days=1)
    occupancy = Occupancy.objects.get(booking=booking)
    if tomorrow <= occupancy.start:  # back before it was to leave: nothing is left of it
        occupancy.delete()
    elif tomorrow < occupancy.end:
        Occupancy.objects.filter(pk=occupancy.pk).update(end=tomorrow)
    if withdraw_set:
        PosterSet.objects.filter(pk=occupancy.poster_set_id).update(in_service=False)
    record(booking, "take_back", by=by)
    offer_to_waiting()


def _report(booking: Booking, direction: str, by, findings: Iterable[Finding], note: str) -> None:
    report = ConditionReport.objects.create(
        booking=booking, direction=direction, made_by=by, note=note
    )
    for finding in findings:
        changed = SetPart.objects.filter(pk=finding.part.pk).exclude(
            condition=finding.condition, condition_note=finding.note
        )
        changed.update(condition=finding.condition, condition_note=finding.note)
        if finding.condition != Condition.GOOD or finding.note or finding.photo:
            PartCondition.objects.create(
                report=report,
                part=finding.part,
                condition=finding.condition,
                note=finding.note,
                photo=finding.photo or "",
            )


@transaction.atomic
def add_delivery_details(booking: Booking, details: dict[str, Any]) -> None:
    """Who takes the delivery, and when somebody is there."""
    Booking.objects.filter(pk=booking.pk).update(**{name: details[name] for name in DETAILS})
    booking.refresh_from_db()
    record(booking, "delivery_details")


@transaction.atomic
def receive_feedback(booking: Booking, values: dict[str, Any]) -> Feedback:
    """What the school reports; sent again it replaces what it said before."""
    feedback, _ = Feedback.objects.update_or_create(booking=booking, defaults=values)
    record(booking, "feedback")
    return feedback
