"""The links to an idea: one to go on writing, one to its state, and for ten minutes its contents.

The state is shown for years to whoever has the receipt; what somebody wrote only to who reads the
mailbox now. A page that was opened in time may still be sent for two hours: nothing typed is lost.
"""

from networks.ideas.models import ProjectIdea
from submissions.links import link_to, opened_by, opened_in_time, passing_token, path_to

DRAFT, CONTENTS, SENDING = "draft", "contents", "sending"
CONTENTS_MINUTES = 10
SENDING_SECONDS = 2 * 60 * 60


def draft_path(idea: ProjectIdea, name: str = "idea_draft") -> str:
    """Where an unfinished idea is gone on with."""
    return path_to(idea, name, purpose=DRAFT)


def draft_link(idea: ProjectIdea) -> str:
    """The same for a mail."""
    return link_to(idea, "idea_draft", purpose=DRAFT)


def contents_link(idea: ProjectIdea) -> str:
    """A link to what was written, from now on for ten minutes."""
    from django.conf import settings

    token = passing_token(idea, CONTENTS)
    return settings.BASE_URL + path_to(idea, "idea_contents", token=token)


def sending_token(idea: ProjectIdea) -> str:
    """Stands in the forms of a page that was opened in time."""
    return passing_token(idea, SENDING)


def opened_draft(reference: str, token: str) -> ProjectIdea | None:
    """The idea behind the link to go on writing, whether it was sent in the meantime or not."""
    return opened_by(ProjectIdea, reference, token, purpose=DRAFT)


def opened_contents(reference: str, token: str) -> ProjectIdea | None:
    """The idea behind a link of the last ten minutes."""
    seconds = CONTENTS_MINUTES * 60
    return opened_in_time(ProjectIdea, reference, token, purpose=CONTENTS, seconds=seconds)


def opened_for_sending(reference: str, token: str) -> ProjectIdea | None:
    """The idea of a form that was opened in time."""
    return opened_in_time(ProjectIdea, reference, token, purpose=SENDING, seconds=SENDING_SECONDS)
