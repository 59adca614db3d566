"""Fifty at once do something with the same idea: it happens once, and nobody sees an error.

They are processes of their own with a database connection for each thread; see racing.py.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.submissions.own_database import environment, own_database

pytestmark = pytest.mark.django_db

PROCESSES = 5
THREADS = 10
ALL = PROCESSES * THREADS
ROUNDS = 3
PROGRAM = Path(__file__).with_name("racing.py")
ROOT = Path(__file__).resolve().parents[3]


class Racers:
    """The processes, waiting for an order."""

    def __init__(self, address, folder):
        self.running = [
            subprocess.Popen(
                [sys.executable, str(PROGRAM), address, str(THREADS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ | environment(folder, address),
                cwd=ROOT,
            )
            for _ in range(PROCESSES)
        ]
        assert [process.stdout.readline() for process in self.running] == ["ready\n"] * PROCESSES

    def all_at_once(self, act, **order):
        """What each of the fifty has got."""
        return self._tell(self.running, act, at=time.time() + 0.03, **order)

    def alone(self, act, **order):
        """What the first of the processes has got."""
        return self._tell(self.running[:1], act, at=0, **order)[0]

    def _tell(self, processes, act, **order):
        for number, process in enumerate(processes):
            process.stdin.write(json.dumps({"act": act, "process": number, **order}) + "\n")
            process.stdin.flush()
        return [answer for process in processes for answer in json.loads(process.stdout.readline())]

    def end(self):
        for process in self.running:
            process.stdin.close()
        for process in self.running:
            process.wait(30)


@pytest.fixture(scope="module")
def racers(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("race")
    with django_db_blocker.unblock(), own_database(folder, "ideas_race") as address:
        racers = Racers(address, folder)
        racers.all_at_once("somebody")
        yield racers
        racers.end()


def problems(answers):
    return sorted(answer["problem"] for answer in answers if "problem" in answer)


def winners(answers):
    return [answer["won"] for answer in answers if answer.get("won")]


def test_fifty_who_send_one_draft_hand_in_one_idea_with_one_receipt(racers):
    for _ in range(ROUNDS):
        idea = racers.alone("make")["idea"]

        answers = racers.all_at_once("receive", idea=idea)

        assert problems(answers) == []
        assert winners(answers) == [True]
        seen = racers.alone("look")
        ((state, _, version, *_),) = seen["ideas"]
        assert (state, version) == ("new", 1)
        assert seen["mails"] == ["idea.received"]
        assert seen["log"] == ["ideas.receive"]


def test_without_the_condition_of_the_update_the_same_race_has_many_winners(racers):
    idea = racers.alone("make")["idea"]
    racers.all_at_once("without_condition")
    try:
        answers = racers.all_at_once("receive", idea=idea)
        seen = racers.alone("look")
    finally:
        racers.all_at_once("with_condition")

    assert len(winners(answers)) > 1
    assert seen["mails"].count("idea.received") > 1


def test_fifty_who_begin_with_one_form_begin_one_idea(racers):
    for number in range(ROUNDS):
        racers.alone("make")

        answers = racers.all_at_once("begin", key=f"{number:032}")

        assert problems(answers) == []
        assert len({answer["idea"] for answer in answers}) == 1
        assert len(racers.alone("look")["ideas"]) == 2  # with the one that was there


def test_of_fifty_who_decide_one_does_and_one_mail_is_drafted(racers):
    for _ in range(ROUNDS):
        idea = racers.alone("make", state="review")["idea"]

        answers = racers.all_at_once("decide", idea=idea)

        assert winners(answers) == [True]
        assert problems(answers) == ["Overtaken"] * (ALL - 1)
        seen = racers.alone("look")
        assert seen["ideas"][0][0] == "declined"
        assert [state for state, _ in seen["messages"]] == ["draft"]
        assert seen["log"].count("ideas.decline") == 1


def test_answers_that_cross_a_decision_are_all_kept(racers):
    for _ in range(ROUNDS):
        idea = racers.alone("make", state="question")["idea"]

        answers = racers.all_at_once("answer_or_decline", idea=idea)

        assert {*problems(answers)} <= {"Overtaken"}
        assert sum("answered" in each for each in answers) == ALL // 2
        seen = racers.alone("look")
        assert sum(state == "received" for state, _ in seen["messages"]) == ALL // 2
        declined = len(winners(answers))
        resumed = seen["log"].count("ideas.resume")
        assert (declined, resumed) in {(1, 0), (0, 1)}
        assert seen["ideas"][0][0] == ("declined" if declined else "review")
        assert sum(state == "draft" for state, _ in seen["messages"]) == declined


def test_once_somebody_judges_the_sender_changes_nothing(racers):
    for _ in range(ROUNDS):
        idea = racers.alone("make", state="new")["idea"]

        answers = racers.all_at_once("edit_or_take_up", idea=idea, version=1)

        (won,) = winners(answers)
        assert problems(answers) == ["Overtaken"] * (ALL - 1)
        ((state, title, version, *_),) = racers.alone("look")["ideas"]
        assert version == 2
        assert state == ("review" if won == "take_up" else "new")
        assert (title == won) is (won != "take_up")


def test_a_draft_that_fifty_release_leaves_as_one_mail(racers):
    for _ in range(ROUNDS):
        idea = racers.alone("make", state="new")["idea"]
        message = racers.alone("draft", idea=idea)["message"]

        answers = racers.all_at_once("release", message=message)

        assert winners(answers) == [True]
        assert problems(answers) == ["MessageGone"] * (ALL - 1)
        assert racers.alone("look")["mails"].count("submissions.message") == 1


def test_fifty_wishes_to_be_forgotten_are_one_task(racers):
    idea = racers.alone("make", state="new")["idea"]

    answers = racers.all_at_once("erasure", idea=idea)

    assert problems(answers) == []
    seen = racers.alone("look")
    assert seen["mails"].count("idea.erasure") == 1
    assert seen["log"].count("ideas.ask_for_erasure") == 1


def test_fifty_who_erase_have_erased_once(racers):
    idea = racers.alone("make", state="review")["idea"]

    answers = racers.all_at_once("erase", idea=idea)

    assert {*problems(answers)} <= {"Overtaken", "NotAllowed"}
    seen = racers.alone("look")
    assert seen["ideas"][0][4] is True
    assert seen["log"].count("submissions.forget") == 1
    assert seen["log"].count("ideas.erase") == 1


def test_two_ideas_never_become_duplicates_of_each_other(racers):
    for _ in range(ROUNDS):
        racers.alone("make", state="new")
        racers.alone("another")

        answers = racers.all_at_once("circle")

        assert winners(answers) == [True]
        assert {*problems(answers)} <= {"Overtaken", "NotAllowed"}
        states = sorted(each[0] for each in racers.alone("look")["ideas"])
        assert states == ["duplicate", "new"]


def test_no_idea_gets_onto_the_agenda_of_a_day_that_is_being_closed(racers):
    for _ in range(ROUNDS):
        idea = racers.alone("make", state="review")["idea"]

        answers = racers.all_at_once("close_or_schedule", idea=idea)

        assert {*problems(answers)} <= {"Overtaken", "NotAllowed"}
        assert len({*winners(answers)}) == 1
        (day,) = racers.alone("look")["days"]
        assert day in ([True, 0], [False, 1])


def test_who_declares_an_interest_while_she_votes_has_no_vote(racers):
    for _ in range(ROUNDS * 5):
        idea = racers.alone("make", state="scheduled")["idea"]
        racers.alone("a_member", idea=idea)

        answers = racers.all_at_once("vote_or_conflict", idea=idea)

        assert {*problems(answers)} <= {"NotAllowed"}
        seen = racers.alone("look")
        assert (seen["conflicts"], seen["votes"]) == (1, 0)


def test_a_round_is_decided_once(racers):
    for _ in range(ROUNDS):
        idea = racers.alone("make", state="scheduled")["idea"]
        racers.alone("opinions", idea=idea)

        answers = racers.all_at_once("recommend", idea=idea)

        assert winners(answers) == [True]
        assert problems(answers) == ["Overtaken"] * (ALL - 1)
        assert [state for state, _ in racers.alone("look")["messages"]] == ["draft"]


def test_what_is_due_is_done_once_by_fifty_jobs_side_by_side(racers):
    racers.alone("make_many", number=6)
    before = racers.alone("look")["forgotten"]

    answers = racers.all_at_once("forget_and_reap")

    assert problems(answers) == []
    seen = racers.alone("look")
    # A draft may be forgotten first and then deleted. None is left, and each idea went once.
    assert [each[0] for each in seen["ideas"]].count("draft") == 0
    left = [each for each in seen["ideas"] if each[0] == "new"]
    assert len(left) == 6
    assert all(each[4] for each in left)
    assert seen["log"].count("submissions.forget") == 6
    assert seen["forgotten"] - before <= 12
