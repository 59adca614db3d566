"""Ideas that look alike: by their words, by their address, within two years."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks.ideas.duplicates import hints, likeness, trigrams
from networks.ideas.models import ProjectIdea
from networks.ideas.states import IdeaState
from submissions.models import Submission
from tests.networks.ideas.factories import IdeaFactory


def alike(one, other):
    return likeness(trigrams(one), trigrams(other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Kesselhaus", "Kesselhaus", 1),
        ("Kesselhaus Speicher", "SPEICHER, kesselhaus!", 1),
        ("Kesselhaus", "Tagebau", 0),
        ("", "", 0),
        ("", "Kesselhaus", 0),
        ("!?", "…", 0),
        ("word", "two words", 4 / 11),  # as PostgreSQL counts it in the manual of pg_trgm
    ],
)
def test_likeness_counts_runs_of_three_signs(one, other, expected):
    assert alike(one, other) == pytest.approx(expected)
    assert alike(other, one) == alike(one, other)


def test_a_title_with_a_word_more_is_alike_and_another_one_is_not():
    assert alike("Wärmespeicher im Kesselhaus", "Ein Wärmespeicher im alten Kesselhaus") >= 0.5
    assert alike("Wärmespeicher im Kesselhaus", "Radweg um den Berzdorfer See") < 0.2


def found(idea):
    return [
        (hint.idea.pk, hint.same_address)
        for hint in hints(idea, ProjectIdea.objects.exclude(state=IdeaState.DRAFT))
    ]


@pytest.mark.django_db
def test_hints_are_by_title_and_by_address_and_nothing_else():
    idea = IdeaFactory(title="Wärmespeicher im Kesselhaus", reached=IdeaState.NEW)
    like = IdeaFactory(title="Wärmespeicher im alten Kesselhaus", reached=IdeaState.NEW)
    same = IdeaFactory(
        title="Radweg", contact_email=idea.contact_email.upper(), reached=IdeaState.NEW
    )
    IdeaFactory(title="Radweg", reached=IdeaState.NEW)
    IdeaFactory(title=idea.title)  # a draft
    IdeaFactory(title=idea.title, reached=IdeaState.SUSPECT)

    assert sorted(found(idea)) == sorted([(like.pk, False), (same.pk, True)])


@pytest.mark.django_db
def test_ideas_without_an_address_are_not_alike_by_it():
    idea = IdeaFactory(title="Eins", contact_email="", reached=IdeaState.NEW)
    IdeaFactory(title="Zwei", contact_email="", reached=IdeaState.NEW)

    assert found(idea) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "counts"), [(700, True), (760, False)])
def test_what_is_older_than_two_years_is_no_hint(days, counts):
    idea = IdeaFactory(title="Wärmespeicher", reached=IdeaState.NEW)
    old = IdeaFactory(title="Wärmespeicher", reached=IdeaState.NEW)
    Submission.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=days))

    assert bool(found(idea)) == counts
