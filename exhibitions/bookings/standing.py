"""Where a loan stands, in the school's words: what happens next, by when, and what it may do."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from exhibitions.bookings import mail
from exhibitions.bookings.models import Booking, LendingRules
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import AGREED, BookingState

S = BookingState

# The way of a loan as the school sees it, with the states in which it stands at each place.
WAY = [
    {S.UNCONFIRMED},
    {S.REQUESTED},
    {S.CONFIRMED},
    {S.OUT},
    {S.RETURNED, S.CLOSED},
]


class Standing:
    """What the page behind the link says and offers. Asks nothing of who looks at it."""

    def __init__(self, booking: Booking):
        self.booking, self.state = booking, BookingState(booking.state)
        self.today = timezone.localdate()

    @property
    def period(self) -> Period:
        """The days that hold now."""
        return Period(*self.booking.days)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What the school said, label by label: its copy."""
        loan = self.booking
        yes = {True: _("Ja"), False: ""}
        said = [
            (_("Schule oder Einrichtung"), loan.institution),
            (_("Art der Einrichtung"), loan.get_institution_type_display()),
            (_("Anschrift"), f"{loan.street}\n{loan.postcode} {loan.town}".strip()),
            (_("Ansprechperson"), loan.contact_name),
            (_("E-Mail-Adresse"), loan.contact_email),
            (_("Telefon"), loan.contact_phone),
            (_("Ausweichzeitraum"), loan.alternative),
            (_("Klassenstufen"), loan.classes),
            (_("Erwartete Zahl"), str(loan.expected_visitors or "")),
            (_("Raum"), loan.room),
            (_("Eröffnung"), loan.opening),
            (_("Vortrag oder Forschende zu Gast"), yes[loan.wants_talk]),
            (_("Auf der Tour genannt"), yes[loan.is_public]),
            (_("Bemerkung"), loan.remarks),
            (_("Leihbedingungen"), str(loan.terms) if loan.terms else ""),
        ]
        return [(label, value) for label, value in said if value]

    @property
    def place(self) -> int:
        """How far along the way it is, from one; nought off the way."""
        return next((number for number, at in enumerate(WAY, 1) if self.state in at), 0)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the button for the address is still to be pressed."""
        waits = self.state == S.WAITING and self.booking.confirmed_address_at is None
        return waits or self.state == S.UNCONFIRMED

    @property
    def is_offered(self) -> bool:
        """Whether an offer waits for yes or no."""
        return self.state == S.OFFERED

    @property
    def is_late(self) -> bool:
        """Whether only the team can still change or cancel it."""
        return self.state == S.OUT or (self.state == S.CONFIRMED and self.today > self.own_until)

    @property
    def can_change(self) -> bool:
        """Whether the school moves it by itself."""
        return self.state in {S.UNCONFIRMED, S.REQUESTED, S.CONFIRMED} and not self.is_late

    @property
    def can_cancel(self) -> bool:
        """Whether the school calls it off by itself. An offer is refused instead."""
        return self.can_change or self.state == S.WAITING

    @property
    def was_called_off(self) -> bool:
        """Whether the school itself has called it off."""
        return self.state == S.CANCELLED and self.booking.cancelled_by_school

    @property
    def was_withdrawn(self) -> bool:
        """Whether it was a mere request until then."""
        return self.was_called_off and self.booking.decided_at is None

    @property
    def has_reported(self) -> bool:
        """Whether the school has said how it was."""
        return hasattr(self.booking, "feedback")

    @property
    def can_deliver(self) -> bool:
        """Whether it matters who takes the delivery."""
        return self.state in {S.CONFIRMED, S.OUT} and self.today <= self.booking.first_day

    @property
    def can_report(self) -> bool:
        """Whether there is something to tell: from the last day on."""
        return self.state in AGREED and self.today >= self.booking.last_day

    @property
    def has_papers(self) -> bool:
        """Whether there is a contract, a packing list and a date for the calendar."""
        return self.state in AGREED and self.booking.poster_set is not None

    @property
    def has_ways(self) -> bool:
        """Whether anything can be done beside the one button."""
        can = (self.can_change, self.can_cancel, self.can_deliver, self.can_report)
        return any(can) or self.has_papers

    @property
    def own_until(self) -> date:
        """The last day on which the school changes or cancels by itself."""
        return mail.cancel_until(self.booking)

    @property
    def hold_until(self) -> datetime | None:
        """Until when what is held is held."""
        return self.booking.hold_until

    @cached_property
    def answer_by(self) -> date:
        """By when the answer was promised."""
        return mail.answer_by(self.booking)

    @cached_property
    def delivery_day(self) -> date:
        """When the set comes."""
        return mail.delivery_day(self.booking)

    @cached_property
    def pick_up_day(self) -> date:
        """When it is collected, as the contract says."""
        return mail.pick_up_day(self.booking)

    @cached_property
    def rules(self) -> LendingRules:
        """The rules of lending."""
        return LendingRules.load()

    @cached_property
    def phone(self) -> str:
        """Whom to call."""
        return mail.phone()
