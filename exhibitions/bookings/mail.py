"""The mails about a loan: what fills their placeholders, and what goes with them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import Site

from content.models import OrganisationSettings
from content.placeholder_mark import is_placeholder
from exhibitions.bookings.calendars import entry_of
from exhibitions.bookings.holidays import DAY, SchoolDays
from exhibitions.bookings.models import Booking, LendingRules
from exhibitions.bookings.planner import Period
from submissions.models import OutboxMail
from submissions.outbox import queue_mail
from submissions.working_days import working_day_after

LENDING = "/wanderausstellung/ausleihen/"
SET_UP = "/wanderausstellung/aufbau/"
german = override("de")  # whatever language the admin of the person has who writes


@german
def send(booking: Booking, key: str, *, calendar: str = "", documents=(), **values: str) -> None:
    """Write to the school."""
    if booking.contact_email:
        queue_mail(
            booking, key, _values(booking) | values, calendar=calendar, documents=tuple(documents)
        )


@german
def tell_team(booking: Booking, key: str, **values: str) -> OutboxMail | None:
    """Write to the team, if it has an address."""
    to = LendingRules.load().team_email
    if not to:
        return None
    address = settings.BASE_URL + reverse("bookings:inspect", args=[booking.pk])
    return queue_mail(booking, key, _values(booking) | {"admin": address} | values, to=to)


def send_received(booking: Booking) -> None:
    """The first mail: the window is held, the address to be confirmed."""
    key = "waiting.received" if booking.waits_until else "booking.received"
    send(booking, key, until=moment(booking.hold_until))


def send_confirmed(booking: Booking) -> None:
    """The promise, with contract, packing list and calendar entry."""
    send(
        booking,
        "booking.confirmed",
        calendar=entry_of(booking),
        documents=("contract", "packing_list"),
        delivery_day=day(delivery_day(booking)),
        pick_up_day=day(pick_up_day(booking)),
        delivery_text=LendingRules.load().delivery_text,
        cancel_note=_cancel_note(booking),
    )


def send_changed(booking: Booking, *, was_promised: bool, is_other_set: bool) -> None:
    """New dates, or another set for the same; what was promised gets contract and entry anew."""
    note = "Der alte Zeitraum ist wieder frei."
    if is_other_set:
        note = "Der Zeitraum bleibt. Sie bekommen einen anderen Satz der Ausstellung."
    ways = ""
    if was_promised:
        ways = f"Lieferung: {day(delivery_day(booking))}\nAbholung: {day(pick_up_day(booking))}"
        note += " Der neue Leihvertrag und ein neuer Eintrag für Ihren Kalender liegen bei."
    send(
        booking,
        "booking.changed",
        state=booking.get_state_display(),
        ways=ways,
        changed_note=note,
        calendar=entry_of(booking) if was_promised else "",
        documents=("contract",) if was_promised else (),
    )


@german
def send_declined(booking: Booking, alternatives: Sequence[Period]) -> None:
    """No, why, and when instead."""
    lines = "\n".join(f"- {period}" for period in alternatives)
    send(
        booking,
        "booking.declined",
        reason=booking.reason,
        alternatives=lines or "Zurzeit ist kein Zeitraum frei.",
    )


def send_cancelled(booking: Booking, *, was_promised: bool) -> None:
    """It is off; the entry leaves the calendar. What a school merely asked for, it withdraws."""
    if booking.cancelled_by_school and not was_promised:
        send(booking, "booking.withdrawn")
        return
    reason = booking.reason
    if booking.cancelled_by_school:
        reason = "Sie haben selbst abgesagt."
    note = "Der Eintrag im Anhang nimmt den Termin aus Ihrem Kalender." if was_promised else ""
    send(
        booking,
        "booking.cancelled",
        reason=reason,
        calendar_note=note,
        calendar=entry_of(booking, cancelled=True) if was_promised else "",
    )


@german
def day(value: date) -> str:
    """A date as mails write it: Montag, 12. April 2027."""
    return date_format(value, "l, j. F Y")


@german
def moment(value: datetime) -> str:
    """A point in time as mails write it."""
    return date_format(timezone.localtime(value), "l, j. F Y, H:i") + " Uhr"


def answer_by(booking: Booking, rules: LendingRules | None = None) -> date:
    """By when the answer was promised: working days from the confirmed address on."""
    if booking.due:
        return booking.due
    since = booking.confirmed_address_at or booking.created_at or timezone.now()
    rules = rules or LendingRules.load()
    return working_day_after(timezone.localdate(since), rules.answer_working_days)


def delivery_day(booking: Booking) -> date:
    """When the set leaves for the school, as it was taken for it: rules may have changed since."""
    return booking.occupancy.start


def pick_up_day(booking: Booking) -> date:
    """When the set is collected: the first school day after the last day."""
    return SchoolDays.load().after(booking.last_day, 1)


def cancel_until(booking: Booking) -> date:
    """The last day on which the school changes or cancels by itself."""
    return booking.first_day - DAY * LendingRules.load().free_cancel_days


def _cancel_note(booking: Booking) -> str:
    last = cancel_until(booking)
    if last < timezone.localdate():
        return "Müssen Sie doch absagen? Dann rufen Sie uns bitte an."
    return f"Absagen können Sie dort bis {day(last)}, danach bitte telefonisch."


def phone() -> str:
    """Whom schools call."""
    own = LendingRules.load().phone
    if own:
        return own
    site = Site.objects.filter(is_default_site=True).first()
    organisation = OrganisationSettings.for_site(site) if site else None
    known = organisation.phone if organisation else ""
    return "" if is_placeholder(known) else known


def _values(booking: Booking) -> dict[str, str]:
    waits_until = booking.waits_until
    known, contact_page = phone(), settings.BASE_URL + "/kontakt/"
    return {
        "first_day": day(booking.first_day),
        "last_day": day(booking.last_day),
        "waits_until": day(waits_until) if waits_until else "",
        "phone": known or contact_page,
        "reach_us": f"Telefon: {known}" if known else f"So erreichen Sie uns: {contact_page}",
        "lending": settings.BASE_URL + LENDING,
        "set_up": settings.BASE_URL + SET_UP,
    }
