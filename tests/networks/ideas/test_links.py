"""The links to an idea: each opens its own thing, for its own time, and looking changes nothing."""

from datetime import datetime, timedelta

import pytest
from django.core import mail as sent_mails
from django.utils import timezone

from networks.ideas import actions, links
from networks.ideas.models import ProjectIdea
from networks.ideas.periods import DRAFT_DAYS, STATUS_LINK_DAYS
from networks.ideas.registration import link_ends
from networks.ideas.states import IdeaState
from submissions.links import opened_by, opened_in_time, passing_token, token_of
from submissions.models import OutboxMail
from submissions.outbox import send_due
from submissions.references import new_link_key
from submissions.retention import forget
from tests.networks.ideas.factories import IdeaFactory
from tests.networks.ideas.moves import anew, traces_of

pytestmark = pytest.mark.django_db

S = IdeaState


class Clock:
    """What `timezone.now()` answers."""

    def __init__(self):
        self.now = datetime.now(timezone.get_default_timezone()).replace(microsecond=0)

    def pass_by(self, **duration):
        self.now += timedelta(**duration)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


# Every door, and the token that opens it.
DOORS = {
    "state": (lambda r, t: opened_by(ProjectIdea, r, t), token_of),
    "draft": (links.opened_draft, lambda idea: token_of(idea, purpose=links.DRAFT)),
    "contents": (links.opened_contents, lambda idea: passing_token(idea, links.CONTENTS)),
    "sending": (links.opened_for_sending, links.sending_token),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_token_opens_its_own_door_to_its_own_idea_and_no_other(door):
    idea, other = IdeaFactory(reached=S.NEW), IdeaFactory(reached=S.NEW)
    token = DOORS[door][1](idea)

    for name, (opens, _) in DOORS.items():
        expected = idea if name == door else None
        assert opens(idea.reference, token) == expected, name
        assert opens(other.reference, token) is None
        assert opens("K7MT4RX9", token) is None


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: token[:-1],
        lambda token: token + "0",
        lambda token: token.lower(),
        lambda token: "00000000" + token[8:],
        lambda token: "FFFFFFFF" + token[8:],
        lambda token: "-0000001" + token[8:],
        lambda token: "ü" * len(token),
        lambda token: " " + token,
        lambda token: "\0" * len(token),
        lambda token: token * 100,
    ],
)
def test_a_spoilt_token_opens_nothing_and_breaks_nothing(door, spoil):
    idea = IdeaFactory(reached=S.NEW)
    opens, token = DOORS[door]

    assert opens(idea.reference, spoil(token(idea))) is None


@pytest.mark.parametrize("reference", ["", "ü", "x" * 5000, "\0", "K7MT\x004RX", "' OR 1=1 --"])
@pytest.mark.parametrize("door", DOORS)
def test_a_made_up_reference_opens_nothing_and_breaks_nothing(door, reference):
    opens, token = DOORS[door]

    assert opens(reference, token(IdeaFactory(reached=S.NEW))) is None


@pytest.mark.parametrize(("door", "seconds"), [("contents", 10 * 60), ("sending", 2 * 60 * 60)])
def test_a_passing_link_opens_to_the_second(door, seconds, clock):
    idea = IdeaFactory(reached=S.NEW)
    opens, token = DOORS[door]
    token = token(idea)

    assert opens(idea.reference, token) == idea
    clock.pass_by(seconds=seconds)
    assert opens(idea.reference, token) == idea
    clock.pass_by(milliseconds=1)
    assert opens(idea.reference, token) is None


def test_a_passing_link_cannot_be_made_younger(clock):
    idea = IdeaFactory(reached=S.NEW)
    token = passing_token(idea, links.CONTENTS)
    clock.pass_by(minutes=11)
    younger = passing_token(idea, links.CONTENTS)[:8] + token[8:]

    assert links.opened_contents(idea.reference, younger) is None


