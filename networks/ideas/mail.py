"""The mails about an idea. None holds a word that its sender typed."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from networks.ideas.links import CONTENTS_MINUTES
from networks.ideas.models import IdeaRules, ProjectIdea
from networks.ideas.periods import DRAFT_DAYS
from networks.ideas.states import IdeaState
from submissions.models import OutboxMail
from submissions.outbox import queue_mail
from submissions.working_days import working_day_after

SUSPICIOUS = {IdeaState.SUSPECT, IdeaState.SPAM}
german = override("de")  # whatever language the admin of the person has who writes


@german
def send(idea: ProjectIdea, key: str, **values: str) -> OutboxMail | None:
    """Write to the sender, if there is an address. No mail leaves for what looks like spam."""
    if not idea.contact_email or idea.state in SUSPICIOUS:
        return None
    return queue_mail(idea, f"idea.{key}", _values(idea) | values)


@german
def send_received(idea: ProjectIdea) -> None:
    """The receipt: number, what happens next, by when."""
    send(idea, "received", answer_by=day(answer_by(idea)))


@german
def tell_team(idea: ProjectIdea, key: str) -> None:
    """Write to the team, if it has an address."""
    to = IdeaRules.load().team_email
    if to:
        address = settings.BASE_URL + reverse("ideas:detail", args=[idea.pk])
        queue_mail(idea, f"idea.{key}", _values(idea) | {"admin": address}, to=to)


@german
def day(value: date) -> str:
    """A date as mails write it: Montag, 12. April 2027."""
    return date_format(value, "l, j. F Y")


def answer_by(idea: ProjectIdea) -> date:
    """By when the first answer was promised."""
    since = timezone.localdate(idea.submitted_at or timezone.now())
    return working_day_after(since, IdeaRules.load().answer_working_days)


def next_answer_by() -> date:
    """The same promise, made today."""
    return working_day_after(timezone.localdate(), IdeaRules.load().answer_working_days)


def _values(idea: ProjectIdea) -> dict[str, str]:
    phone = IdeaRules.load().phone
    return {
        "network": str(idea.network) if idea.network_id else "das Netzwerkmanagement",
        "minutes": str(CONTENTS_MINUTES),
        "draft_days": str(DRAFT_DAYS),
        "questions": phone or settings.BASE_URL + "/kontakt/",
        "form": settings.BASE_URL + "/projektidee/",
    }
