"""From Schwerpunkt and Revier to who is in charge: nothing is ever without somebody."""

from itertools import product

import pytest
from django.urls import reverse

from networks.ideas.models import Route, Where
from networks.ideas.policy import ideas_for
from networks.ideas.routing import all_focus_areas, route
from networks.ideas.states import IdeaState
from networks.models import NetworkPage, Region
from submissions.models import AuditEntry
from tests.accounts.factories import UserFactory
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

SLUGS = [
    "gesundheitsmodellregion",
    "energiemodellregion",
    "tourismus-und-lebenswerte-regionen",
    "mobilitaet-und-it",
    "kreislaufwirtschaft-und-biooekonomie",
]
PLACES = [
    (Where.ONE, LAUSITZ),
    (Where.ONE, MITTELDEUTSCHLAND),
    (Where.BOTH, None),
    (Where.UNKNOWN, None),
]
EVERY = list(product([*SLUGS, None], PLACES))
PAGE = "/admin/projektideen/zustaendigkeiten/"


def area(slug):
    return focus_area(slug) if slug else None


def revier(slug):
    return Region.objects.get(slug=slug) if slug else None


def test_the_combinations_are_all_there_are():
    assert {each.slug for each in all_focus_areas()} == set(SLUGS)
    assert set(Region.objects.values_list("slug", flat=True)) == {LAUSITZ, MITTELDEUTSCHLAND}


@pytest.mark.parametrize(("slug", "place"), EVERY)
def test_no_combination_is_without_somebody(slug, place):
    where, region = place

    found = route(area(slug), where, revier(region))

    is_certain = slug and region and (slug, region) != ("mobilitaet-und-it", MITTELDEUTSCHLAND)
    assert found.candidates
    assert bool(found.network) == bool(is_certain)
    assert found.network is None or found.network in found.candidates


@pytest.mark.parametrize(("slug", "place"), EVERY)
@pytest.mark.parametrize("decided", ["manager", "other", "unpublished", "nothing is published"])
def test_nor_when_editors_have_decided_or_networks_are_gone(slug, place, decided):
    where, region = place
    other = network("tourismus-und-lebenswerte-regionen", MITTELDEUTSCHLAND)
    for each, revier_ in product(all_focus_areas(), Region.objects.all()):
        Route.objects.create(
            focus_area=each, region=revier_, network=None if decided == "manager" else other
        )
    if decided == "unpublished":
        NetworkPage.objects.filter(pk=other.pk).update(live=False)
    if decided == "nothing is published":
        NetworkPage.objects.update(live=False)
    worker = case_worker()

    idea = IdeaFactory(
        focus_area=area(slug), where=where, region=revier(region), reached=IdeaState.NEW
    )

    if decided == "other" and slug and region:
        assert idea.network == other
    elif decided != "other":
        assert idea.network is None
    assert idea in ideas_for(worker, "change")
    if decided != "nothing is published":
        reachable = [idea.network] if idea.network else list(idea.networks.all())
        assert idea in ideas_for(network_manager(reachable[0]), "change")


def test_mobility_and_it_in_mitteldeutschland_is_for_the_manager_to_decide():
    found = route(area("mobilitaet-und-it"), Where.ONE, revier(MITTELDEUTSCHLAND))

    assert found.network is None
    assert {each.slug for each in found.candidates} == {"mobilitaet", "it"}


# --- The table --------------------------------------------------------------------------------
@pytest.fixture
def office(client, db):
    client.force_login(UserFactory(groups=["Administration"]))
    return client


def typed(client, **changes):
    """What the form sends as it stands, with some cells changed."""
    form = client.get(PAGE).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changes


def cell(slug, region):
    return f"cell-{area(slug).pk}-{revier(region).pk}"


def test_the_table_shows_what_follows_from_the_networks(office):
    text = office.get(PAGE).text

    assert "Automatisch: " in text
    assert "oder" in text[text.index("Mobilität und IT") :]
    assert text.count("<select") == len(SLUGS) * 2


def test_the_table_as_it_stands_changes_nothing(office):
    answer = office.post(PAGE, typed(office), follow=True)

    assert "Es war nichts zu ändern." in answer.text
    assert not Route.objects.exists()
    assert not AuditEntry.objects.filter(action="ideas.change_routes").exists()


def test_a_decision_is_kept_and_holds_for_what_comes_in_afterwards(office):
    name = cell("mobilitaet-und-it", MITTELDEUTSCHLAND)
    chosen = network("mobilitaet", MITTELDEUTSCHLAND)
    there = IdeaFactory(
        focus_area=area("mobilitaet-und-it"),
        region=revier(MITTELDEUTSCHLAND),
        reached=IdeaState.NEW,
    )

    office.post(PAGE, typed(office, **{name: str(chosen.pk)}))

    found = route(area("mobilitaet-und-it"), Where.ONE, revier(MITTELDEUTSCHLAND))
    assert found.network == chosen
    there.refresh_from_db()
    assert there.network is None
    assert office.get(PAGE).context["form"][name].value() == str(chosen.pk)
    assert AuditEntry.objects.get(action="ideas.change_routes").changes == {"cells": 1}


def test_a_decision_is_taken_back(office):
    name = cell("energiemodellregion", LAUSITZ)
    office.post(PAGE, typed(office, **{name: "manager"}))
    assert route(area("energiemodellregion"), Where.ONE, revier(LAUSITZ)).network is None

    office.post(PAGE, typed(office, **{name: ""}))

    assert not Route.objects.exists()
    assert route(area("energiemodellregion"), Where.ONE, revier(LAUSITZ)).network == network()


def test_two_who_change_the_table_at_once_do_not_overwrite_each_other(office):
    first, second = cell("energiemodellregion", LAUSITZ), cell("mobilitaet-und-it", LAUSITZ)
    seen_before = typed(office, **{second: "manager"})
    office.post(PAGE, typed(office, **{first: "manager"}))

    answer = office.post(PAGE, seen_before)

    assert "Jemand war schneller" in answer.text
    assert Route.objects.count() == 1
    assert answer.context["form"][second].value() == "manager"


@pytest.mark.parametrize("value", ["0", "x", "9" * 30, "\x00", "manager'--"])
def test_what_is_no_network_is_refused_at_its_cell(office, value):
    answer = office.post(PAGE, typed(office, **{cell("energiemodellregion", LAUSITZ): value}))

    assert answer.status_code == 200
    assert "Das gibt es nicht (mehr)" in answer.text
    assert not Route.objects.exists()


@pytest.mark.parametrize("group", ["Redaktion", "Sachbearbeitung", "Netzwerkmanagement"])
def test_only_the_administration_says_who_is_in_charge(client, group):
    client.force_login(UserFactory(groups=[group]))

    for answer in (client.get(PAGE), client.post(PAGE, {})):
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))
    assert not Route.objects.exists()
