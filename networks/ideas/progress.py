"""How far ideas got and where they belong: questions behind the filters and behind the figures."""

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from networks.ideas.models import AdviceRound, Where
from networks.ideas.states import HANDED_IN, IdeaState
from submissions.models import AuditEntry

UNKNOWN = "offen"
RECEIVED, REVIEWED, ADVISED, CARRIED_ON = "eingegangen", "geprueft", "beraten", "weitergefuehrt"
PROGRESS = {
    RECEIVED: "Eingegangen",
    REVIEWED: "In Prüfung genommen",
    ADVISED: "Beraten",
    CARRIED_ON: "Weitergeführt",
}
PLACES = {Where.BOTH: "In beiden Revieren", Where.UNKNOWN: "Revier offen"}


def focus_areas() -> QuerySet:
    """The Schwerpunkte, in the order of their pages."""
    pages = apps.get_model("home.FocusAreaPage").objects
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")


def got_as_far_as(progress: str) -> Q:
    """Ideas that were handed in and got there, whatever became of them later."""
    handed_in = Q(state__in=sorted(HANDED_IN))
    advised = Exists(AdviceRound.objects.filter(idea=OuterRef("pk"), decided_at__isnull=False))
    taken_up = Exists(
        AuditEntry.objects.filter(reference=OuterRef("reference"), action="ideas.take_up")
    )
    left_unread = Q(state=IdeaState.WITHDRAWN) & ~taken_up
    return {
        RECEIVED: handed_in,
        REVIEWED: handed_in & (Q(advised) | ~(Q(state=IdeaState.NEW) | left_unread)),
        ADVISED: handed_in & Q(advised),
        CARRIED_ON: Q(state=IdeaState.CARRIED_ON),
    }[progress]


def of_focus_area(value: str) -> Q:
    """Ideas of a Schwerpunkt by its slug, or of none."""
    if value == UNKNOWN:
        return Q(focus_area=None)
    return Q(focus_area__in=focus_areas().filter(slug=value).order_by().values("pk"))


def of_place(value: str) -> Q:
    """Ideas of a Revier by its slug, of both, or of an unknown one."""
    return Q(where=value) if value in PLACES else Q(where=Where.ONE, region__slug=value)
