"""Ideas that may be the same: from the same address, or with a title that sounds alike."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from networks.ideas.models import ProjectIdea
from networks.ideas.states import IdeaState
from submissions.months import add_months

MONTHS = 24
ALIKE = 0.5
AT_MOST = 10
_word = re.compile(r"\w+")


@dataclass(frozen=True)
class Hint:
    """An idea that may be the same, and why. `likeness` is between 0 and 1."""

    idea: ProjectIdea
    likeness: float
    same_address: bool


def trigrams(text: str) -> frozenset[str]:
    """All runs of three signs in its words, their beginnings and ends counted (as pg_trgm does)."""
    found = set()
    for word in _word.findall(text.casefold()):
        padded = f"  {word} "
        found |= {padded[start : start + 3] for start in range(len(padded) - 2)}
    return frozenset(found)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How many trigrams of both are in each; 1 for the same words in whatever order."""
    both = len(one | other)
    return len(one & other) / both if both else 0.0


def hints(idea: ProjectIdea, among: QuerySet[ProjectIdea]) -> list[Hint]:
    """Those of the ideas that somebody may see which look like this one, the likest first."""
    since = add_months(timezone.localdate(idea.created_at), -MONTHS)
    others = (
        among.filter(created_at__date__gte=since, forgotten_at=None)
        .exclude(pk=idea.pk)
        .exclude(state__in=[IdeaState.SUSPECT, IdeaState.SPAM])
    )
    own, address = trigrams(idea.title), idea.contact_email.lower()
    found = {}
    for pk, title, email in others.values_list("pk", "title", "contact_email"):
        is_same = bool(address) and email.lower() == address
        alike = likeness(own, trigrams(title))
        if is_same or alike >= ALIKE:
            found[pk] = (alike, is_same)
    best = sorted(found, key=lambda pk: (*found[pk], pk), reverse=True)[:AT_MOST]
    rows = ProjectIdea.objects.select_related("network").in_bulk(best)
    return [Hint(rows[pk], *found[pk]) for pk in best if pk in rows]
