"""The states of a project idea and the moves between them: there are no others."""

from django.db.models import TextChoices

from submissions.models import Stage


class IdeaState(TextChoices):
    """Where an idea stands."""

    DRAFT = "draft", "Entwurf"
    SUSPECT = "suspect", "Verdacht auf Spam"
    NEW = "new", "Eingegangen"
    REVIEW = "review", "In Prüfung"
    QUESTION = "question", "Rückfrage gestellt"
    SCHEDULED = "scheduled", "Für den Beratungstag vorgesehen"
    ADVISED = "advised", "Beraten"
    CARRIED_ON = "carried_on", "Wird weitergeführt"
    DECLINED = "declined", "Nicht weiterverfolgt"
    DUPLICATE = "duplicate", "Dublette"
    WITHDRAWN = "withdrawn", "Zurückgezogen"
    SPAM = "spam", "Spam"


S = IdeaState

MOVES = {
    (S.DRAFT, S.NEW),
    (S.DRAFT, S.SUSPECT),
    (S.SUSPECT, S.NEW),
    (S.SUSPECT, S.SPAM),
    (S.NEW, S.REVIEW),
    (S.NEW, S.DECLINED),
    (S.NEW, S.DUPLICATE),
    (S.NEW, S.WITHDRAWN),
    (S.REVIEW, S.QUESTION),
    (S.REVIEW, S.SCHEDULED),
    (S.REVIEW, S.DECLINED),
    (S.REVIEW, S.DUPLICATE),
    (S.REVIEW, S.WITHDRAWN),
    (S.QUESTION, S.REVIEW),  # answered, by whoever
    (S.QUESTION, S.DECLINED),
    (S.QUESTION, S.WITHDRAWN),
    (S.SCHEDULED, S.REVIEW),  # off the agenda again
    (S.SCHEDULED, S.ADVISED),
    (S.SCHEDULED, S.WITHDRAWN),
    (S.ADVISED, S.REVIEW),  # developed further: another round
    (S.ADVISED, S.CARRIED_ON),
    (S.DECLINED, S.REVIEW),  # somebody has thought again
    (S.DUPLICATE, S.REVIEW),  # it was none
}

# Nobody has begun to judge: the sender changes what it says.
EDITABLE = {S.DRAFT, S.NEW, S.QUESTION}
# The sender takes it back by one button.
WITHDRAWABLE = {S.NEW, S.REVIEW, S.QUESTION, S.SCHEDULED}
# Somebody of the team has still to do something.
OPEN = {S.NEW, S.REVIEW, S.QUESTION, S.SCHEDULED}
# Somebody has decided, and said why.
DECIDED = {S.ADVISED, S.CARRIED_ON, S.DECLINED}
OVER = {S.CARRIED_ON, S.DECLINED, S.DUPLICATE, S.WITHDRAWN, S.SPAM}
# Counted in the figures: what people have really handed in.
HANDED_IN = {state for state in S if state not in {S.DRAFT, S.SUSPECT, S.SPAM}}

STAGES = {
    S.DRAFT: Stage.ARRIVING,
    S.SUSPECT: Stage.SUSPECT,
    S.NEW: Stage.NEW,
    S.REVIEW: Stage.OPEN,
    S.QUESTION: Stage.OPEN,
    S.SCHEDULED: Stage.OPEN,
    S.ADVISED: Stage.OPEN,
    S.CARRIED_ON: Stage.DONE,
    S.DECLINED: Stage.DONE,
    S.DUPLICATE: Stage.DONE,
    S.WITHDRAWN: Stage.DONE,
    S.SPAM: Stage.DONE,
}


class PublicStep(TextChoices):
    """What the sender sees of the state: never more."""

    RECEIVED = "received", "Eingegangen"
    REVIEW = "review", "Wird geprüft"
    QUESTION = "question", "Wir haben eine Rückfrage"
    SCHEDULED = "scheduled", "Kommt in die Beratung"
    ADVISED = "advised", "Beraten: Die Empfehlung liegt vor"
    ENDED = "ended", "Abgeschlossen"
    WITHDRAWN = "withdrawn", "Zurückgezogen"


P = PublicStep
PUBLIC_STEPS = {
    S.DRAFT: P.RECEIVED,
    S.SUSPECT: P.RECEIVED,
    S.NEW: P.RECEIVED,
    S.REVIEW: P.REVIEW,
    S.QUESTION: P.QUESTION,
    S.SCHEDULED: P.SCHEDULED,
    S.ADVISED: P.ADVISED,
    S.CARRIED_ON: P.ADVISED,
    S.DECLINED: P.ENDED,
    S.DUPLICATE: P.ENDED,
    S.WITHDRAWN: P.WITHDRAWN,
    S.SPAM: P.RECEIVED,
}


class AdviceStep(TextChoices):
    """The three steps of one day of advice, in their order. Source: Arbeitsweise (facts)."""

    TECHNICAL = "technical", "Fachnetzwerk (Expertenbeirat): fachliche Bewertung"
    REGIONAL = "regional", "Fachgruppe Regionalentwicklung: Ordnungsrahmen und Machbarkeit"
    FUNDING = "funding", "Fachgruppe Förderung: Förderfähigkeit"


class Way(TextChoices):
    """The way forward that a recommendation names."""

    INVKG = "invkg", "Verfahren nach RL InvKG"
    OTHER_FUNDING = "other", "Verfahren in anderer Förderung"
    DEVELOP = "develop", "Weiterentwickeln und erneut beraten"
    NONE = "none", "Keine Empfehlung zur Umsetzung"
