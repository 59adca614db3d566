"""What a school does: ask, confirm its address, take an offer, have its link sent again."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from exhibitions.bookings import mail
from exhibitions.bookings.actions.problems import (
    AskedBefore,
    LimitReached,
    NotAvailable,
    Overtaken,
    RuleBroken,
    SentBefore,
)
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
from exhibitions.bookings.availability import Availability, current_planner
from exhibitions.bookings.models import Booking, LendingRules, LoanTerms, PartCondition
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import OPEN, OVER, STAGES, BookingState
from exhibitions.geography.places import locate
from submissions.guards import count, counted
from submissions.inbox.search import index
from submissions.months import add_months
from submissions.outbox import redirect_mails
from submissions.references import new_link_key

UNCONFIRMED = "unconfirmed-bookings"
IN_THE_CONTRACT = {"institution", "street", "postcode", "town", "contact_name"}
ONE_DAY = 24 * 60 * 60  # seconds


def request_booking(
    details: dict[str, Any],
    period: Period,
    *,
    key: str | None = None,
    digest: str = "",
    visitor: str = "",
    waits_until=None,
    by=None,
) -> Booking:
    """Take the period for a school, or put it on the waiting list when `waits_until` is given.

    `details` are values of `Booking`'s fields. `key` and `digest` know a form that is sent twice;
    `visitor` is the address that it came from. With `by` somebody of the team enters it for a
    school: then rules and limits do not hold, and no address has to be confirmed.

    Raises RuleBroken, AskedBefore, LimitReached, NotAvailable, SentBefore."""
    known = _sent_before(key, digest)
    if known:
        return known
    availability = Availability.load()
    planner = availability.planner
    refusal = planner.impossibility(period) if by else planner.refusal(period)
    if refusal:
        raise RuleBroken(refusal)
    # Most who are late are told so here, without a place in the queue of those who write.
    try:
        if not by:
            asked = Booking(**details, first_day=period.first, last_day=period.last)
            refuse_second(asked, is_waiting=waits_until is not None)
        if not waits_until and not availability.free_sets(period):
            raise NotAvailable(availability.alternatives(period))
    except (AskedBefore, NotAvailable):
        known = _sent_before(key, digest)  # perhaps by this very form, a moment ago
        if known is None:
            raise
        return known
    if not by:
        _check_visitor(visitor)
    try:
        booking = _request(details, period, key, digest, waits_until, by)
    except IntegrityError:  # the same form at the same time: the other one is in
        known = _sent_before(key, digest)
        if known is None:
            raise
        return known
    if booking is None:
        raise not_available(period)
    if visitor:
        count(UNCONFIRMED, visitor, seconds=LendingRules.load().confirm_hours * 3600)
    return booking


@retried
@transaction.atomic
def _request(details, period, key, digest, waits_until, by) -> Booking | None:
    sets = lock_sets()
    known = _sent_before(key, digest)  # in the meantime: a limit must not refuse the second click
    if known:
        return known
    rules = LendingRules.load()
    now = timezone.now()
    state = BookingState.REQUESTED if by else BookingState.UNCONFIRMED
    if waits_until:
        state = BookingState.WAITING
    place = locate(details.get("town", ""), details.get("postcode", ""))
    booking = Booking(
        **details,
        state=state,
        stage=STAGES[state],
        first_day=period.first,
        last_day=period.last,
        waits_until=waits_until,
        hold_until=None if by else now + timedelta(hours=rules.confirm_hours),
        confirmed_address_at=now if by and waits_until else None,
        terms=LoanTerms.current(),
        idempotency_key=key,
        content_digest=digest,
        forget_on=add_months(waits_until or period.last, rules.keep_months),
    )
    if state == BookingState.REQUESTED:
        booking.due = mail.answer_by(booking)
    if place:
        booking.latitude, booking.longitude = place.latitude, place.longitude
        booking.place_source = place.source
    booking.contact_email = booking.contact_email.lower()
    if not by:
        refuse_second(booking, is_waiting=waits_until is not None)
    booking.save()
    if not waits_until:
        stretch = current_planner().stretch(period)
        if not occupy(booking, stretch, sets):
            transaction.set_rollback(True)
            return None
    if not by:
        _check_limits(booking, rules)
        mail.send_received(booking)
    record(booking, "request", by=by)
    index(booking)
    return booking


def _sent_before(key: str | None, digest: str) -> Booking | None:
    """The request that came in with this key; raises SentBefore when it said something else."""
    booking = Booking.objects.filter(idempotency_key=key).first() if key else None
    if booking and booking.content_digest != digest:
        raise SentBefore(booking)
    return booking


def _check_visitor(visitor: str) -> None:
    if visitor and counted(UNCONFIRMED, visitor) >= LendingRules.load().unconfirmed_per_visitor:
        raise LimitReached(
            "Von Ihrem Internetanschluss kamen in den letzten Tagen sehr viele Anfragen, die"
            " niemand bestätigt hat. Bitte bestätigen Sie diese zuerst, oder rufen Sie uns an."
        )


def _check_limits(booking: Booking, rules: LendingRules) -> None:
    """The last question: who wants what is taken hears that first."""
    others = Booking.objects.in_states(OPEN).exclude(pk=booking.pk)
    of_address = others.filter(contact_email__iexact=booking.contact_email)
    if of_address.count() >= rules.open_per_address:
        raise LimitReached(
            f"Für diese E-Mail-Adresse sind schon {rules.open_per_address} Anfragen offen. Bitte"
            " warten Sie auf unsere Antwort, oder sagen Sie über den Link in der E-Mail eine ab."
        )
    of_institution = others.filter(
        institution__iexact=booking.institution, postcode=booking.postcode
    )
    if of_institution.count() >= rules.open_per_institution:
        raise LimitReached(
            f"Für diese Einrichtung sind schon {rules.open_per_institution} Anfragen offen."
            " Fragen Sie im Haus nach, wer angefragt hat, oder rufen Sie uns an."
        )


@retried
@transaction.atomic
def confirm_address(booking: Booking) -> None:
    """The button behind the link of the first mail. Pressed twice, nothing more happens.

    Raises Overtaken when it is over."""
    now = timezone.now()
    if booking.state == BookingState.WAITING:
        changes = {"confirmed_address_at": now, "hold_until": None}
        fresh = Booking.objects.filter(
            pk=booking.pk, state=BookingState.WAITING, confirmed_address_at=None
        ).update(**changes)
        booking.refresh_from_db()
        if fresh:
            record(booking, "confirm_address")
            hours = str(LendingRules.load().offer_hours)
            mail.send(booking, "waiting.listed", offer_hours=hours)
        return
    _ask(booking, BookingState.UNCONFIRMED, confirmed_address_at=now)


@retried
@transaction.atomic
def accept_offer(booking: Booking) -> None:
    """A school on the waiting list takes what was offered: from now on a request like others.

    Pressed twice, nothing more happens. Raises Overtaken when the offer is over."""
    now = timezone.now()  # from here on the days until the answer count
    _ask(booking, BookingState.OFFERED, waits_until=None, confirmed_address_at=now)


def _ask(booking: Booking, seen: BookingState, **changes: Any) -> None:
    try:
        move(booking, seen, BookingState.REQUESTED, hold_until=None, **changes)
    except Overtaken:
        if booking.is_over:
            raise
        return
    keep_after(booking)
    due = mail.answer_by(booking)
    Booking.objects.filter(pk=booking.pk).update(due=due)
    record(booking, "confirm_address" if seen == BookingState.UNCONFIRMED else "accept")
    key = "booking.requested" if seen == BookingState.UNCONFIRMED else "waiting.accepted"
    mail.send(booking, key, answer_by=mail.day(due))
    mail.tell_team(booking, "team.requested", answer_by=mail.day(due))


def send_link_again(email: str) -> None:
    """Send the links of all that is not over to this address, once a day; nobody learns whether."""
    email = email.lower()
    if count("link-sent-again", email, seconds=ONE_DAY) > 1:
        return
    for booking in Booking.objects.exclude(state__in=OVER).filter(contact_email=email)[:5]:
        send_link(booking)


@transaction.atomic
def send_link(booking: Booking) -> None:
    """Send the link to the contact: the team does it as often as somebody asks on the phone."""
    mail.send(booking, "booking.link")


@transaction.atomic
def edit_booking(booking: Booking, names: set[str], *, by) -> None:
    """Write what the team has corrected in the fields called `names`.

    A new mail address ends the links that were sent to the old one and gets one of its own; what
    waits to be sent goes there. What stands in the contract makes a new one due.
    """
    names = set(names)
    is_new_address = "contact_email" in names
    if is_new_address:
        booking.contact_email = booking.contact_email.lower()
        booking.link_key = new_link_key()
        names.add("link_key")
    if names & IN_THE_CONTRACT and booking.contracts.exists():
        booking.version += 1
        names.add("version")
    if names:
        booking.save(update_fields=sorted(names))
    record(booking, "edit", by=by)
    index(booking)
    if is_new_address and booking.contact_email:
        redirect_mails(booking, booking.contact_email)
        if not booking.is_over:
            send_link(booking)


def forget_booking(booking: Booking) -> None:
    """Take out what only the people there need. Place, kind, dates and figures stay."""
    kept = {} if booking.is_public else {"institution": "", "town": "", "postcode": ""}
    Booking.objects.filter(pk=booking.pk).update(
        **kept,
        street="",
        alternative="",
        room="",
        opening="",
        remarks="",
        reason="entfernt" if booking.state == BookingState.DECLINED else "",
        note="",
        delivery_contact="",
        delivery_phone="",
        delivery_hours="",
        delivery_helpers="",
    )
    booking.contracts.all().delete()
    booking.condition_reports.update(note="")
    for finding in PartCondition.objects.filter(report__booking=booking).exclude(photo=""):
        transaction.on_commit(partial(finding.photo.storage.delete, finding.photo.name))
        PartCondition.objects.filter(pk=finding.pk).update(photo="")
    if hasattr(booking, "feedback"):
        type(booking.feedback).objects.filter(booking=booking).update(text="")
