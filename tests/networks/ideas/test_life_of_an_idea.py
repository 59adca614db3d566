"""From the form to the recommendation and the answer, by the actions alone."""

import pytest

from networks.ideas import actions
from networks.ideas.policy import ideas_for
from networks.ideas.states import AdviceStep, IdeaState, Way
from submissions.correspondence import release_message
from submissions.models import Message, OutboxMail, Stage
from tests.networks.ideas.factories import (
    AdviceDayFactory,
    ConsentTextFactory,
    IdeaFactory,
    adviser,
    case_worker,
    network,
    network_manager,
)

pytestmark = pytest.mark.django_db


def mails_of(idea):
    return list(
        OutboxMail.objects.filter(submission=idea).order_by("pk").values_list("key", flat=True)
    )


def test_an_idea_goes_from_the_form_to_the_recommendation_and_the_answer():
    consent = ConsentTextFactory()
    manager = network_manager(network())
    expert = adviser(of=network())
    idea = IdeaFactory()

    assert actions.receive_idea(idea, consent=consent)
    assert (idea.state, idea.stage, idea.network) == (IdeaState.NEW, Stage.NEW, network())
    assert idea.due
    assert mails_of(idea) == ["idea.received"]
    assert list(ideas_for(manager, "change")) == [idea]

    actions.take_up(idea, by=manager, seen=IdeaState.NEW)
    actions.ask_sender(idea, by=manager, seen=IdeaState.REVIEW, text="Wo genau?")
    assert mails_of(idea)[-1] == "submissions.message"
    actions.answer(idea, "Im alten Kesselhaus.")
    assert idea.state == IdeaState.REVIEW

    day = AdviceDayFactory()
    advice_round = actions.schedule(idea, day, by=manager, seen=IdeaState.REVIEW)
    actions.save_vote(
        advice_round, AdviceStep.TECHNICAL, by=expert, opinion="positive", hand_in=True
    )
    with pytest.raises(actions.NotAllowed):
        actions.recommend(advice_round, by=manager, recommendation="Gut.", way=Way.INVKG)
    for step in AdviceStep.values:
        actions.record_opinion(advice_round, step, by=manager, result="positive", text="Passt.")
    actions.recommend(advice_round, by=manager, recommendation="Bitte einreichen.", way=Way.INVKG)
    idea.refresh_from_db()

    assert idea.state == IdeaState.ADVISED
    draft = idea.messages.get(state=Message.State.DRAFT)
    release_message(draft, by=manager)
    assert mails_of(idea).count("submissions.message") == 2
    actions.close_day(day, by=manager)
    assert day.closed_at


def test_who_saw_an_older_state_is_told_that_somebody_was_faster():
    first, second = case_worker(), case_worker()
    idea = IdeaFactory(reached=IdeaState.NEW)
    actions.take_up(idea, by=first, seen=IdeaState.NEW)

    with pytest.raises(actions.Overtaken):
        actions.decline_idea(idea, by=second, seen=IdeaState.NEW, reason="Nein.")
    assert idea.state == IdeaState.REVIEW
    assert not idea.messages.exists()


@pytest.mark.parametrize(
    "state",
    [state for state in IdeaState if state not in {IdeaState.DRAFT, IdeaState.SPAM}],
)
def test_every_state_is_reached_by_the_actions(state):
    assert IdeaFactory(reached=state).state == state
