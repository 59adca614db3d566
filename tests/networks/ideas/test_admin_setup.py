"""What the Administration sets up: bodies, criteria, the consent in its versions."""

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.ideas.models import Body, ConsentText, Criterion, Membership, ProjectIdea
from networks.ideas.states import IdeaState
from submissions.models import AuditEntry
from tests.accounts.factories import UserFactory
from tests.networks.ideas.factories import ConsentTextFactory, IdeaFactory, network

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, db):
    client.force_login(UserFactory(groups=["Administration"]))
    return client


# --- Bodies -----------------------------------------------------------------------------------
def membership(**values):
    return {"user": "", "body": Body.NETWORK, "network": "", "organisation": ""} | values


def test_a_person_is_put_into_a_body_and_stands_in_the_list(office):
    person = UserFactory(first_name="Petra", last_name="Probe")

    answer = office.post(
        reverse("idea_memberships:add"),
        membership(user=person.pk, network=network().pk, is_manager="on", organisation="Amt"),
    )

    assert answer.status_code == 302
    assert Membership.objects.get(user=person).is_manager
    text = office.get(reverse("idea_memberships:index")).text
    assert "Petra Probe" in text
    assert f"{network()} (" in text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Bitte wählen Sie das Fachnetzwerk."),
        ({"body": Body.REGIONAL, "network": "own"}, "gehört nur zu „Fachnetzwerk“"),
        ({"body": Body.FUNDING, "is_manager": "on"}, "gibt es nur im Fachnetzwerk"),
        ({"network": "own"}, "Diese Person gehört schon dazu."),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(office, values, words):
    person = UserFactory()
    Membership.objects.create(user=person, body=Body.NETWORK, network=network())
    if values.get("network") == "own":
        values = {**values, "network": network().pk}

    answer = office.post(reverse("idea_memberships:add"), membership(user=person.pk, **values))

    assert answer.status_code == 200
    assert words in answer.text
    assert Membership.objects.count() == 1


# --- Criteria ---------------------------------------------------------------------------------
def test_a_criterion_is_worded_and_one_in_use_is_switched_off_instead_of_deleted(office):
    values = {"step": "technical", "title": "Neuartig?", "sort_order": 3, "is_active": "on"}
    assert office.post(reverse("idea_criteria:add"), values).status_code == 302
    criterion = Criterion.objects.get(title="Neuartig?")
    use(criterion)

    answer = office.post(reverse("idea_criteria:delete", args=[criterion.pk]), follow=True)

    assert "Danach wurde schon bewertet" in answer.text
    assert Criterion.objects.filter(pk=criterion.pk).exists()
    Criterion.objects.filter(pk=criterion.pk).first().ratings.all().delete()
    office.post(reverse("idea_criteria:delete", args=[criterion.pk]))
    assert not Criterion.objects.filter(pk=criterion.pk).exists()


def use(criterion):
    idea = IdeaFactory(reached=IdeaState.SCHEDULED)
    vote = idea.rounds.get().votes.create(step=criterion.step)
    vote.ratings.create(criterion=criterion, points=3)


# --- The consent ------------------------------------------------------------------------------
@pytest.fixture
def current(db):
    """The version that holds; no draft of another."""
    ProjectIdea.objects.update(consent=None)
    ConsentText.objects.all().delete()
    return ConsentTextFactory(text="Eins.\n\nZwei.")


def test_a_new_version_begins_as_the_one_that_holds_and_holds_when_somebody_says_so(
    office, current
):
    form = office.get(reverse("idea_consents:add")).context["form"]
    assert form["text"].value() == current.text
    office.post(reverse("idea_consents:add"), {"text": "Drei.\r\n\r\nVier."})
    draft = ConsentText.objects.get(published_at=None)
    assert (draft.version, ConsentText.current()) == (current.version + 1, current)

    shown = office.get(reverse("idea_consents:inspect", args=[draft.pk])).text
    assert "In Kraft setzen" in shown
    office.post(reverse("idea_consents:publish", args=[draft.pk]), {"seen": "Drei.\r\n\r\nVier."})

    assert ConsentText.current() == draft
    entry = AuditEntry.objects.get(action="ideas.publish_consent")
    assert entry.changes == {"version": draft.version}


def test_a_version_that_holds_is_read_only(office, current):
    for address in (
        reverse("idea_consents:edit", args=[current.pk]),
        reverse("idea_consents:delete", args=[current.pk]),
    ):
        office.get(address)
        office.post(address, {"text": "Anders."})
    shown = office.get(reverse("idea_consents:inspect", args=[current.pk])).text

    current.refresh_from_db()
    assert current.text == "Eins.\n\nZwei."
    assert "In Kraft setzen" not in shown


def test_there_is_one_draft_at_a_time(office, current):
    office.post(reverse("idea_consents:add"), {"text": "Drei."})
    draft = ConsentText.objects.get(published_at=None)

    answer = office.post(reverse("idea_consents:add"), {"text": "Vier."})

    assert answer.url == reverse("idea_consents:edit", args=[draft.pk])
    assert ConsentText.objects.count() == 2


@pytest.mark.parametrize("seen", ["", "Anders.", "\x00"])
def test_nobody_puts_words_into_force_that_she_has_not_seen(office, current, seen):
    draft = ConsentText.objects.create(text="Drei.")

    answer = office.post(
        reverse("idea_consents:publish", args=[draft.pk]), {"seen": seen}, follow=True
    )

    assert "Jemand war schneller" in answer.text
    assert ConsentText.current() == current


def test_an_older_draft_does_not_come_into_force_after_a_newer_one(office, current):
    draft = ConsentText.objects.create(text="Drei.")
    newer = ConsentText.objects.create(text="Vier.", published_at=timezone.now())

    office.post(reverse("idea_consents:publish", args=[draft.pk]), {"seen": "Drei."})

    draft.refresh_from_db()
    assert draft.published_at is None
    assert ConsentText.current() == newer
