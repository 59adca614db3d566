"""Whatever happens in whatever order: an idea is whole, somebody has it, nothing goes twice.

CI takes about 2,000 steps; IDEA_STEPS=200000 walks for hours.
"""

import os
from collections import Counter
from random import Random

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from networks.ideas import actions
from networks.ideas.models import AdviceDay, AdviceRound, Body, Membership, ProjectIdea, Where
from networks.ideas.routing import all_networks
from networks.ideas.states import DECIDED, STAGES, AdviceStep, IdeaState, Way
from networks.models import Region
from submissions.correspondence import MessageGone, discard_message, release_message
from submissions.models import AuditEntry, Message, Notice, OutboxMail, Submission
from submissions.retention import forget_due
from tests.networks.ideas.factories import (
    AdviceDayFactory,
    IdeaFactory,
    adviser,
    case_worker,
    focus_area,
    network,
    words,
)
from tests.networks.ideas.moves import idea_in
from tests.networks.ideas.test_states import ACTIONS

S = IdeaState
STEPS = int(os.environ.get("IDEA_STEPS", "2000"))
STEPS_OF_A_WALK = 50
SEEN = st.sampled_from([*["now"] * 30, *S.values])
IDEAS = st.integers(min_value=0, max_value=3)
FEW = 3  # ideas at a time, so that each goes far
PERSONS = st.integers(min_value=0, max_value=2)
# Moves that any long walk makes; if one is missing it has walked in a circle.
OFTEN = {
    (S.DRAFT, S.NEW),
    (S.SUSPECT, S.NEW),
    (S.SUSPECT, S.SPAM),
    (S.NEW, S.REVIEW),
    (S.REVIEW, S.QUESTION),
    (S.REVIEW, S.SCHEDULED),
    (S.QUESTION, S.REVIEW),
    (S.SCHEDULED, S.REVIEW),
    (S.SCHEDULED, S.ADVISED),
    (S.ADVISED, S.REVIEW),
    (S.ADVISED, S.CARRIED_ON),
    (S.DECLINED, S.REVIEW),
    (S.DUPLICATE, S.REVIEW),
}
MOVING = (  # the way of most ideas first
    *("receive", "take_up", "schedule", "recommend", "resume", "ask", "answer", "carry_on"),
    *("unschedule", "decline", "duplicate", "suspect", "release", "reject", "withdraw"),
)
EXPECTED = (actions.IdeaProblem, MessageGone)
TRACED = (OutboxMail, Message, AuditEntry, Notice, AdviceRound)


