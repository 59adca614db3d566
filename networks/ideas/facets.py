"""What the inbox can be narrowed by for ideas."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from networks.ideas import progress
from networks.ideas.models import ProjectIdea
from networks.ideas.routing import all_networks
from networks.ideas.states import IdeaState
from networks.models import Region
from submissions.inbox.facets import Choices, Facet, register_facet

OPEN = "offen"


def register() -> None:
    """Make them known to the inbox."""
    register_facet(Facet("fachnetzwerk", "Fachnetzwerk", _networks, _narrow(_of_network)))
    register_facet(Facet("idee", "Stand der Idee", _states, _narrow(lambda key: Q(state=key))))
    register_facet(
        Facet("schwerpunkt", "Schwerpunkt", _focus_areas, _narrow(progress.of_focus_area))
    )
    register_facet(Facet("revier", "Revier", _places, _narrow(progress.of_place)))
    register_facet(
        Facet(
            "fortschritt",
            "Idee kam bis",
            _for_readers(lambda: list(progress.PROGRESS.items())),
            _narrow(progress.got_as_far_as),
        )
    )


def _narrow(question: Callable[[str], Q]) -> Callable[[QuerySet, str], QuerySet]:
    return lambda found, value: found.filter(
        pk__in=ProjectIdea.objects.filter(question(value)).order_by().values("pk")
    )


def _for_readers(choices: Callable[[], Choices]) -> Callable[..., Choices]:
    """Nothing to choose for those who read no idea."""
    return lambda user: choices() if user.has_perm("ideas.view_projectidea") else []


_focus_areas = _for_readers(
    lambda: [
        *[(each.slug, each.title) for each in progress.focus_areas().only("slug", "title")],
        (progress.UNKNOWN, "Schwerpunkt offen"),
    ]
)
_places = _for_readers(
    lambda: [
        *[(each.slug, each.name) for each in Region.objects.order_by("sort_order")],
        *[(str(key.value), label) for key, label in progress.PLACES.items()],
    ]
)
_networks = _for_readers(
    lambda: [
        (OPEN, "Zuordnung offen"),
        *[(str(each.pk), f"{each} ({each.region.name})") for each in all_networks()],
    ]
)
_states = _for_readers(
    lambda: [(each.value, each.label) for each in IdeaState if each != IdeaState.DRAFT]
)


def _of_network(key: str) -> Q:
    return Q(network=None) if key == OPEN else Q(network=int(key))
