"""Every action from every state: the moves that exist, and no other."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from home.enquiries import actions
from home.enquiries.actions.steps import move
from home.enquiries.models import BARRIER, Enquiry
from home.enquiries.periods import CLOSE_DAYS, KEEP_MONTHS, SPAM_DAYS, WITHDRAWN_DAYS
from home.enquiries.registration import kept, waiting
from home.enquiries.states import MOVES, STAGES, EnquiryState
from submissions import audit
from submissions.correspondence import MessageGone, discard_message, release_message
from submissions.models import AuditEntry, Message, Notice, OutboxMail, Stage
from submissions.months import add_months
from tests.exhibitions.bookings.factories import mails_to
from tests.factories import UserFactory
from tests.home.enquiries.factories import TODAY, DraftFactory, EnquiryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "nothing_came_in")]
S = EnquiryState
BY_HAND = date(2026, 12, 31)  # a day that somebody of the team has set


def released(enquiry, by, seen, **values):
    draft = DraftFactory(submission=enquiry)
    if values:
        actions.answer(enquiry, draft, by=by, seen=seen, **values)
    else:
        actions.ask(enquiry, draft, by=by, seen=seen)


# What each action makes of an enquiry, by the state that it was seen in.
ACTIONS = {
    "release": (
        lambda enquiry, by, seen: actions.release(enquiry, by=by, seen=seen),
        {S.SUSPECT: S.NEW, S.SPAM: S.NEW},
    ),
    "reject": (
        lambda enquiry, by, seen: actions.reject(enquiry, by=by, seen=seen),
        dict.fromkeys([S.SUSPECT, S.NEW, S.OPEN], S.SPAM),
    ),
    "take": (
        lambda enquiry, by, seen: actions.take(enquiry, by=by, seen=seen),
        {S.NEW: S.OPEN},
    ),
    "ask": (
        released,
        dict.fromkeys([S.NEW, S.OPEN, S.QUESTION, S.ANSWERED], S.QUESTION),
    ),
    "answer": (
        lambda enquiry, by, seen: released(enquiry, by, seen, closes=False),
        dict.fromkeys([S.NEW, S.OPEN, S.QUESTION, S.ANSWERED], S.ANSWERED),
    ),
    "answer and close": (
        lambda enquiry, by, seen: released(enquiry, by, seen, closes=True),
        dict.fromkeys([S.NEW, S.OPEN, S.QUESTION, S.ANSWERED], S.CLOSED),
    ),
    "mark as asked": (
        lambda enquiry, by, seen: actions.mark(enquiry, by=by, seen=seen, to=S.QUESTION),
        dict.fromkeys([S.NEW, S.OPEN, S.ANSWERED], S.QUESTION),
    ),
    "mark as answered": (
        lambda enquiry, by, seen: actions.mark(enquiry, by=by, seen=seen, to=S.ANSWERED),
        dict.fromkeys([S.NEW, S.OPEN, S.QUESTION], S.ANSWERED),
    ),
    "close": (
        lambda enquiry, by, seen: actions.close(enquiry, by=by, seen=seen),
        dict.fromkeys([S.NEW, S.OPEN, S.QUESTION, S.ANSWERED], S.CLOSED),
    ),
    "reopen": (
        lambda enquiry, by, seen: actions.reopen(enquiry, by=by, seen=seen),
        dict.fromkeys([S.QUESTION, S.ANSWERED, S.CLOSED], S.OPEN),
    ),
    "withdraw": (
        lambda enquiry, by, seen: actions.withdraw(enquiry, seen=seen),
        dict.fromkeys([S.NEW, S.OPEN, S.QUESTION, S.ANSWERED], S.WITHDRAWN),
    ),
    "reply": (
        lambda enquiry, by, seen: actions.reply(enquiry, "Noch etwas."),
        {S.NEW: S.NEW} | dict.fromkeys([S.OPEN, S.QUESTION, S.ANSWERED, S.CLOSED], S.OPEN),
    ),
    "ask deletion": (
        lambda enquiry, by, seen: actions.ask_deletion(enquiry),
        {S.SUSPECT: S.SUSPECT, S.SPAM: S.SPAM, S.NEW: S.NEW}
        | dict.fromkeys([S.OPEN, S.QUESTION, S.ANSWERED, S.CLOSED, S.WITHDRAWN], S.OPEN),
    ),
}


@pytest.mark.parametrize(("name", "state"), list(product(ACTIONS, EnquiryState)))
def test_an_action_does_what_the_table_says_from_each_state_and_otherwise_nothing(
    name, state, administrator
):
    act, leads_to = ACTIONS[name]
    enquiry = EnquiryFactory(state=state, due=BY_HAND)

    if state in leads_to:
        act(enquiry, administrator, state)
        expected = leads_to[state]
    else:
        with pytest.raises((actions.Overtaken, ValueError)):
            act(enquiry, administrator, state)
        expected = state
        assert mails_to(enquiry) == []
        assert not AuditEntry.objects.filter(reference=enquiry.reference).exists()

    enquiry = Enquiry.objects.get(pk=enquiry.pk)
    assert (enquiry.state, enquiry.stage) == (expected, STAGES[expected])


@pytest.mark.parametrize("name", [*ACTIONS][:-2])  # the last two ask nobody what he has seen
def test_who_saw_something_else_is_told_that_somebody_was_faster(name, administrator):
    act, leads_to = ACTIONS[name]
    seen = next(iter(leads_to))
    enquiry = EnquiryFactory(state=seen, assignee=UserFactory(first_name="Max", last_name="Muster"))
    stale = Enquiry.objects.get(pk=enquiry.pk)
    Enquiry.objects.filter(pk=enquiry.pk).update(state="closed" if seen != "closed" else "open")

    with pytest.raises(actions.Overtaken, match=r"Jemand war schneller.*Max Muster"):
        act(stale, administrator, seen)

    assert mails_to(enquiry) == []
    assert not enquiry.messages.filter(state=Message.State.RELEASED).exists()


@pytest.mark.parametrize(("seen", "to"), list(product(EnquiryState, EnquiryState)))
def test_there_are_the_moves_of_the_table_and_no_others(seen, to):
    enquiry = EnquiryFactory(state=seen)

    if (seen, to) in MOVES:
        move(enquiry, seen, to, action="take")
        assert Enquiry.objects.get().state == to
    else:
        with pytest.raises(ValueError, match="There is no way"):
            move(enquiry, seen, to, action="take")


def test_the_database_refuses_an_unknown_state_and_a_suspect_without_suspicion():
    enquiry = EnquiryFactory()
    for changes in ({"state": "lost"}, {"state": "suspect", "suspicion": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Enquiry.objects.filter(pk=enquiry.pk).update(**changes)


def test_one_click_releases_a_suspect_and_then_its_mail_leaves(administrator, clock):
    enquiry = EnquiryFactory(state=S.SUSPECT, barrier=True, forget_on=TODAY)
    clock.pass_by(days=3)

    actions.release(enquiry, by=administrator)

    assert mails_to(enquiry) == ["enquiries.barrier_received"]
    assert (enquiry.due, enquiry.forget_on) == (date(2026, 12, 24), None)
    assert enquiry.stage == Stage.NEW
    assert Enquiry.objects.get().touched_at == clock.now


def test_what_is_spam_is_forgotten_after_some_days_and_no_mail_leaves(administrator):
    enquiry = EnquiryFactory(state=S.SUSPECT)

    actions.reject(enquiry, by=administrator)

    assert enquiry.forget_on == TODAY + timedelta(days=SPAM_DAYS)
    assert (enquiry.due, mails_to(enquiry)) == (None, [])


def test_who_takes_it_is_in_charge(administrator):
    enquiry = EnquiryFactory(due=BY_HAND)

    actions.take(enquiry, by=administrator)

    assert (enquiry.assignee, enquiry.due) == (administrator, BY_HAND)
    (entry,) = audit.history_of(enquiry)
    assert (entry.action, entry.actor_id) == ("enquiries.take", administrator.pk)
    assert entry.changes == {"state": ["new", "open"]}


def test_a_question_stops_the_clock_but_not_the_law(administrator):
    question, report = EnquiryFactory(due=BY_HAND), EnquiryFactory(barrier=True, due=BY_HAND)

    for enquiry in (question, report):
        actions.ask(enquiry, DraftFactory(submission=enquiry), by=administrator, seen=S.NEW)

    assert (question.due, report.due) == (None, BY_HAND)
    assert mails_to(question) == ["submissions.message"]
    assert list(waiting(BARRIER)) == [report]


def test_an_answer_closes_or_stays_open_for_more(administrator):
    both = [EnquiryFactory(due=BY_HAND), EnquiryFactory(due=BY_HAND)]

    for enquiry, closes in zip(both, (True, False), strict=True):
        draft = DraftFactory(submission=enquiry)
        actions.answer(enquiry, draft, by=administrator, seen=S.NEW, closes=closes)

    assert [each.state for each in both] == [S.CLOSED, S.ANSWERED]
    assert [each.due for each in both] == [None, None]
    assert both[0].forget_on == add_months(TODAY, KEEP_MONTHS["contact"])
    assert both[1].forget_on is None


@pytest.mark.parametrize("act", [release_message, discard_message])
def test_a_draft_leaves_once(administrator, act):
    enquiry = EnquiryFactory()
    draft = DraftFactory(submission=enquiry)
    act(Message.objects.get(pk=draft.pk), by=administrator)

    with pytest.raises(MessageGone):
        actions.ask(enquiry, draft, by=administrator, seen=S.NEW)

    assert Enquiry.objects.get().state == S.NEW


def test_a_draft_of_another_enquiry_does_not_leave(administrator):
    enquiry, other = EnquiryFactory(), DraftFactory()

    with pytest.raises(ValueError, match="belongs to one"):
        actions.ask(enquiry, other, by=administrator, seen=S.NEW)


def test_nobody_writes_to_who_left_no_address(administrator):
    enquiry = EnquiryFactory(barrier=True, contact_email="")

    with pytest.raises(actions.NoAddress):
        actions.ask(enquiry, DraftFactory(submission=enquiry), by=administrator, seen=S.NEW)

    actions.close(enquiry, by=administrator, seen=S.NEW)
    assert not OutboxMail.objects.exists()


def test_a_reply_is_due_in_some_days_and_tells_who_is_in_charge(administrator, clock):
    enquiry = EnquiryFactory(state=S.QUESTION, assignee=administrator)

    actions.reply(enquiry, "Im März.")
    actions.reply(enquiry, "Im März.")  # the second click

    assert (enquiry.state, enquiry.due) == (S.OPEN, date(2026, 12, 1))
    assert [each.text for each in enquiry.messages.all()] == ["Im März."]
    assert [each.about for each in Notice.objects.all()] == [Notice.About.ANSWERED]
    assert Enquiry.objects.get().touched_at == clock.now


def test_what_is_withdrawn_is_forgotten_soon():
    enquiry = EnquiryFactory(due=BY_HAND)

    actions.withdraw(enquiry, seen=S.NEW)

    assert enquiry.forget_on == TODAY + timedelta(days=WITHDRAWN_DAYS)
    assert mails_to(enquiry) == ["enquiries.withdrawn"]
    assert enquiry.due is None


def test_who_asks_for_deletion_makes_a_task_and_closing_it_deletes(administrator):
    enquiry = EnquiryFactory(state=S.CLOSED)

    actions.ask_deletion(enquiry)
    actions.ask_deletion(enquiry)

    assert (enquiry.state, enquiry.due) == (S.OPEN, date(2026, 12, 1))
    assert mails_to(enquiry) == ["enquiries.deletion"]
    actions.close(enquiry, by=administrator, seen=S.OPEN)
    assert enquiry.forget_on == TODAY


@pytest.mark.parametrize("state", [S.SUSPECT, S.SPAM])
def test_what_looks_like_spam_is_deleted_without_anybodys_work(state):
    enquiry = EnquiryFactory(state=state)

    actions.ask_deletion(enquiry)

    enquiry.refresh_from_db()
    assert (enquiry.forget_on, mails_to(enquiry)) == (TODAY, [])


def test_a_deletion_is_not_later_than_what_was_due_before():
    enquiry = EnquiryFactory(due=TODAY)

    actions.ask_deletion(enquiry)

    assert enquiry.due == TODAY


def test_an_answer_to_which_nobody_says_anything_closes_the_enquiry(administrator, clock):
    enquiry = EnquiryFactory()
    draft = DraftFactory(submission=enquiry)
    actions.answer(enquiry, draft, by=administrator, seen=S.NEW, closes=False)

    clock.pass_by(days=CLOSE_DAYS)
    assert actions.close_answered() == 0
    clock.pass_by(minutes=1)
    assert actions.close_answered() == 1

    enquiry.refresh_from_db()
    assert enquiry.state == S.CLOSED


@pytest.mark.parametrize("kind", ["barrier", "contact"])
def test_the_periods_that_are_told_are_those_that_hold(kind):
    told = {each.what: each.how_long for each in kept(kind)}

    assert told == {
        "Anfrage oder Meldung, nach dem Abschluss": f"{KEEP_MONTHS[kind]} Monate",
        "Zurückgezogen": f"{WITHDRAWN_DAYS} Tage",
        "Als Spam verdächtigt oder erkannt": f"{SPAM_DAYS} Tage",
    }
