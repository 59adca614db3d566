"""The tour as the public may see it: who agreed to be named, and no person."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from exhibitions.bookings.models import Booking
from exhibitions.geography.tour_map import MapStop, TourMap

PAST, NOW, COMING = "past", "now", "coming"
ON_THE_MAP = 40  # more marks than that hide the country


@dataclass(frozen=True)
class Stop:
    """A place on the tour, by its number in the order of the days."""

    booking: Booking
    number: int
    phase: str

    @property
    def anchor(self) -> str:
        """Its id in the list."""
        return f"halt-{self.number}"

    @property
    def has_place(self) -> bool:
        """Whether the map can show it."""
        return self.booking.latitude is not None and self.booking.longitude is not None

    @property
    def on_map(self) -> MapStop:
        """It as a mark."""
        loan = self.booking
        name = f"{loan.institution}, {loan.town}"
        return MapStop(self.number, name, loan.latitude, loan.longitude, self.phase, self.anchor)


class Tour:
    """All stops, in one query."""

    def __init__(self, bookings, today: date):
        self.stops = [
            Stop(booking, number, _phase(booking, today))
            for number, booking in enumerate(bookings, start=1)
        ]

    @classmethod
    def load(cls) -> "Tour":
        """As it is today."""
        return cls(Booking.objects.on_tour(), timezone.localdate())

    @property
    def now(self) -> list[Stop]:
        """Where the exhibition stands today."""
        return [stop for stop in self.stops if stop.phase == NOW]

    @property
    def coming(self) -> list[Stop]:
        """Where it goes, the next first."""
        return [stop for stop in self.stops if stop.phase == COMING]

    @property
    def past(self) -> list[Stop]:
        """Where it was, the last first."""
        return [stop for stop in reversed(self.stops) if stop.phase == PAST]

    @property
    def map(self) -> TourMap | None:
        """The map of what is, comes, and was of late; None without a stop to show."""
        nearest = [stop for stop in (*self.now, *self.coming, *self.past) if stop.has_place]
        shown = sorted(nearest[:ON_THE_MAP], key=lambda stop: stop.number)
        return TourMap(stop.on_map for stop in shown) if shown else None


def next_stops(number: int) -> list[Booking]:
    """Where the exhibition is and goes next, for other pages: one query."""
    today = timezone.localdate()
    return list(Booking.objects.on_tour().filter(last_day__gte=today)[:number])


def _phase(booking: Booking, today: date) -> str:
    if booking.last_day < today:
        return PAST
    return NOW if booking.first_day <= today else COMING
