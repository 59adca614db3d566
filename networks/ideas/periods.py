"""How long the data of an idea are kept, by how it ended. The privacy page reads it from here."""

from networks.ideas.states import IdeaState
from submissions.kinds import Kept

DRAFT_DAYS = 30  # an unfinished idea, from its last change
SPAM_DAYS = 14
REQUEST_DAYS = 30  # to answer who wants to be forgotten: Art. 12 (3) GDPR, one month
STATUS_LINK_DAYS = 365 * 3  # the link of the receipt shows the state that long

S = IdeaState
MONTHS = {
    S.SUSPECT: 3,  # time for somebody to look
    S.NEW: 36,  # an idea that nobody has worked on must not stay for ever either
    S.REVIEW: 36,
    S.QUESTION: 36,
    S.SCHEDULED: 36,
    S.ADVISED: 36,
    S.CARRIED_ON: 36,
    S.DECLINED: 12,
    S.DUPLICATE: 6,
    S.WITHDRAWN: 1,
}


def kept() -> list[Kept]:
    """The periods in words."""
    return [
        Kept("Angefangene, nicht abgesendete Projektidee", f"{DRAFT_DAYS} Tage"),
        Kept(
            "Projektidee in Arbeit, beraten oder weitergeführt, ab dem letzten neuen Stand",
            f"{MONTHS[S.ADVISED]} Monate",
        ),
        Kept("Projektidee, die nicht weiterverfolgt wurde", f"{MONTHS[S.DECLINED]} Monate"),
        Kept("Projektidee, die es schon gab (Dublette)", f"{MONTHS[S.DUPLICATE]} Monate"),
        Kept("Zurückgezogene Projektidee", f"{MONTHS[S.WITHDRAWN]} Monat"),
        Kept("Einsendung mit Verdacht auf Spam", f"{MONTHS[S.SUSPECT]} Monate"),
        Kept("Als Spam erkannte Einsendung", f"{SPAM_DAYS} Tage"),
    ]
