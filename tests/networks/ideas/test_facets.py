"""Ideas in the inbox: narrowed by what is their own, exported with what is their own."""

import pytest

from networks.ideas import progress
from networks.ideas.models import Where
from networks.ideas.states import IdeaState
from networks.models import Region
from submissions.models import Submission
from tests.accounts.factories import UserFactory
from tests.networks.ideas.factories import (
    MITTELDEUTSCHLAND,
    IdeaFactory,
    case_worker,
    focus_area,
    network,
    network_manager,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/eingang/"


@pytest.fixture
def ideas(db):
    Submission.objects.all().delete()
    return {
        "energy": IdeaFactory(reached=IdeaState.NEW),
        "health": IdeaFactory(
            focus_area=focus_area("gesundheitsmodellregion"),
            region=Region.objects.get(slug=MITTELDEUTSCHLAND),
            reached=IdeaState.QUESTION,
        ),
        "open": IdeaFactory(
            focus_area=None, where=Where.BOTH, region=None, reached=IdeaState.REVIEW
        ),
    }


def found(client, query):
    lines = client.get(LIST + query).context["lines"]
    return {line.submission.pk for line in lines}


def test_the_list_is_narrowed_by_network_focus_area_revier_and_state(client, ideas):
    client.force_login(case_worker())
    energy, area = network(), focus_area()

    for query, names in {
        f"?fachnetzwerk={energy.pk}": {"energy"},
        "?fachnetzwerk=offen": {"open"},
        f"?schwerpunkt={area.slug}": {"energy"},
        f"?schwerpunkt={progress.UNKNOWN}": {"open"},
        f"?revier={MITTELDEUTSCHLAND}": {"health"},
        "?revier=both": {"open"},
        "?revier=unknown": set(),
        "?idee=review": {"open"},
        "?wartet=1": {"health"},
        "?fachnetzwerk=0&idee=draft": {"energy", "health", "open"},  # there are none such: ignored
    }.items():
        assert found(client, query) == {ideas[name].pk for name in names}, query


def test_who_has_no_right_on_ideas_is_offered_none_of_it(client, ideas):
    client.force_login(UserFactory(groups=["Ausstellungsleitung"]))

    answer = client.get(f"{LIST}?fachnetzwerk={network().pk}")

    assert not answer.context["lines"]
    assert 'name="fachnetzwerk"' not in answer.text


def test_a_facet_never_widens_what_somebody_sees(client, ideas):
    client.force_login(network_manager(network()))
    foreign = ideas["health"]

    for query in (f"?fachnetzwerk={foreign.network_id}", "?idee=question", "?wartet=1"):
        assert foreign.pk not in found(client, query)


def test_the_export_has_columns_of_ideas_and_no_person_in_them(client, ideas):
    client.force_login(case_worker())

    text = b"".join(client.get(f"{LIST}?export=csv")).decode("utf-8-sig")

    heading = text.splitlines()[0]
    for name in ("Schwerpunkt", "Revier", "Fachnetzwerk", "Ort", "Abgesendet am"):
        assert name in heading


def test_the_list_with_ideas_takes_few_queries(client, ideas, django_assert_max_num_queries):
    client.force_login(case_worker())
    IdeaFactory.create_batch(5, reached=IdeaState.NEW)
    client.get(LIST)

    with django_assert_max_num_queries(12):
        client.get(LIST)
