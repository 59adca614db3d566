"""Days of advice and their agenda."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.ideas import actions
from networks.ideas.models import AdviceDay
from networks.ideas.states import IdeaState
from submissions.models import AuditEntry
from tests.networks.ideas.advice_places import Advice
from tests.networks.ideas.factories import (
    MITTELDEUTSCHLAND,
    AdviceDayFactory,
    IdeaFactory,
    advise,
    case_worker,
    network,
    network_manager,
)

pytestmark = pytest.mark.django_db


def said(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


@pytest.fixture
def day():
    return AdviceDayFactory()


@pytest.fixture
def worker(client):
    user = case_worker()
    client.force_login(user)
    return user


def agenda(day) -> list[str]:
    return [each.idea.title for each in day.rounds.order_by("position")]


def agenda_url(day) -> str:
    return reverse("advice_days:agenda", args=[day.pk])


def test_a_day_is_made_listed_and_changed(client, worker):
    later = timezone.localdate() + timedelta(days=40)
    client.post(
        reverse("advice_days:add"), {"date": later.isoformat(), "place": "Bautzen", "note": ""}
    )
    day = AdviceDay.objects.get(place="Bautzen")

    client.post(
        reverse("advice_days:edit", args=[day.pk]),
        {"date": later.isoformat(), "place": "Weißwasser", "note": "Bitte pünktlich."},
    )

    listed = client.get(reverse("advice_days:index")).text
    assert "Weißwasser" in listed
    assert agenda_url(day) in listed
    assert "Bitte pünktlich." in client.get(agenda_url(day)).text


def test_the_agenda_is_made_from_ideas_in_review(client, worker, day):
    first, second = IdeaFactory.create_batch(2, reached=IdeaState.REVIEW)
    IdeaFactory(title="Noch neu", reached=IdeaState.NEW)
    assert "Noch neu" not in client.get(agenda_url(day)).text

    client.post(agenda_url(day), {"add": "1", "idea": [second.pk, first.pk]})

    assert agenda(day) == [first.title, second.title]
    first.refresh_from_db()
    assert first.state == IdeaState.SCHEDULED


def test_up_and_down_change_the_order_and_off_takes_it_away(client, worker, day):
    ideas = IdeaFactory.create_batch(3, reached=IdeaState.REVIEW)
    rounds = [actions.schedule(each, day, by=worker, seen=IdeaState.REVIEW) for each in ideas]
    a, b, c = [each.title for each in ideas]

    client.post(agenda_url(day), {"up": rounds[2].pk})
    assert agenda(day) == [a, c, b]
    client.post(agenda_url(day), {"down": rounds[0].pk})
    assert agenda(day) == [c, a, b]
    client.post(agenda_url(day), {"up": rounds[2].pk})  # it is the first already
    assert agenda(day) == [c, a, b]
    client.post(agenda_url(day), {"off": rounds[0].pk})
    assert agenda(day) == [c, b]
    ideas[0].refresh_from_db()
    assert ideas[0].state == IdeaState.REVIEW


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"add": "1"},
        {"add": "1", "idea": ["x", "²", "9" * 40, ""]},
        {"up": "x"},
        {"down": "9" * 40},
        {"off": "0"},
    ],
)
def test_no_input_breaks_the_agenda(client, worker, day, typed):
    assert client.post(agenda_url(day), typed).status_code == 302


def test_who_was_too_slow_is_told(client, worker, day):
    idea = IdeaFactory(reached=IdeaState.REVIEW)
    actions.decline_idea(idea, by=worker, seen=IdeaState.REVIEW, reason="Nein.")

    response = client.post(agenda_url(day), {"add": "1", "idea": idea.pk}, follow=True)

    assert "Jemand war schneller" in said(response)[0]
    assert agenda(day) == []


def test_a_manager_sees_and_moves_only_ideas_of_her_networks(client, day):
    worker = case_worker()
    mine, other = IdeaFactory.create_batch(2, reached=IdeaState.REVIEW)
    foreign = IdeaFactory(title="Ganz fremd", reached=IdeaState.REVIEW)
    actions.assign_network(
        foreign,
        network(region=MITTELDEUTSCHLAND),
        by=worker,
        seen_version=foreign.version,
        reason="Dort.",
    )
    waiting = IdeaFactory(title="Fremd und wartend", reached=IdeaState.REVIEW)
    actions.assign_network(
        waiting,
        network(region=MITTELDEUTSCHLAND),
        by=worker,
        seen_version=waiting.version,
        reason="Dort.",
    )
    rounds = {
        each.pk: actions.schedule(each, day, by=worker, seen=IdeaState.REVIEW)
        for each in (mine, foreign, other)
    }
    client.force_login(network_manager(network()))

    page = client.get(agenda_url(day))
    assert "Ganz fremd" not in page.text
    assert "Fremd und wartend" not in page.text
    assert "1 Idee anderer" in " ".join(page.text.split())
    client.post(agenda_url(day), {"up": rounds[other.pk].pk})
    assert agenda(day) == [other.title, "Ganz fremd", mine.title]
    client.post(agenda_url(day), {"off": rounds[foreign.pk].pk, "add": "1", "idea": waiting.pk})
    assert agenda(day) == [other.title, "Ganz fremd", mine.title]
    for each in (mine, other, foreign):
        advise(rounds[each.pk], by=worker)
    answer = client.post(reverse("advice_days:close", args=[day.pk]), follow=True)
    assert "die Sie nicht bearbeiten" in said(answer)[0]
    day.refresh_from_db()
    assert day.closed_at is None


def test_a_day_closes_when_all_is_decided_and_then_stays_as_it_is(client):
    advice = Advice()
    day = advice.day
    client.force_login(advice.worker)

    answer = client.post(advice.url("close"), follow=True)
    assert said(answer) == [
        f"Noch nicht beraten: {advice.idea.reference}. Schließen Sie diese Punkte ab, oder nehmen"
        " Sie sie von der Tagesordnung."
    ]
    advise(advice.round, by=advice.worker)
    client.post(advice.url("close"))
    client.post(advice.url("close"))

    day.refresh_from_db()
    assert day.closed_at
    assert AuditEntry.objects.filter(action="ideas.close_day").count() == 1
    idea = IdeaFactory(reached=IdeaState.REVIEW)
    client.post(agenda_url(day), {"add": "1", "idea": idea.pk})
    assert day.rounds.count() == 1
    response = client.get(reverse("advice_days:edit", args=[day.pk]))
    assert response.status_code == 302


def test_an_idea_taken_back_by_its_sender_does_not_hold_the_day(client):
    advice = Advice()
    day = advice.day
    actions.withdraw_idea(advice.idea, seen=IdeaState.SCHEDULED)
    client.force_login(advice.worker)

    client.post(reverse("advice_days:close", args=[day.pk]))

    day.refresh_from_db()
    assert day.closed_at


def test_only_a_day_without_agenda_is_deleted(client, worker):
    advice, empty = Advice(), AdviceDayFactory()

    client.post(reverse("advice_days:delete", args=[advice.day.pk]))
    client.post(reverse("advice_days:delete", args=[empty.pk]))

    assert AdviceDay.objects.filter(pk=advice.day.pk).exists()
    assert not AdviceDay.objects.filter(pk=empty.pk).exists()


@pytest.mark.parametrize("name", ["agenda", "minutes", "close"])
def test_who_only_gives_advice_does_not_reach_the_pages_of_a_day(client, name):
    advice = Advice()
    client.force_login(advice.experts["regional"])

    assert client.get(advice.url(name)).status_code == 302
    assert client.post(advice.url(name), {"off": advice.round.pk}).status_code == 302
    advice.idea.refresh_from_db()
    assert advice.idea.state == IdeaState.SCHEDULED
