"""What may keep an action from happening. Each says in German what to do instead."""

from exhibitions.bookings.models import Booking
from exhibitions.bookings.planner import Period, Refusal


class BookingProblem(Exception):
    """Something that a person can be told."""


class RuleBroken(BookingProblem):
    """The period breaks a rule of lending."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.message)
        self.refusal = refusal


class NotAvailable(BookingProblem):
    """No set is free any more. `alternatives` are."""

    def __init__(self, alternatives: list[Period]):
        super().__init__("Dieser Zeitraum ist inzwischen vergeben.")
        self.alternatives = alternatives


class LimitReached(BookingProblem):
    """Too many open requests of one sender."""


class AskedBefore(BookingProblem):
    """The school has these days already, or waits for them. Names no loan: anybody may ask."""

    def __init__(self, *, is_waiting: bool = False):
        what = "Ihr Eintrag auf der Warteliste" if is_waiting else "Ihre Anfrage"
        super().__init__(
            f"Für diese Tage liegt schon {what} vor. Ansehen, ändern und absagen können Sie über"
            " den Link in unserer E-Mail. Brauchen Sie zwei Sätze der Ausstellung, oder ist keine"
            " E-Mail gekommen? Dann wenden Sie sich bitte an uns."
        )


class SentBefore(BookingProblem):
    """The same form was sent before, with other contents."""

    def __init__(self, booking: Booking):
        super().__init__(
            f"Dieses Formular ist schon eingegangen, unter der Vorgangsnummer {booking.reference}."
        )
        self.booking = booking


class Overtaken(BookingProblem):
    """Somebody was faster: the loan is not any more in the state that one has seen."""

    def __init__(self, booking: Booking):
        by = booking.decided_by
        who = f" von {by.get_full_name() or by.get_username()}" if by else ""
        state = booking.get_state_display()
        super().__init__(f"Jemand war schneller: Der Vorgang steht jetzt auf „{state}“{who}.")
        self.booking = booking


class TooLate(BookingProblem):
    """The time in which the school does this by itself is over."""
