"""The states of a loan and the moves between them: there are no others."""

from django.db.models import TextChoices

from submissions.models import Stage


class BookingState(TextChoices):
    """Where a loan stands."""

    UNCONFIRMED = "unconfirmed", "Adresse noch nicht bestätigt"
    REQUESTED = "requested", "Angefragt"
    CONFIRMED = "confirmed", "Zugesagt"
    OUT = "out", "Ausgegeben"
    RETURNED = "returned", "Zurück"
    CLOSED = "closed", "Abgeschlossen"
    DECLINED = "declined", "Abgesagt"
    CANCELLED = "cancelled", "Storniert"
    EXPIRED = "expired", "Verfallen"
    WAITING = "waiting", "Auf der Warteliste"
    OFFERED = "offered", "Angebot aus der Warteliste"


S = BookingState

MOVES = {
    (S.UNCONFIRMED, S.REQUESTED),  # the address is confirmed
    (S.UNCONFIRMED, S.EXPIRED),  # … it was not, in time
    (S.UNCONFIRMED, S.CANCELLED),
    (S.UNCONFIRMED, S.DECLINED),
    (S.REQUESTED, S.CONFIRMED),
    (S.REQUESTED, S.DECLINED),
    (S.REQUESTED, S.CANCELLED),
    (S.CONFIRMED, S.OUT),
    (S.CONFIRMED, S.CANCELLED),
    (S.OUT, S.RETURNED),
    (S.RETURNED, S.CLOSED),
    (S.WAITING, S.OFFERED),
    (S.WAITING, S.CANCELLED),
    (S.WAITING, S.EXPIRED),
    (S.OFFERED, S.REQUESTED),
    (S.OFFERED, S.CANCELLED),
    (S.OFFERED, S.EXPIRED),
}

# A set is taken by these, and by nothing else: a row of Occupancy stands for each of them.
HOLDING = {S.UNCONFIRMED, S.REQUESTED, S.CONFIRMED, S.OUT, S.OFFERED}
# What has come about: shown on the tour, counted in the figures.
AGREED = {S.CONFIRMED, S.OUT, S.RETURNED, S.CLOSED}
# These end by themselves at `hold_until`, if nobody does anything.
ENDING = {S.UNCONFIRMED, S.OFFERED}
# Somebody still wants something from us.
OPEN = {S.UNCONFIRMED, S.REQUESTED, S.WAITING, S.OFFERED}
OVER = {S.CLOSED, S.DECLINED, S.CANCELLED, S.EXPIRED}

STAGES = {
    S.UNCONFIRMED: Stage.ARRIVING,
    S.REQUESTED: Stage.NEW,
    S.CONFIRMED: Stage.OPEN,
    S.OUT: Stage.OPEN,
    S.RETURNED: Stage.OPEN,
    S.WAITING: Stage.OPEN,
    S.OFFERED: Stage.OPEN,
    S.CLOSED: Stage.DONE,
    S.DECLINED: Stage.DONE,
    S.CANCELLED: Stage.DONE,
    S.EXPIRED: Stage.DONE,
}
