"""Filters under a name: four that everybody has, and those that people made."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from submissions.inbox.filters import ME, ON, InboxFilters
from submissions.models import SavedView, Stage

TO_DO = [Stage.NEW.value, Stage.OPEN.value]
READY_MADE = {
    "Neu": {"stand": [Stage.NEW.value]},
    "Meine": {"stand": TO_DO, "zustaendig": [ME]},
    "Überfällig": {"ueberfaellig": [ON]},
    "Wartet auf Rückmeldung": {"wartet": [ON]},
}


@dataclass(frozen=True)
class ViewLink:
    """A view as the list offers it."""

    name: str
    address: str
    is_current: bool
    note: str = ""


def views_of(user) -> QuerySet[SavedView]:
    """Her own, and what others share."""
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True))


def links_for(user, current: InboxFilters) -> list[ViewLink]:
    """All views, with the one that the list shows now."""
    ready = [(name, parameters, "") for name, parameters in READY_MADE.items()]
    own = [
        (view.name, stored_parameters(view), "" if view.owner_id == user.pk else "geteilt")
        for view in views_of(user)
    ]
    return [
        ViewLink(name, _address(parameters), parameters == current.parameters, note)
        for name, parameters, note in ready + own
    ]


def stored_parameters(view: SavedView) -> dict[str, list[str]]:
    """What is stored, whatever it is, in the shape of an address. Its use checks it anew."""
    stored = view.parameters if isinstance(view.parameters, dict) else {}
    return {
        str(key): [str(each) for each in values]
        for key, values in sorted(stored.items())
        if isinstance(values, list)
    }


def _address(parameters: dict[str, list[str]]) -> str:
    return urlencode(parameters, doseq=True)
