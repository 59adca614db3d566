"""Fifty at once want the same days: no set is ever promised twice, and nobody sees an error.

The requests come from processes of their own with a database connection for each; see racing.py.
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
ROUNDS = 60
PROGRAM = Path(__file__).with_name("racing.py")
ROOT = Path(__file__).resolve().parents[3]

TWO_WEEKS = ["2027-04-12", "2027-04-23"]
A_WEEK_OF_THESE = ["2027-04-19", "2027-04-23"]
# Occupied 9 to 27 April. The sets of the next two are out until, or from, a day of these.
ONLY_THE_WAYS_MEET = ["2027-04-26", "2027-05-04"]  # leaves on 23 April
THE_DAY_AFTER = ["2027-04-29", "2027-05-12"]  # leaves on 28 April


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
    with django_db_blocker.unblock(), own_database(folder, "race") as address:
        racers = Racers(address, folder)
        yield racers
        racers.end()


def problems(answers):
    return sorted(answer["problem"] for answer in answers if "problem" in answer)


def winners(answers):
    return [answer for answer in answers if "booking" in answer]


def days_taken_twice(seen):
    """Each set on each day on which two take it."""
    rows = seen["taken"]
    return [
        (one, other)
        for number, one in enumerate(rows)
        for other in rows[number + 1 :]
        if one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
    ]


def test_of_fifty_who_want_the_only_set_one_gets_it_in_each_of_sixty_rounds(racers):
    for _ in range(ROUNDS):
        racers.alone("clear", sets=1)

        answers = racers.all_at_once("request", periods=[TWO_WEEKS])

        assert len(winners(answers)) == 1
        assert problems(answers) == ["NotAvailable"] * (ALL - 1)
        assert {each["alternatives"] for each in answers if "problem" in each} == {3}
        seen = racers.alone("look")
        assert [row[3] for row in seen["taken"]] == [winners(answers)[0]["booking"]]
        assert len(seen["states"]) == 1
        assert seen["mails"] == ["booking.received"]


def test_without_the_guard_of_the_database_the_same_race_has_many_winners(racers):
    for _ in range(5):
        racers.alone("clear", sets=1)
        racers.alone("without_guard")
        answers = racers.all_at_once("request", periods=[TWO_WEEKS])
        is_taken_twice = days_taken_twice(racers.alone("look")) != []
        racers.alone("with_guard")
        if is_taken_twice:
            break

    assert is_taken_twice
    assert len(winners(answers)) > 1


def test_with_two_sets_exactly_two_of_fifty_win(racers):
    for _ in range(3):
        racers.alone("clear", sets=2)

        answers = racers.all_at_once("request", periods=[TWO_WEEKS])

        assert problems(answers) == ["NotAvailable"] * (ALL - 2)
        assert days_taken_twice(racers.alone("look")) == []


def test_fifty_tabs_of_one_school_get_one_set_of_three(racers):
    for _ in range(5):
        racers.alone("clear", sets=3)

        answers = racers.all_at_once("one_school", periods=[TWO_WEEKS, A_WEEK_OF_THESE])

        assert len(winners(answers)) == 1
        assert problems(answers) == ["AskedBefore"] * (ALL - 1)


def test_loans_that_meet_only_on_the_way_keep_each_other_out(racers):
    for _ in range(3):
        racers.alone("clear", sets=1)

        answers = racers.all_at_once("request", periods=[TWO_WEEKS, ONLY_THE_WAYS_MEET])

        assert problems(answers) == ["NotAvailable"] * (ALL - 1)


def test_loans_whose_ways_only_touch_are_both_had(racers):
    for _ in range(3):
        racers.alone("clear", sets=1)

        answers = racers.all_at_once("request", periods=[TWO_WEEKS, THE_DAY_AFTER])

        assert problems(answers) == ["NotAvailable"] * (ALL - 2)
        taken = [row[1:3] for row in racers.alone("look")["taken"]]
        assert taken == [["2027-04-09", "2027-04-28"], ["2027-04-28", "2027-05-15"]]


def test_twenty_periods_that_overlap_here_and_there_leave_no_day_with_two(racers):
    mondays = [f"2027-{month:02}-{day:02}" for month, day in [(4, 12), (4, 19), (4, 26), (5, 10)]]
    fridays = ["2027-04-23", "2027-04-30", "2027-05-14", "2027-05-21", "2027-05-28"]
    periods = [[first, last] for first in mondays for last in fridays if first < last]
    for _ in range(3):
        racers.alone("clear", sets=2)

        answers = racers.all_at_once("request", periods=periods)

        assert {*problems(answers)} <= {"NotAvailable", "RuleBroken"}
        seen = racers.alone("look")
        assert days_taken_twice(seen) == []
        assert sorted(row[3] for row in seen["taken"]) == sorted(map(int, seen["states"]))


def test_fifty_clicks_on_one_button_give_one_loan_one_reference_and_one_mail(racers):
    for number in range(3):
        racers.alone("clear", sets=3)

        answers = racers.all_at_once("double_click", periods=[TWO_WEEKS], key=f"{number:032}")

        assert problems(answers) == []
        assert len({answer["reference"] for answer in answers}) == 1
        seen = racers.alone("look")
        assert len(seen["taken"]) == 1
        assert seen["mails"] == ["booking.received"]


def test_confirmed_and_declined_at_once_one_decision_holds(racers):
    for _ in range(3):
        made = racers.alone("clear", sets=1, loans=[[TWO_WEEKS, "requested"]])["bookings"]

        answers = racers.all_at_once("decide", bookings=made)

        (decision,) = [answer["decided"] for answer in answers if "decided" in answer]
        assert problems(answers) == ["Overtaken"] * (ALL - 1)
        seen = racers.alone("look")
        is_confirmed = decision == "confirm"
        assert seen["states"] == {str(made[0]): "confirmed" if is_confirmed else "declined"}
        assert len(seen["taken"]) == is_confirmed
        assert seen["mails"] == ["booking.confirmed" if is_confirmed else "booking.declined"]


def test_of_loans_moved_to_the_same_days_one_wins_and_the_others_keep_theirs(racers):
    own_days = [["2027-03-01", "2027-03-05"], ["2027-08-30", "2027-09-03"]]
    for _ in range(3):
        loans = [[days, "requested"] for days in own_days]
        made = racers.alone("clear", sets=1, loans=loans)["bookings"]
        before = {row[3]: row[1:3] for row in racers.alone("look")["taken"]}

        answers = racers.all_at_once("move", bookings=made, periods=[TWO_WEEKS])

        assert {*problems(answers)} <= {"NotAvailable", "Overtaken"}
        moved = {answer["booking"] for answer in winners(answers)}
        assert len(moved) == 1
        after = {row[3]: row[1:3] for row in racers.alone("look")["taken"]}
        (loser,) = {*made} - moved
        assert after == {loser: before[loser], moved.pop(): ["2027-04-09", "2027-04-28"]}


def test_a_loan_cancelled_while_it_is_moved_takes_no_set(racers):
    periods = [["2027-04-12", f"2027-04-{day}"] for day in (16, 19, 20, 21, 22, 23)] * 5
    for _ in range(10):
        made = racers.alone("clear", sets=2, loans=[[TWO_WEEKS, "requested"]])["bookings"]

        answers = racers.all_at_once("move_or_cancel", bookings=made, periods=periods)

        assert {*problems(answers)} <= {"Overtaken"}
        seen = racers.alone("look")
        assert seen["states"] == {str(made[0]): "cancelled"}
        assert seen["taken"] == []


def test_what_is_given_back_by_several_at_once_is_offered_to_each_who_waits_once(racers):
    loans = [[TWO_WEEKS, state] for state in ("requested", "requested", *["waiting"] * 4)]
    for _ in range(3):
        made = racers.alone("clear", sets=2, loans=loans)["bookings"]

        answers = racers.all_at_once("cancel_with_waiting", bookings=made)

        assert {*problems(answers)} <= {"Overtaken", "unexpected ValueError: There is no way"}
        seen = racers.alone("look")
        assert days_taken_twice(seen) == []
        offered = {int(pk) for pk, state in seen["states"].items() if state == "offered"}
        assert {row[3] for row in seen["taken"]} == offered
        assert seen["mails"].count("waiting.offered") >= len(offered)


def test_writing_past_the_actions_is_stopped_by_the_database(racers):
    for _ in range(3):
        racers.alone("clear", sets=1)
        made = racers.alone("make_loans", number=ALL)["bookings"]

        answers = racers.all_at_once("write_past_the_actions", bookings=made, periods=[TWO_WEEKS])

        assert len(winners(answers)) == 1
        assert problems(answers) == ["IntegrityError"] * (ALL - 1)
        assert all(
            "bookings_no_set_taken_twice" in each["says"] for each in answers if "says" in each
        )
