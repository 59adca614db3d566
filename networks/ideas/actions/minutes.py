"""The minutes of a round, written by several at once: nobody overwrites what she never saw."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from networks.ideas.actions.advice import record_opinion, undecided
from networks.ideas.actions.steps import record, retried
from networks.ideas.models import AdviceRound

RECOMMENDATION = "recommendation"


@dataclass(frozen=True)
class Said:
    """What somebody wrote down: a choice and a text. `seen` is the fingerprint of what stood there
    when she began."""

    choice: str
    text: str
    seen: str

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.choice, self.text)


def fingerprint(choice: str, text: str) -> str:
    """By which one knows whether something is still what it was. Kind to the ends of lines."""
    words = "\n".join(text.strip().splitlines())
    return hashlib.sha256(f"{choice}\n{words}".encode()).hexdigest()[:16]


@retried
@transaction.atomic
def save_minutes(
    advice_round: AdviceRound,
    *,
    by,
    opinions: Mapping[str, Said],
    recommendation: Said | None = None,
) -> dict[str, str]:
    """Keep what was changed, by step, and the draft of the recommendation.

    The answer says by step (or RECOMMENDATION) what was not kept, because somebody else has
    written there in the meantime; all else is. Raises NotAllowed when the round is decided.
    """
    locked = undecided(advice_round)
    stored = {each.step: each for each in locked.opinions.select_related("by")}
    overtaken = {}
    for step, said in opinions.items():
        now = stored.get(step)
        choice, text = (now.result, now.text) if now else ("", "")
        if _is_news(said, choice, text):
            if _is_overtaken(said, choice, text):
                overtaken[step] = _told(now.by if now else None)
            else:
                record_opinion(locked, step, by=by, result=said.choice, text=said.text)
    if recommendation and _is_news(recommendation, locked.way, locked.recommendation):
        if _is_overtaken(recommendation, locked.way, locked.recommendation):
            overtaken[RECOMMENDATION] = _told(None)
        else:
            AdviceRound.objects.filter(pk=locked.pk).update(
                recommendation=recommendation.text.strip(), way=recommendation.choice
            )
            record(locked.idea, "draft_recommendation", by=by)
    return overtaken


def _is_news(said: Said, choice: str, text: str) -> bool:
    """Whether it was changed, and is not what is there anyway."""
    return said.fingerprint not in {said.seen, fingerprint(choice, text)}


def _is_overtaken(said: Said, choice: str, text: str) -> bool:
    return said.seen != fingerprint(choice, text)


def _told(by) -> str:
    who = (by.get_full_name() or by.get_username()) if by else "Jemand"
    return (
        f"{who} hat hier inzwischen etwas anderes gespeichert. Ihr Text steht noch da:"
        " Speichern Sie noch einmal, wenn er gelten soll."
    )
