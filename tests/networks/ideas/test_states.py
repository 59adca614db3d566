"""Every state with every target and every action: what is in the table happens, nothing else."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from networks.ideas import actions
from networks.ideas.actions.steps import move
from networks.ideas.models import (
    AdviceRound,
    Body,
    ConsentText,
    GroupOpinion,
    Membership,
    ProjectIdea,
    Rating,
    Vote,
    Where,
)
from networks.ideas.models.advice import Criterion
from networks.ideas.states import DECIDED, MOVES, STAGES, AdviceStep, IdeaState, Way
from networks.models import Region
from submissions.correspondence import draft_message
from submissions.models import AuditEntry, Message, Notice, OutboxMail, Submission
from tests.networks.ideas.factories import (
    AdviceDayFactory,
    IdeaFactory,
    advise,
    adviser,
    case_worker,
    network,
    network_manager,
)
from tests.networks.ideas.moves import ALLOWED, anew, idea_in, traces_of

pytestmark = pytest.mark.django_db

S = IdeaState
NEEDED = {"reason": "Weil es so ist.", "decided_at": timezone.now(), "submitted_at": timezone.now()}
NEEDED["suspicion"] = "honeypot"


@pytest.fixture
def worker():
    return case_worker()


class TakeBack(Exception):
    """Ends a try without a trace."""


def tried(act):
    """What came of it, with the traces it left; afterwards all is as before."""
    found = {}
    try:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    found["answer"] = act()
            except Exception as problem:
                found["problem"] = problem
            found["after"] = found["look"]() if "look" in found else None
            raise TakeBack
    except TakeBack:
        return found


# --- The table of moves -------------------------------------------------------------------------
def test_the_table_is_the_one_that_people_have_agreed_on():
    assert {(start, to) for start in ALLOWED for to in ALLOWED[start].split()} == MOVES
    assert {*ALLOWED} == {*S.values}


@pytest.mark.parametrize("start", S.values)
def test_a_move_that_is_not_in_the_table_is_an_error_and_changes_nothing(start):
    idea = idea_in(start)
    before = traces_of(idea)

    for target in S.values:
        if target in ALLOWED[start].split():
            continue
        with pytest.raises(ValueError, match="There is no way"):
            move(anew(idea), start, target, **NEEDED)
        assert traces_of(idea) == before


@pytest.mark.parametrize("start", S.values)
def test_a_move_of_the_table_changes_state_stage_version_and_the_day_of_forgetting(start):
    idea = idea_in(start)

    for target in ALLOWED[start].split():

        def act(target=target):
            moved = anew(idea)
            move(moved, start, target, **NEEDED)
            row = ProjectIdea.objects.get(pk=idea.pk)
            assert (row.state, row.stage) == (target, STAGES[target]) == (moved.state, moved.stage)
            assert row.version == idea.version + 1
            assert row.forget_on
            assert row.state_since > idea.state_since if idea.state_since else True

        assert "problem" not in tried(act)


@pytest.mark.parametrize("start", S.values)
def test_who_has_seen_another_state_or_an_older_version_is_overtaken(start):
    idea = idea_in(start)
    before = traces_of(idea)

    for seen, targets in ALLOWED.items():
        for target in targets.split():
            if seen != start:
                with pytest.raises(actions.Overtaken):
                    move(anew(idea), seen, target, **NEEDED)
            old = anew(idea)
            old.version += 7
            with pytest.raises(actions.Overtaken):
                move(old, seen, target, **NEEDED)
            assert traces_of(idea) == before


def test_back_in_the_state_that_was_seen_is_still_another_version(worker):
    idea = IdeaFactory(reached=S.REVIEW)
    as_seen = anew(idea)
    actions.ask_sender(idea, by=worker, seen=S.REVIEW, text="Wo?")
    actions.answer(idea, "Dort.")
    assert idea.state == S.REVIEW

    with pytest.raises(actions.Overtaken):
        actions.decline_idea(as_seen, by=worker, seen=S.REVIEW, reason="Nein.")


# --- Every action in every state ----------------------------------------------------------------
EDITABLE = {S.DRAFT, S.NEW, S.QUESTION}
SENT = {*S} - {S.DRAFT}
ACTIONS = {
    "receive": ({S.DRAFT}, lambda idea, by: actions.receive_idea(idea, consent=None)),
    "suspect": (
        {S.DRAFT},
        lambda idea, by: actions.receive_idea(idea, consent=None, suspicion="too_fast"),
    ),
    "release": ({S.SUSPECT}, lambda idea, by: actions.release_suspect(idea, by=by)),
    "reject": ({S.SUSPECT}, lambda idea, by: actions.reject_suspect(idea, by=by)),
    "take_up": ({S.NEW}, lambda idea, by: actions.take_up(idea, by=by, seen=idea.state)),
    "ask": (
        {S.REVIEW},
        lambda idea, by: actions.ask_sender(idea, by=by, seen=idea.state, text="Wo?"),
    ),
    "resume": (
        {S.QUESTION, S.ADVISED, S.DECLINED, S.DUPLICATE},
        lambda idea, by: actions.resume(idea, by=by, seen=idea.state),
    ),
    "decline": (
        {S.NEW, S.REVIEW, S.QUESTION},
        lambda idea, by: actions.decline_idea(idea, by=by, seen=idea.state, reason="Nein."),
    ),
    "duplicate": (
        {S.NEW, S.REVIEW},
        lambda idea, by: actions.mark_duplicate(idea, another(), by=by, seen=idea.state),
    ),
    "carry_on": (
        {S.ADVISED},
        lambda idea, by: actions.carry_on(idea, by=by, seen=idea.state, text="Ja."),
    ),
    "assign": (
        {S.NEW, S.REVIEW, S.QUESTION, S.SCHEDULED, S.ADVISED},
        lambda idea, by: actions.assign_network(
            idea, network(), by=by, seen_version=idea.version, reason="Passt besser."
        ),
    ),
    "schedule": (
        {S.REVIEW},
        lambda idea, by: actions.schedule(idea, AdviceDayFactory(), by=by, seen=idea.state),
    ),
    "unschedule": (
        {S.SCHEDULED},
        lambda idea, by: actions.unschedule(idea, by=by, seen=idea.state),
    ),
    "vote": ({S.SCHEDULED}, lambda idea, by: voted(idea)),
    "opinion": (
        {S.SCHEDULED},
        lambda idea, by: actions.record_opinion(
            round_of(idea), AdviceStep.FUNDING, by=by, result="negative"
        ),
    ),
    "recommend": ({S.SCHEDULED}, lambda *both: recommended(*both)),  # noqa: PLW0108
    "withdraw": (
        {S.NEW, S.REVIEW, S.QUESTION, S.SCHEDULED},
        lambda idea, by: actions.withdraw_idea(idea, seen=idea.state),
    ),
    "change": (
        EDITABLE,
        lambda idea, by: actions.change_idea(idea, {"title": "Anders"}, seen_version=idea.version),
    ),
    "save_answers": (EDITABLE, lambda idea, by: actions.save_answers(idea, {})),
    "save_draft": ({S.DRAFT}, lambda idea, by: actions.save_draft(idea, {"title": "Anders"})),
    "delete_draft": ({S.DRAFT}, lambda idea, by: actions.delete_draft(idea)),
    "draft_link": (
        {S.DRAFT},
        lambda idea, by: actions.send_draft_link(idea, "erika@stadtwerke.example"),
    ),
    "answer": (SENT, lambda idea, by: actions.answer(idea, "Dort.")),
    "ask_for_erasure": (SENT, lambda idea, by: actions.ask_for_erasure(idea)),
}


def another():
    """An idea that came in before; made outside of what is counted."""
    return ProjectIdea.objects.get(title="Die andere")


def round_of(idea):
    """The last one, or one that was never put on an agenda."""
    return idea.rounds.last() or AdviceRound.objects.create(idea=idea, number=1)


def voted(idea):
    expert = Membership.objects.get(body=Body.REGIONAL).user
    return actions.save_vote(
        round_of(idea), AdviceStep.REGIONAL, by=expert, opinion="positive", hand_in=True
    )


def recommended(idea, by):
    the_round = round_of(idea)
    if the_round.decided_at is None:
        for step in AdviceStep.values:
            GroupOpinion.objects.get_or_create(
                round=the_round, step=step, defaults={"result": "positive"}
            )
    actions.recommend(
        the_round, by=by, recommendation="Bitte einreichen.", way=Way.INVKG, seen=idea.state
    )


@pytest.mark.parametrize("state", S.values)
def test_every_action_is_done_in_its_states_and_leaves_no_trace_in_others(state, worker):
    IdeaFactory(title="Die andere", reached=S.NEW)
    adviser(Body.REGIONAL)
    idea = idea_in(state, by=worker)
    for name, (allowed, act) in ACTIONS.items():
        if name == "recommend" and state != S.SCHEDULED and not idea.rounds.exists():
            AdviceRound.objects.create(idea=idea, number=1)
        before = traces_of(idea)

        found = tried(lambda act=act: act(anew(idea), worker))

        problem = found.get("problem")
        if state in allowed:
            assert problem is None, (name, problem)
            assert found["answer"] is not False, name
        elif name in {"receive", "suspect"}:  # pressed twice: no problem, and not done
            assert found["answer"] is False
        else:
            assert isinstance(problem, (actions.Overtaken, actions.NotAllowed)), (name, problem)
        assert traces_of(idea) == before
    AdviceRound.objects.filter(idea=idea, number=1, day=None).delete()


@pytest.mark.parametrize("state", S.values)
def test_what_is_refused_has_written_nothing_even_where_nobody_rolls_back(state, worker):
    IdeaFactory(title="Die andere", reached=S.NEW)
    adviser(Body.REGIONAL)
    idea = idea_in(state, by=worker)
    for name, (allowed, act) in ACTIONS.items():
        if state in allowed or (name in {"vote", "opinion", "recommend"} and not idea.rounds.all()):
            continue
        if name == "schedule":
            continue  # makes a day of its own here
        before = traces_of(idea)

        with suppress(actions.IdeaProblem):
            act(anew(idea), worker)

        assert traces_of(idea) == before, name


@pytest.mark.parametrize("seen", ["", "bogus", "draft", "spam", "carried_on", "' OR 1=1", "\0"])
def test_a_state_that_a_form_makes_up_is_overtaken_and_no_crash(seen, worker):
    idea = IdeaFactory(reached=S.REVIEW)
    day = AdviceDayFactory()
    other = IdeaFactory(reached=S.NEW)
    before = traces_of(idea)
    made_up = [
        lambda: actions.take_up(anew(idea), by=worker, seen=seen),
        lambda: actions.ask_sender(anew(idea), by=worker, seen=seen, text="Wo?"),
        lambda: actions.resume(anew(idea), by=worker, seen=seen),
        lambda: actions.decline_idea(anew(idea), by=worker, seen=seen, reason="Nein."),
        lambda: actions.mark_duplicate(anew(idea), other, by=worker, seen=seen),
        lambda: actions.carry_on(anew(idea), by=worker, seen=seen, text="Ja."),
        lambda: actions.schedule(anew(idea), day, by=worker, seen=seen),
        lambda: actions.unschedule(anew(idea), by=worker, seen=seen),
        lambda: actions.withdraw_idea(anew(idea), seen=seen),
        lambda: actions.release_suspect(anew(idea), by=worker, seen=seen),
        lambda: actions.reject_suspect(anew(idea), by=worker, seen=seen),
    ]

    for act in made_up:
        with pytest.raises(actions.Overtaken):
            act()
    assert traces_of(idea) == before


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_a_step_that_needs_a_reason_changes_nothing_without_one(text, worker):
    review, advised = IdeaFactory(reached=S.REVIEW), IdeaFactory(reached=S.ADVISED)
    refused = [
        (review, lambda i: actions.ask_sender(i, by=worker, seen=S.REVIEW, text=text)),
        (review, lambda i: actions.decline_idea(i, by=worker, seen=S.REVIEW, reason=text)),
        (advised, lambda i: actions.carry_on(i, by=worker, seen=S.ADVISED, text=text)),
        (
            review,
            lambda i: actions.assign_network(
                i, network(), by=worker, seen_version=i.version, reason=text
            ),
        ),
    ]
    for idea, act in refused:
        before = traces_of(idea)
        with pytest.raises(actions.NotAllowed):
            act(anew(idea))
        assert traces_of(idea) == before


# --- What actions leave behind ------------------------------------------------------------------
def test_the_sender_never_learns_the_inner_state_or_who_decided(worker):
    worker.first_name, worker.last_name = "Wachsam", "Wichtig"
    worker.save()
    idea = IdeaFactory(reached=S.NEW)
    old = anew(idea)
    actions.decline_idea(idea, by=worker, seen=S.NEW, reason="Nein.")

    with pytest.raises(actions.Overtaken) as refusal:
        actions.withdraw_idea(anew(old), seen=S.NEW)
    with pytest.raises(actions.Overtaken) as other:
        actions.change_idea(anew(old), {"title": "x"}, seen_version=old.version)

    for said in (str(refusal.value), str(other.value)):
        assert "Abgeschlossen" in said
        assert "Wichtig" not in said
        assert "Nicht weiterverfolgt" not in said


def test_a_withdrawn_idea_leaves_the_agenda_so_that_the_day_can_be_closed(worker):
    idea = IdeaFactory(reached=S.SCHEDULED)
    day = idea.rounds.get().day

    actions.withdraw_idea(idea, seen=S.SCHEDULED)
    actions.close_day(day, by=worker)

    assert not day.rounds.exists()
    assert day.closed_at


def test_closing_a_day_twice_is_written_down_once(worker):
    day = AdviceDayFactory()

    actions.close_day(day, by=worker)
    closed_at = day.closed_at
    actions.close_day(day, by=worker)

    assert day.closed_at == closed_at
    assert AuditEntry.objects.filter(action="ideas.close_day").count() == 1


def test_an_answer_is_kept_although_the_idea_was_decided_in_the_meantime(worker):
    idea = IdeaFactory(reached=S.QUESTION)
    as_the_sender_has_it = anew(idea)
    actions.decline_idea(idea, by=worker, seen=S.QUESTION, reason="Zu spät.")

    actions.answer(as_the_sender_has_it, "Im alten Kesselhaus.")

    assert anew(idea).state == S.DECLINED
    assert idea.messages.filter(state=Message.State.RECEIVED, text="Im alten Kesselhaus.").exists()


def test_an_answer_gives_the_team_time_from_today(worker):
    idea = IdeaFactory(reached=S.QUESTION)
    long_ago = timezone.now() - timezone.timedelta(days=100)
    ProjectIdea.objects.filter(pk=idea.pk).update(submitted_at=long_ago)

    actions.answer(anew(idea), "Dort.")

    assert anew(idea).due > timezone.localdate()


@pytest.mark.parametrize("state", [S.NEW, S.REVIEW, S.QUESTION])
def test_who_wants_to_be_forgotten_keeps_her_day_whatever_the_team_does(state, worker):
    idea = IdeaFactory(reached=state)
    Submission.objects.filter(pk=idea.pk).update(due=None)
    idea.refresh_from_db()
    actions.ask_for_erasure(idea)
    promised = timezone.localdate() + timezone.timedelta(days=30)
    assert anew(idea).due == promised

    actions.decline_idea(idea, by=worker, seen=state, reason="Nein.")

    assert anew(idea).due == promised
    actions.resume(anew(idea), by=worker, seen=S.DECLINED)
    assert anew(idea).due <= promised


def test_a_wish_to_be_forgotten_makes_no_earlier_day_later():
    idea = IdeaFactory(reached=S.NEW)
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    Submission.objects.filter(pk=idea.pk).update(due=tomorrow)

    actions.ask_for_erasure(anew(idea))

    assert anew(idea).due == tomorrow


def test_a_wish_to_be_forgotten_is_one_task_and_one_mail_however_often_it_is_sent():
    idea = IdeaFactory(reached=S.NEW)

    actions.ask_for_erasure(idea)
    actions.ask_for_erasure(anew(idea))

    assert OutboxMail.objects.filter(submission=idea, key="idea.erasure").count() == 1
    assert AuditEntry.objects.filter(action="ideas.ask_for_erasure").count() == 1


def test_no_mail_leaves_for_a_suspect_or_for_spam():
    for state in (S.SUSPECT, S.SPAM):
        idea = idea_in(state)

        actions.ask_for_erasure(idea)
        actions.send_contents_link(anew(idea))
        actions.send_links_again(idea.contact_email)

        assert not OutboxMail.objects.filter(submission=idea, is_to_contact=True).exists()


def test_duplicates_never_go_round_in_a_circle(worker):
    first, second, third = (IdeaFactory(reached=S.NEW) for _ in range(3))
    actions.mark_duplicate(first, second, by=worker, seen=S.NEW)
    actions.mark_duplicate(second, third, by=worker, seen=S.NEW)

    for target in (first, second, third):
        with pytest.raises(actions.NotAllowed):
            actions.mark_duplicate(third, target, by=worker, seen=S.NEW)
    assert anew(third).state == S.NEW


@pytest.mark.parametrize("state", [S.DRAFT, S.SUSPECT, S.SPAM])
def test_nothing_is_a_duplicate_of_what_nobody_has_handed_in(state, worker):
    target, idea = idea_in(state), IdeaFactory(reached=S.NEW)

    with pytest.raises(actions.NotAllowed):
        actions.mark_duplicate(idea, target, by=worker, seen=S.NEW)


def test_a_day_that_is_closed_takes_nothing_although_the_form_still_showed_it_open(worker):
    day = AdviceDayFactory()
    as_the_form_has_it = type(day).objects.get(pk=day.pk)
    actions.close_day(day, by=worker)
    idea = IdeaFactory(reached=S.REVIEW)

    with pytest.raises(actions.NotAllowed):
        actions.schedule(idea, as_the_form_has_it, by=worker, seen=S.REVIEW)
    assert anew(idea).state == S.REVIEW


def test_managers_hear_of_an_idea_that_is_given_to_their_network(worker):
    idea = IdeaFactory(reached=S.NEW)
    other = network("tourismus-und-lebenswerte-regionen")
    manager = network_manager(other)

    actions.assign_network(idea, other, by=worker, seen_version=idea.version, reason="Schule.")

    notice = Notice.objects.get(user=manager)
    assert (notice.submission_id, notice.about) == (idea.pk, Notice.About.ARRIVED)


def test_nothing_is_done_with_an_idea_that_is_forgotten(worker):
    idea = IdeaFactory(reached=S.DECLINED)
    actions.forget_idea(idea)
    from submissions.retention import forget

    forget(idea)
    before = traces_of(idea)

    with pytest.raises(actions.NotAllowed):
        actions.resume(anew(idea), by=worker, seen=S.DECLINED)
    with pytest.raises(actions.NotAllowed):
        actions.answer(anew(idea), "Hallo?")
    assert traces_of(idea) == before


def test_an_idea_that_is_gone_is_refused_in_words(worker):
    idea = IdeaFactory()
    old = anew(idea)
    actions.delete_draft(idea)

    with pytest.raises(actions.NotAllowed):
        actions.receive_idea(old, consent=None)
    with pytest.raises(actions.NotAllowed):
        actions.save_draft(old, {"title": "x"})


def test_a_message_is_released_once_and_with_one_mail(worker):
    idea = IdeaFactory(reached=S.NEW)
    actions.decline_idea(idea, by=worker, seen=S.NEW, reason="Nein.")
    mails = OutboxMail.objects.filter(submission=idea, key="submissions.message")
    assert not mails.exists()

    from submissions.correspondence import MessageGone, release_message

    draft = idea.messages.get()
    same = Message.objects.get(pk=draft.pk)
    release_message(draft, by=worker)
    with pytest.raises(MessageGone):
        release_message(same, by=worker)
    assert mails.count() == 1


def test_the_same_mark_sent_with_another_form_is_no_reason_to_fail():
    Submission.objects.create(kind="enquiry", idempotency_key="a" * 32)

    idea = actions.begin_idea({"title": "Eine Idee"}, key="a" * 32)

    assert actions.begin_idea({"title": "Eine Idee"}, key="a" * 32) == idea


def test_a_mailbox_cannot_be_filled_with_links_to_drafts():
    for _ in range(3):
        idea = IdeaFactory()
        for _ in range(4):
            with suppress(actions.TooMany):
                actions.send_draft_link(idea, "Opfer@Stadtwerke.example")

    mails = OutboxMail.objects.filter(recipient="opfer@stadtwerke.example")
    assert mails.count() == 10


def test_the_address_is_found_however_it_was_typed():
    idea = IdeaFactory(reached=S.NEW, contact_email="Erika.Beispiel@Stadtwerke.example")

    actions.send_links_again("erika.beispiel@stadtwerke.EXAMPLE")

    assert OutboxMail.objects.filter(submission=idea, key="idea.link").count() == 1


def test_a_sender_who_changes_everything_changes_all_of_it_or_nothing(worker):
    idea = IdeaFactory(reached=S.NEW)
    old = anew(idea)
    actions.take_up(idea, by=worker, seen=S.NEW)
    question = extra_question()

    with pytest.raises(actions.Overtaken):
        actions.change_idea(
            old, {"title": "Anders"}, seen_version=old.version, answers={question: "Ja"}
        )
    with pytest.raises(actions.Overtaken):
        actions.save_answers(old, {question: "Ja"})
    assert not idea.answers.exists()
    assert anew(idea).title == idea.title


def extra_question():
    """A question of an editor, on no page that people see."""
    from networks.ideas.models import ExtraQuestion, ProjectIdeaPage

    page = ProjectIdeaPage.objects.first()
    if page is None:
        from home.models import HomePage

        home = HomePage.objects.get(locale__language_code="de")
        page = home.add_child(instance=ProjectIdeaPage(title="Projektidee", slug="projektidee-x"))
    return ExtraQuestion.objects.create(page=page, label="Gibt es Partner?")


def test_a_try_that_the_database_takes_back_is_made_again_from_the_version_seen(monkeypatch):
    from django.db import OperationalError

    from networks.ideas.actions import steps

    class Whatever:
        version = 4

    tries = []

    @steps.retried
    def act(subject):
        tries.append(subject.version)
        subject.version += 1
        if len(tries) < 3:
            raise OperationalError("deadlock detected")
        return "done"

    monkeypatch.setattr(steps, "connection", type("Outside", (), {"in_atomic_block": False}))
    assert act(Whatever()) == "done"
    assert tries == [4, 4, 4]


# --- What the database refuses ------------------------------------------------------------------
def lausitz():
    return Region.objects.get(slug="lausitz")


BAD_IDEAS = [
    ("new", {"state": "bogus"}),
    ("new", {"state": ""}),
    ("new", {"where": Where.ONE, "region": None}),
    ("new", {"where": Where.BOTH}),
    ("new", {"where": Where.UNKNOWN}),
    ("new", {"submitted_at": None}),
    ("withdrawn", {"submitted_at": None}),
    ("suspect", {"suspicion": ""}),
    ("suspect", {"submitted_at": None}),
    *[(state, {"decided_at": None}) for state in sorted(DECIDED)],
    *[(state, {"reason": ""}) for state in sorted(DECIDED)],
    *[("review", {"state": state}) for state in sorted(DECIDED)],
    ("new", {"state": "suspect"}),
]


@pytest.mark.parametrize(("state", "values"), BAD_IDEAS)
def test_the_database_refuses_an_idea_that_cannot_be(state, values):
    idea = idea_in(state)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectIdea.objects.filter(pk=idea.pk).update(**values)


def test_the_database_refuses_rounds_that_cannot_be():
    idea = IdeaFactory(reached=S.SCHEDULED)
    now = timezone.now()
    the_round = AdviceRound.objects.filter(idea=idea)
    for values in (
        {"decided_at": now},
        {"decided_at": now, "way": "invkg"},
        {"decided_at": now, "recommendation": "Ja."},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            the_round.update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceRound.objects.create(idea=idea, number=2)
    the_round.update(decided_at=now, way="invkg", recommendation="Ja.")
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceRound.objects.create(idea=idea, number=1)
    AdviceRound.objects.create(idea=idea, number=2)


def test_the_database_refuses_votes_and_opinions_that_cannot_be(worker):
    the_round = IdeaFactory(reached=S.SCHEDULED).rounds.get()
    vote = Vote.objects.create(round=the_round, step=AdviceStep.FUNDING, person=worker)
    criterion = Criterion.objects.create(step=AdviceStep.FUNDING, title="Förderbar?")
    rating = Rating.objects.create(vote=vote, criterion=criterion)
    opinion = GroupOpinion.objects.create(
        round=the_round, step=AdviceStep.FUNDING, result="none", text="Zu wenige da."
    )
    bad = [
        lambda: Vote.objects.filter(pk=vote.pk).update(handed_in_at=timezone.now()),
        lambda: Vote.objects.create(round=the_round, step=AdviceStep.FUNDING, person=worker),
        lambda: Rating.objects.filter(pk=rating.pk).update(points=0),
        lambda: Rating.objects.filter(pk=rating.pk).update(points=6),
        lambda: Rating.objects.create(vote=vote, criterion=criterion),
        lambda: GroupOpinion.objects.filter(pk=opinion.pk).update(text=""),
        lambda: GroupOpinion.objects.create(round=the_round, step=AdviceStep.FUNDING, result=""),
    ]
    for act in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_database_refuses_memberships_that_cannot_be(worker):
    one = network()
    Membership.objects.create(user=worker, body=Body.NETWORK, network=one)
    Membership.objects.create(user=worker, body=Body.FUNDING)
    bad = [
        {"body": Body.NETWORK},
        {"body": Body.REGIONAL, "network": one},
        {"body": Body.REGIONAL, "is_manager": True},
        {"body": Body.NETWORK, "network": one},
        {"body": Body.FUNDING},
    ]
    for values in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=worker, **values)


def test_the_database_refuses_consents_and_messages_that_cannot_be(worker):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentText.objects.bulk_create([ConsentText(version=0, text="Ja.")])
    message = draft_message(IdeaFactory(reached=S.NEW), by=worker, text="Guten Tag.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state=Message.State.RELEASED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(released_at=timezone.now())


def test_the_advice_of_a_round_is_over_once_it_is_decided(worker):
    idea = IdeaFactory(reached=S.SCHEDULED)
    the_round = idea.rounds.get()
    advise(the_round, by=worker)

    with pytest.raises(actions.NotAllowed):
        actions.record_opinion(the_round, AdviceStep.FUNDING, by=worker, result="negative")
    with pytest.raises(actions.Overtaken):
        actions.recommend(the_round, by=worker, recommendation="Doch nicht.", way=Way.NONE)
    the_round.refresh_from_db()
    assert the_round.way == Way.INVKG
