"""Who sees and hears of an idea that comes in, moves elsewhere, or finds its network gone."""

import pytest
from wagtail.models import Locale

from networks.ideas import actions
from networks.ideas.models import Route, Where
from networks.ideas.policy import ideas_for
from networks.ideas.routing import all_focus_areas, all_networks, route
from networks.ideas.states import IdeaState
from networks.models import NetworkPage, Region
from submissions.models import Notice
from tests.networks.ideas.factories import (
    LAUSITZ,
    MITTELDEUTSCHLAND,
    IdeaFactory,
    case_worker,
    focus_area,
    network,
    network_manager,
)

pytestmark = pytest.mark.django_db

ELSEWHERE = "tourismus-und-lebenswerte-regionen"
WHERES = [
    (Where.ONE, LAUSITZ),
    (Where.ONE, MITTELDEUTSCHLAND),
    (Where.BOTH, None),
    (Where.UNKNOWN, None),
]


def revier(slug):
    return Region.objects.get(slug=slug) if slug else None


@pytest.mark.parametrize(("where", "region"), WHERES)
def test_exactly_the_managers_who_may_come_to_be_in_charge_see_it_and_are_told(where, region):
    worker = case_worker()
    managers = {one.pk: network_manager(one) for one in all_networks()}
    for area in [*all_focus_areas(), None]:
        idea = IdeaFactory(
            where=where, region=revier(region), focus_area=area, reached=IdeaState.NEW
        )

        possible = set(idea.networks.values_list("pk", flat=True))
        in_charge = {idea.network_id} if idea.network_id else possible
        assert in_charge
        seeing = {pk for pk, one in managers.items() if ideas_for(one, "change").contains(idea)}
        assert seeing == in_charge
        told = set(Notice.objects.filter(submission=idea).values_list("user", flat=True))
        assert told == {managers[pk].pk for pk in in_charge}
        assert ideas_for(worker, "change").contains(idea)


def test_a_network_that_is_not_published_gets_nothing_and_the_others_see_it():
    NetworkPage.objects.filter(pk=network().pk).update(live=False)

    found = route(focus_area(), Where.ONE, revier(LAUSITZ))

    assert found.network is None
    assert list(found.candidates) == all_networks()
    assert network() not in found.candidates


def test_a_decision_for_a_network_that_is_not_published_is_left_to_the_manager():
    other = network(ELSEWHERE)
    Route.objects.create(focus_area=focus_area(), region=revier(LAUSITZ), network=other)
    NetworkPage.objects.filter(pk=other.pk).update(live=False)

    found = route(focus_area(), Where.ONE, revier(LAUSITZ))

    assert (found.network, found.candidates) == (None, (network(),))


def test_without_any_network_the_case_workers_see_it():
    NetworkPage.objects.update(live=False)

    idea = IdeaFactory(reached=IdeaState.NEW)

    assert (idea.network, list(idea.networks.all())) == (None, [])
    assert ideas_for(case_worker(), "change").contains(idea)


def test_a_schwerpunkt_chosen_on_the_english_pages_is_the_same():
    locale = Locale.objects.get(language_code="en")
    english = focus_area().get_translation_or_none(locale) or focus_area().copy_for_translation(
        locale, copy_parents=True
    )

    assert route(english, Where.ONE, revier(LAUSITZ)).network == network()
    other = network(ELSEWHERE)
    Route.objects.create(focus_area=focus_area(), region=revier(LAUSITZ), network=other)
    assert route(english, Where.ONE, revier(LAUSITZ)).network == other


def test_a_sender_who_moves_an_idea_moves_it_to_the_network_there_which_hears_of_it():
    there = network("energiemodellregion", MITTELDEUTSCHLAND)
    manager = network_manager(there)
    idea = IdeaFactory(reached=IdeaState.NEW)
    assert idea.network == network()

    values = {"region": revier(MITTELDEUTSCHLAND)}
    actions.change_idea(idea, values, seen_version=idea.version)

    assert idea.network == there
    assert Notice.objects.filter(user=manager, submission=idea).count() == 1


def test_where_a_person_has_put_it_the_sender_does_not_move_it():
    idea = IdeaFactory(reached=IdeaState.NEW)
    other = network(ELSEWHERE)
    actions.assign_network(
        idea, other, by=case_worker(), seen_version=idea.version, reason="Passt besser."
    )

    values = {"region": revier(MITTELDEUTSCHLAND)}
    actions.change_idea(idea, values, seen_version=idea.version)

    assert idea.network == other
