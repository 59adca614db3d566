"""„Zu tun“ on the first page of the admin: each number is that of the rows behind its link."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.ui.components import Component

from submissions.inbox.filters import ME, NOBODY, ON, InboxFilters
from submissions.models import Stage

TO_DO = [Stage.NEW.value, Stage.OPEN.value]
LINES = {
    "Ungelesen": {"ungelesen": [ON]},
    "Mir zugewiesen": {"stand": TO_DO, "zustaendig": [ME]},
    "Überfällig": {"ueberfaellig": [ON]},
    "Niemandem zugewiesen": {"stand": TO_DO, "zustaendig": [NOBODY]},
    "Entwürfe freizugeben": {"entwurf": [ON]},
    "Bestätigung nicht zugestellt": {"zustellung": [ON]},
    "Verdacht auf Spam": {"stand": [Stage.SUSPECT.value]},
}


@dataclass(frozen=True)
class Count:
    """How many there are of something, and where."""

    label: str
    number: int
    url: str


def counts_for(user) -> list[Count]:
    """What there is to do for `user`; nothing of what there is none of."""
    found = [
        Count(
            label,
            InboxFilters(user, parameters).queryset.order_by().count(),
            f"{reverse('inbox:list')}?{urlencode(parameters, doseq=True)}",
        )
        for label, parameters in LINES.items()
    ]
    return [each for each in found if each.number]


class ToDoPanel(Component):
    """For those who use the inbox."""

    name = "inbox"
    template_name = "submissions/inbox/home_panel.html"
    order = 100

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        return {"counts": counts_for(self.request.user), "url": reverse("inbox:list")}
