"""The states of an enquiry and the moves between them: there are no others."""

from django.db.models import TextChoices

from submissions.models import Stage


class EnquiryState(TextChoices):
    """Where an enquiry stands."""

    SUSPECT = "suspect", "Verdacht auf Spam"
    NEW = "new", "Neu"
    OPEN = "open", "In Bearbeitung"
    QUESTION = "question", "Rückfrage gestellt"
    ANSWERED = "answered", "Beantwortet"
    CLOSED = "closed", "Abgeschlossen"
    SPAM = "spam", "Spam"
    WITHDRAWN = "withdrawn", "Zurückgezogen"


S = EnquiryState

MOVES = {
    (S.SUSPECT, S.NEW),  # somebody has looked: it is none
    (S.SUSPECT, S.SPAM),
    (S.NEW, S.OPEN),
    (S.NEW, S.QUESTION),
    (S.NEW, S.ANSWERED),
    (S.NEW, S.CLOSED),
    (S.NEW, S.SPAM),
    (S.NEW, S.WITHDRAWN),
    (S.OPEN, S.QUESTION),
    (S.OPEN, S.ANSWERED),
    (S.OPEN, S.CLOSED),
    (S.OPEN, S.SPAM),
    (S.OPEN, S.WITHDRAWN),
    (S.QUESTION, S.OPEN),  # the sender wrote back, or somebody goes on without
    (S.QUESTION, S.ANSWERED),
    (S.QUESTION, S.CLOSED),
    (S.QUESTION, S.WITHDRAWN),
    (S.ANSWERED, S.OPEN),  # the sender has more to say
    (S.ANSWERED, S.QUESTION),
    (S.ANSWERED, S.CLOSED),
    (S.ANSWERED, S.WITHDRAWN),
    (S.CLOSED, S.OPEN),
    (S.SPAM, S.NEW),  # it was none after all
    (S.WITHDRAWN, S.OPEN),  # the sender asks to delete it at once
}

# Somebody has to do something.
WAITING_FOR_US = {S.NEW, S.OPEN}
# The team can still write, the sender can still withdraw.
UNDER_WAY = {S.NEW, S.OPEN, S.QUESTION, S.ANSWERED}
# No mail leaves for these.
QUARANTINE = {S.SUSPECT, S.SPAM}
OVER = {S.CLOSED, S.SPAM, S.WITHDRAWN}

STAGES = {
    S.SUSPECT: Stage.SUSPECT,
    S.NEW: Stage.NEW,
    S.OPEN: Stage.OPEN,
    S.QUESTION: Stage.OPEN,
    S.ANSWERED: Stage.OPEN,
    S.CLOSED: Stage.DONE,
    S.SPAM: Stage.DONE,
    S.WITHDRAWN: Stage.DONE,
}


def states_before(target: str) -> frozenset[str]:
    """From where an enquiry can get there."""
    return frozenset(seen for seen, to in MOVES if to == target)