def test_the_ten_minutes_begin_when_the_mail_leaves(clock, settings):
    idea = IdeaFactory(reached=S.NEW)
    OutboxMail.objects.all().delete()
    actions.send_contents_link(idea)
    clock.pass_by(hours=7)  # the mail server was away
    sent_mails.outbox.clear()
    assert send_due() == 1

    token = sent_mails.outbox[0].body.split("/inhalt/")[1].split("/")[0]
    clock.pass_by(minutes=10)
    assert links.opened_contents(idea.reference, token) == idea
    clock.pass_by(seconds=1)
    assert links.opened_contents(idea.reference, token) is None
    assert token not in OutboxMail.objects.get().body


def test_the_link_to_a_draft_leads_somewhere_after_sending_but_changes_nothing_any_more():
    idea = IdeaFactory()
    token = token_of(idea, purpose=links.DRAFT)
    actions.receive_idea(idea, consent=None)
    before = traces_of(idea)

    opened = links.opened_draft(idea.reference, token)

    assert opened == idea
    assert opened.state == S.NEW
    for act in (
        lambda: actions.save_draft(opened, {"title": "Anders"}),
        lambda: actions.delete_draft(opened),
        lambda: actions.send_draft_link(opened, "erika@stadtwerke.example"),
    ):
        with pytest.raises(actions.NotAllowed):
            act()
    assert actions.receive_idea(opened, consent=None) is False
    assert traces_of(idea) == before


@pytest.mark.parametrize("door", DOORS)
def test_opening_changes_nothing(door):
    idea = IdeaFactory(reached=S.NEW)
    opens, token = DOORS[door]
    token, before = token(idea), traces_of(idea)

    for _ in range(3):
        assert opens(idea.reference, token) == idea

    assert traces_of(idea) == before


@pytest.mark.parametrize("door", DOORS)
def test_links_outlive_a_new_secret_while_the_old_one_is_kept(door, settings):
    idea = IdeaFactory(reached=S.NEW)
    opens, token = DOORS[door]
    old = token(idea)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert opens(idea.reference, old) == idea
    new = token(idea)
    assert new != old
    assert opens(idea.reference, new) == idea

    settings.SECRET_KEY_FALLBACKS = []
    assert opens(idea.reference, old) is None
    assert opens(idea.reference, new) == idea


@pytest.mark.parametrize("door", DOORS)
def test_a_new_key_and_forgetting_end_every_link(door):
    idea = IdeaFactory(reached=S.NEW)
    opens, token = DOORS[door]
    old = token(idea)
    ProjectIdea.objects.filter(pk=idea.pk).update(link_key=new_link_key())
    assert opens(idea.reference, old) is None

    newer = token(anew(idea))
    assert opens(idea.reference, newer) == idea
    forget(idea)
    assert opens(idea.reference, newer) is None


def test_the_link_to_a_draft_ends_when_the_draft_does(clock):
    idea = actions.begin_idea({"title": "Eine Idee"}, key="a" * 32)
    token = token_of(idea, purpose=links.DRAFT)
    last_day = timezone.localdate() + timedelta(days=DRAFT_DAYS)
    end = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), datetime.min.time()))
    assert link_ends(idea) == end

    clock.now = end - timedelta(seconds=1)
    assert links.opened_draft(idea.reference, token) == idea
    clock.now = end
    assert links.opened_draft(idea.reference, token) is None


def test_the_link_to_the_state_opens_for_years_from_the_last_new_state(clock):
    idea = IdeaFactory(reached=S.NEW)
    token = token_of(idea)
    end = idea.state_since + timedelta(days=STATUS_LINK_DAYS)

    clock.now = end - timedelta(seconds=1)
    assert opened_by(ProjectIdea, idea.reference, token) == idea
    clock.now = end
    assert opened_by(ProjectIdea, idea.reference, token) is None


def test_a_passing_token_of_another_length_of_time_is_told_by_who_asks(clock):
    idea = IdeaFactory(reached=S.NEW)
    token = passing_token(idea, "any")
    clock.pass_by(seconds=5)

    assert opened_in_time(ProjectIdea, idea.reference, token, purpose="any", seconds=5) == idea
    assert opened_in_time(ProjectIdea, idea.reference, token, purpose="any", seconds=4) is None
