"""What may keep an action from happening. Each says in German what to do instead."""

from django.utils.translation import gettext

from networks.ideas.models import ProjectIdea


class IdeaProblem(Exception):
    """Something that a person can be told."""


class Overtaken(IdeaProblem):
    """Somebody was faster: the idea is not any more in the state that one has seen.

    The team is told the state and who decided; a sender what her status page says, and no name."""

    def __init__(self, idea: ProjectIdea, *, to_sender: bool = False):
        super().__init__(_told_to_sender(idea) if to_sender else _told_to_team(idea))
        self.idea = idea


class NotAllowed(IdeaProblem):
    """The rules of the advice do not allow it; the text says which and what to do."""


class TooMany(IdeaProblem):
    """Too much from one sender in a short time."""


def _told_to_team(idea: ProjectIdea) -> str:
    by = idea.decided_by
    who = f" von {by.get_full_name() or by.get_username()}" if by and idea.decided_at else ""
    return f"Jemand war schneller: Die Idee steht jetzt auf „{idea.get_state_display()}“{who}."


def _told_to_sender(idea: ProjectIdea) -> str:
    return gettext(
        "Der Stand Ihrer Idee ist inzwischen ein anderer: „%(step)s“. Sehen Sie sich den Stand noch"
        " einmal an, oder schreiben Sie uns eine Nachricht."
    ) % {"step": gettext(idea.public_step.label)}
