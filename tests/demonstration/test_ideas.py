"""Example ideas: one in every state, plainly fictitious, gone before the site goes public."""

from datetime import date

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.urls import reverse

from demonstration.ideas import NOBODY, example_ideas, remove_example_ideas
from demonstration.loader import Loader
from networks.ideas.models import AdviceDay, ProjectIdea
from networks.ideas.states import STAGES, IdeaState
from submissions.audit import history_of
from submissions.models import OutboxMail, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[date(2026, 11, 24), date(2027, 2, 28), date(2028, 8, 1)], ids=str)
def loaded(request):
    Loader(today=request.param).load()
    return list(example_ideas())


def test_there_is_one_in_every_state_but_the_draft(loaded):
    assert {idea.state for idea in loaded} == set(IdeaState) - {IdeaState.DRAFT}
    assert len(loaded) >= 12


def test_each_says_that_it_is_an_example_and_leads_to_nobody(loaded):
    for idea in loaded:
        assert idea.title.startswith("Beispiel")
        assert idea.contact_email.endswith(f"@{NOBODY}")


def test_each_stands_as_the_actions_would_have_left_it(loaded):
    for idea in loaded:
        assert idea.stage == STAGES[IdeaState(idea.state)]
        assert idea.forget_on
        assert idea.network or idea.networks.exists()
        assert history_of(idea).exists()
        assert idea.search_words


def test_loading_writes_to_nobody_and_twice_is_once(loaded):
    Loader().load()

    assert example_ideas().count() == len(loaded)
    assert not OutboxMail.objects.filter(submission__in=Submission.objects.filter(kind="idea"))


def test_a_public_site_has_no_example_ideas(loaded):
    def problems():
        return [each.id for each in run_checks(include_deployment_checks=True)]

    assert "demonstration.E003" in problems()

    call_command("load_demo", "--without-ideas", verbosity=0)

    assert not ProjectIdea.objects.exists()
    assert not AdviceDay.objects.exists()
    assert "demonstration.E003" not in problems()


def test_removing_takes_only_the_examples(loaded):
    own = ProjectIdea.objects.create(contact_email="echt@example.org", forget_on=date(2030, 1, 1))

    remove_example_ideas()

    assert list(ProjectIdea.objects.all()) == [own]


@pytest.mark.parametrize("loaded", [date(2026, 11, 24)], indirect=True, ids=str)
def test_every_page_of_the_team_shows_the_examples(loaded, admin_client):
    days = [
        reverse(f"advice_days:{name}", args=[day.pk])
        for day in AdviceDay.objects.all()
        for name in ("agenda", "minutes", "dossier")
    ]
    lists = [reverse(name) for name in ("inbox:list", "idea_figures:index", "idea_votes:index")]
    ideas = [reverse("ideas:detail", args=[idea.pk]) for idea in loaded]

    assert {path: admin_client.get(path).status_code for path in [*days, *lists, *ideas]} == (
        dict.fromkeys([*days, *lists, *ideas], 200)
    )
