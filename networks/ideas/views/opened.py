"""Views of what was written: the link opens them for ten minutes, their forms two hours more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from networks.ideas.forms.links import SENDING
from networks.ideas.links import (
    CONTENTS_MINUTES,
    SENDING_SECONDS,
    opened_contents,
    opened_for_sending,
    sending_token,
)
from networks.ideas.models import ProjectIdea
from networks.ideas.states import IdeaState
from networks.ideas.views.answers import address, closed_link, go_to
from submissions.attachments import accepts_attachments
from submissions.guards import public_form
from submissions.links import STAMP, path_to
from submissions.private_answers import private


@dataclass(frozen=True)
class Opened:
    """An idea whose contents somebody may see.

    `is_in_time` says that the ten minutes are not over. Afterwards a form that was opened in time
    is still taken, and nothing is shown but what came with it.
    """

    idea: ProjectIdea
    token: str
    sending: str
    is_in_time: bool

    def path(self, name: str = "idea_contents") -> str:
        """Another address behind the same link."""
        return address(name, self.idea.reference, self.token)

    @property
    def status(self) -> str:
        """The page of the state."""
        return path_to(self.idea)

    @property
    def closes_at(self) -> datetime:
        """Until when the page opens."""
        made = datetime.fromtimestamp(int(self.token[:STAMP], 16), timezone.get_current_timezone())
        return made + timedelta(minutes=CONTENTS_MINUTES)

    @property
    def sends_until(self) -> datetime:
        """Until when a form of the page that is opened now is taken."""
        return timezone.localtime() + timedelta(seconds=SENDING_SECONDS)

    def back(self, done: str) -> HttpResponse:
        """After something was done: to the contents, or to the state when the time is over."""
        start = self.path() if self.is_in_time else self.status
        return go_to(f"{start}?{done}")

    @property
    def values(self) -> dict:
        """What every page behind the link shows."""
        return {"opened": self, "idea": self.idea, "sending_name": SENDING}


def by_contents_link(*methods: str):
    """A view of what was written. Whatever is wrong with the link looks the same."""

    def decorate(view):
        @private
        @public_form
        @accepts_attachments
        @require_http_methods([*methods, "HEAD"] if "GET" in methods else methods)
        @wraps(view)
        def opened(request: HttpRequest, reference: str, token: str, **kwargs) -> HttpResponse:
            found = find(request, reference, token)
            return view(request, found, **kwargs) if found else closed_link(request)

        return opened

    return decorate


def find(request: HttpRequest, reference: str, token: str) -> Opened | None:
    """The idea behind the link, or behind the form that it has opened."""
    idea = opened_contents(reference, token)
    if idea is not None and idea.state != IdeaState.DRAFT:
        return Opened(idea, token, sending_token(idea), is_in_time=True)
    sending = request.POST.get(SENDING, "") if request.method == "POST" else ""
    idea = opened_for_sending(reference, sending)
    if idea is not None and idea.state != IdeaState.DRAFT:
        return Opened(idea, token, sending, is_in_time=False)
    return None