class Ideas(RuleBasedStateMachine):
    """Senders, the team, the advice, and time."""

    team = ()  # given by the test
    done = set()  # actions that were not refused, each from its state

    def __init__(self):
        super().__init__()
        self.round = transaction.atomic()
        self.round.__enter__()
        self.versions, self.begun, self.steps = {}, 0, 0
        cache.clear()

    def teardown(self):
        transaction.set_rollback(True)
        self.round.__exit__(None, None, None)

    @initialize()
    def have_people_and_a_day(self):
        self.experts = {
            AdviceStep.TECHNICAL: adviser(of=network()),
            AdviceStep.REGIONAL: adviser(Body.REGIONAL),
            AdviceStep.FUNDING: adviser(Body.FUNDING),
        }
        AdviceDayFactory()
        IdeaFactory(title="Die andere", reached=S.NEW)
        for _ in range(FEW):
            self.have(S.NEW)

    @property
    def is_enough(self):
        there = ProjectIdea.objects.filter(pk__in=self.versions, forgotten_at=None)
        return there.exclude(state__in=[S.WITHDRAWN, S.SPAM, S.CARRIED_ON]).count() >= FEW

    # --- On the way -----------------------------------------------------------------------------
    @rule(seed=st.binary(min_size=16, max_size=16))
    def go_on(self, seed):
        """Some moves that the state allows, so that walks get far; the other rules try the rest."""
        # Seeds are often alike; with what happened before them they are not, and a walk that is
        # made again is the same.
        chance = Random(f"{seed.hex()} {self.steps} {list(self.versions.values())}")
        while not self.is_enough:
            self.have(chance.choice(S.values))
        for _ in range(12):
            number = chance.randrange(FEW + 1)
            there = self.pick(number)
            state = there.state if there and not there.forgotten_at else None
            fitting = [name for name in MOVING if state in ACTIONS[name][0]]
            if fitting:
                self.do(number, chance.choice(fitting))

    @rule(idea=IDEAS, name=st.sampled_from(sorted(ACTIONS)))
    def try_anything(self, idea, name):
        there = self.pick(idea)
        if there and (name not in {"vote", "opinion", "recommend"} or there.rounds.exists()):
            self.do(idea, name)

    def do(self, idea, name):
        """One of the table."""
        self.attempt(idea, lambda each: ACTIONS[name][1](each, self.team[0]))

    # --- The sender -----------------------------------------------------------------------------
    @rule(where=st.sampled_from(["lausitz", "mitteldeutschland", "both", "unknown"]))
    def begin(self, where):
        if self.is_enough:
            return
        self.begun += 1
        one = where not in {"both", "unknown"}
        values = words(
            where=Where.ONE if one else where,
            region=Region.objects.get(slug=where) if one else None,
            focus_area=focus_area() if self.begun % 2 else None,
            contact_email="" if self.begun % 5 == 0 else f"erika{self.begun}@stadtwerke.example",
        )
        idea = actions.begin_idea(values, key=f"{self.begun:032}")
        self.versions[idea.pk] = idea.version

    @rule(state=st.sampled_from(S.values))
    def have_one(self, state):
        """One that has gone part of the way already: most walks are too short for all of it."""
        if not self.is_enough:
            self.have(state)

    def have(self, state):
        """Brought there by the actions."""
        idea = idea_in(state, by=self.team[0])
        self.versions[idea.pk] = idea.version

    @rule(idea=IDEAS, suspicion=st.sampled_from(["", "", "", "honeypot"]))
    def receive(self, idea, suspicion):
        self.attempt(
            idea, lambda each: actions.receive_idea(each, consent=None, suspicion=suspicion)
        )

    @rule(idea=IDEAS, text=st.sampled_from(["Anders", "Noch einmal anders"]), late=st.booleans())
    def change(self, idea, text, late):
        self.attempt(
            idea,
            lambda each: actions.change_idea(
                each, {"title": text}, seen_version=each.version - late
            ),
        )

    @rule(idea=IDEAS)
    def write(self, idea):
        self.attempt(idea, lambda each: actions.answer(each, "Im alten Kesselhaus."))

    @rule(idea=IDEAS, seen=SEEN)
    def withdraw(self, idea, seen):
        self.attempt(idea, lambda each: actions.withdraw_idea(each, seen=of(each, seen)))

    @rule(idea=IDEAS)
    def ask_for_erasure(self, idea):
        self.attempt(idea, actions.ask_for_erasure)

    # --- The team -------------------------------------------------------------------------------
    @rule(idea=IDEAS, is_spam=st.booleans())
    def judge_a_suspect(self, idea, is_spam):
        act = actions.reject_suspect if is_spam else actions.release_suspect
        self.attempt(idea, lambda each: act(each, by=self.team[0]))

    @rule(idea=IDEAS, seen=SEEN, who=PERSONS)
    def take_up(self, idea, seen, who):
        self.attempt(
            idea, lambda each: actions.take_up(each, by=self.team[who], seen=of(each, seen))
        )

    @rule(idea=IDEAS, seen=SEEN, who=PERSONS)
    def ask(self, idea, seen, who):
        self.attempt(
            idea,
            lambda each: actions.ask_sender(
                each, by=self.team[who], seen=of(each, seen), text="Wo genau?"
            ),
        )

    @rule(idea=IDEAS, seen=SEEN, who=PERSONS)
    def resume(self, idea, seen, who):
        self.attempt(
            idea, lambda each: actions.resume(each, by=self.team[who], seen=of(each, seen))
        )

    @rule(idea=IDEAS, seen=SEEN, who=PERSONS, reason=st.sampled_from(["Passt nicht.", " "]))
    def decline(self, idea, seen, who, reason):
        self.attempt(
            idea,
            lambda each: actions.decline_idea(
                each, by=self.team[who], seen=of(each, seen), reason=reason
            ),
        )

    @rule(idea=IDEAS, other=IDEAS, seen=SEEN)
    def mark_duplicate(self, idea, other, seen):
        target = self.pick(other)
        if target:
            self.attempt(
                idea,
                lambda each: actions.mark_duplicate(
                    each, target, by=self.team[0], seen=of(each, seen)
                ),
            )

    @rule(idea=IDEAS, seen=SEEN)
    def carry_on(self, idea, seen):
        self.attempt(
            idea,
            lambda each: actions.carry_on(
                each, by=self.team[0], seen=of(each, seen), text="Ein Antrag ist gestellt."
            ),
        )

    @rule(idea=IDEAS, number=st.integers(min_value=0, max_value=10), late=st.booleans())
    def assign(self, idea, number, late):
        networks = all_networks()
        self.attempt(
            idea,
            lambda each: actions.assign_network(
                each,
                networks[number % len(networks)],
                by=self.team[1],
                seen_version=each.version - late,
                reason="Passt besser.",
            ),
        )

    @rule(idea=IDEAS, is_wanted=st.booleans())
    def release_or_discard(self, idea, is_wanted):
        mine = Message.objects.filter(submission=self.pick(idea))
        draft = mine.filter(state=Message.State.DRAFT).first()
        if draft:
            act = release_message if is_wanted else discard_message
            self.attempt(idea, lambda each: act(draft, by=self.team[2]))

    @rule(idea=IDEAS)
    def erase(self, idea):
        if self.begun % 4 == 0:  # not all of them, or nothing is left
            self.attempt(idea, lambda each: actions.erase_idea(each, by=self.team[0]))

    # --- The advice -----------------------------------------------------------------------------
    @rule()
    def plan_a_day(self):
        if AdviceDay.objects.filter(closed_at=None).count() < 3:
            AdviceDayFactory()

    @rule()
    def close_a_day(self):
        for day in AdviceDay.objects.filter(closed_at=None)[:1]:
            try:
                actions.close_day(day, by=self.team[0])
            except actions.NotAllowed:
                assert day.rounds.filter(decided_at=None).exists()

    @rule(idea=IDEAS, seen=SEEN, number=st.integers(min_value=0, max_value=5))
    def schedule(self, idea, seen, number):
        days = list(AdviceDay.objects.order_by("pk"))
        self.attempt(
            idea,
            lambda each: actions.schedule(
                each, days[number % len(days)], by=self.team[0], seen=of(each, seen)
            ),
        )

    @rule(idea=IDEAS, seen=SEEN)
    def unschedule(self, idea, seen):
        self.attempt(
            idea, lambda each: actions.unschedule(each, by=self.team[0], seen=of(each, seen))
        )

    @rule(idea=IDEAS, step=st.sampled_from(AdviceStep.values), hand_in=st.booleans())
    def vote(self, idea, step, hand_in):
        the_round = AdviceRound.objects.filter(idea=self.pick(idea)).order_by("number").last()
        if the_round:
            by = self.experts[step]
            self.attempt(
                idea,
                lambda each: actions.save_vote(
                    the_round, step, by=by, opinion="positive", hand_in=hand_in
                ),
            )

    @rule(idea=IDEAS, step=st.sampled_from(AdviceStep.values), takes_back=st.booleans())
    def declare(self, idea, step, takes_back):
        by = self.experts[step]
        if takes_back:
            self.attempt(idea, lambda each: actions.withdraw_conflict(each, by=by))
        else:
            self.attempt(idea, lambda each: actions.declare_conflict(each, by=by, reason="Nachbar"))

    @rule(idea=IDEAS, is_complete=st.booleans())
    def recommend(self, idea, is_complete):
        """All that belongs to it: with two steps only it is refused."""
        the_round = AdviceRound.objects.filter(idea=self.pick(idea)).order_by("number").last()
        if the_round is None:
            return
        for step in AdviceStep.values[not is_complete :]:
            self.attempt(
                idea,
                lambda each, step=step: actions.record_opinion(
                    the_round, step, by=self.team[0], result="none", text="Zu wenige da."
                ),
            )
        self.attempt(
            idea,
            lambda each: actions.recommend(
                the_round, by=self.team[0], recommendation="Bitte einreichen.", way=Way.DEVELOP
            ),
        )

    # --- Time -----------------------------------------------------------------------------------
    @rule(idea=IDEAS)
    def time_is_over(self, idea):
        if self.begun % 6 == 0:
            over = Submission.objects.filter(pk=getattr(self.pick(idea), "pk", None))
            over.update(forget_on=timezone.localdate())
            actions.reap_drafts()
            forget_due()
            assert not over.filter(forgotten_at=None).exists()

    # --- What always holds ----------------------------------------------------------------------
    @invariant()
    def every_idea_is_whole(self):
        rounds = Counter(AdviceRound.objects.filter(decided_at=None).values_list("idea", flat=True))
        for idea in ProjectIdea.objects.filter(pk__in=self.versions).prefetch_related("networks"):
            assert idea.stage == STAGES[idea.state]
            assert rounds[idea.pk] <= 1
            is_decided = idea.state in DECIDED
            assert is_decided <= bool(idea.decided_at and idea.reason)
            if idea.state not in DECIDED | {S.DUPLICATE}:
                assert not idea.decided_at
                assert not idea.reason
            assert (idea.state == S.DRAFT) == (idea.submitted_at is None)
            assert idea.state == S.DRAFT or idea.network_id or idea.networks.all()
            assert idea.version >= self.versions[idea.pk]
            assert idea.forget_on
            self.versions[idea.pk] = idea.version

    @invariant()
    def an_open_round_stands_on_a_day_as_long_as_its_idea_is_scheduled(self):
        for each in AdviceRound.objects.filter(decided_at=None).select_related("idea"):
            is_scheduled = each.idea.state == S.SCHEDULED and not each.idea.forgotten_at
            assert (each.day_id is not None) == is_scheduled

    @invariant()
    def a_closed_day_has_nothing_open(self):
        days = AdviceDay.objects.exclude(closed_at=None)
        assert not AdviceRound.objects.filter(day__in=days, decided_at=None).exists()

    @invariant()
    def what_was_released_has_left_once(self):
        released = Message.objects.filter(state=Message.State.RELEASED)
        with_address = released.exclude(submission__contact_email="")
        mails = OutboxMail.objects.filter(key="submissions.message", submission__kind="idea")
        assert with_address.filter(submission__kind="idea").count() == mails.count()
        receipts = OutboxMail.objects.filter(key="idea.received").values_list("submission")
        assert len(receipts) == len(set(receipts))

    @invariant()
    def nobody_writes_to_a_suspect(self):
        suspicious = ProjectIdea.objects.filter(state__in=[S.SUSPECT, S.SPAM])
        assert not OutboxMail.objects.filter(
            submission__in=suspicious.values("pk"), is_to_contact=True
        ).exists()

    @invariant()
    def who_asked_to_be_forgotten_is_on_the_list_until_it_is_done(self):
        waiting = ProjectIdea.objects.filter(erasure_asked_at__isnull=False, forgotten_at=None)
        assert not waiting.filter(due=None).exists()

    @invariant()
    def duplicates_end_somewhere(self):
        of_what = dict(
            ProjectIdea.objects.filter(duplicate_of__isnull=False).values_list("pk", "duplicate_of")
        )
        for start in of_what:
            here, steps = start, 0
            while here in of_what:
                here, steps = of_what[here], steps + 1
                assert steps <= len(of_what)

    @invariant()
    def votes_are_of_people_without_an_interest(self):
        for each in AdviceRound.objects.filter(decided_at=None):
            partial = each.idea.conflicts.values("person")
            assert not each.votes.filter(person__in=partial).exists()

    def pick(self, number) -> ProjectIdea | None:
        """One of the newest."""
        newest = ProjectIdea.objects.filter(pk__in=self.versions).order_by("-pk")[: FEW + 1]
        return newest[number % len(newest)] if newest else None

    def attempt(self, number, act) -> None:
        """Do it, or be refused and leave nothing behind."""
        idea = self.pick(number)
        if idea is None:
            return
        pk = idea.pk
        cache.clear()
        self.steps += 1
        before, start = self.traces(pk), idea.state
        try:
            act(idea)
        except EXPECTED:
            assert self.traces(pk) == before
        else:
            now = ProjectIdea.objects.filter(pk=pk).values_list("state", flat=True).first()
            self.done.add((start, now))

    def traces(self, pk):
        row = ProjectIdea.objects.filter(pk=pk).values().first()
        return row, [model.objects.count() for model in TRACED]


def of(idea, seen):
    """What somebody has seen: how it is, or something else."""
    return idea.state if seen == "now" else seen


def test_two_thousand_steps_in_any_order_leave_every_idea_whole(db):
    ProjectIdea.objects.all().delete()
    Membership.objects.all().delete()
    Ideas.team = [case_worker() for _ in range(3)]

    run_state_machine_as_test(
        Ideas,
        settings=settings(
            max_examples=STEPS // STEPS_OF_A_WALK,
            stateful_step_count=STEPS_OF_A_WALK,
            deadline=None,
            derandomize=STEPS == 2000,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert OFTEN - Ideas.done == set()
