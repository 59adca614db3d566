"""Steps that all actions take: patience with a busy database, and with nothing else."""

import pytest
from django.db import IntegrityError, OperationalError

from exhibitions.bookings.actions.steps import TRIES, retried


def busy(times, problem=OperationalError):
    """An action that finds the database busy so many times, and how often it was tried."""
    tries = []

    @retried
    def act():
        tries.append(1)
        if len(tries) <= times:
            raise problem("database is locked")
        return "done"

    return act, tries


@pytest.mark.parametrize("times", range(TRIES))
def test_a_busy_database_is_asked_again(times):
    act, tries = busy(times)

    assert act() == "done"
    assert len(tries) == times + 1


def test_a_database_that_stays_busy_is_asked_four_times():
    act, tries = busy(100)

    with pytest.raises(OperationalError):
        act()

    assert len(tries) == 4


def test_within_another_transaction_only_that_one_can_be_tried_again(db):
    act, tries = busy(1)

    with pytest.raises(OperationalError):
        act()

    assert len(tries) == 1


def test_what_is_wrong_and_not_busy_is_not_tried_again():
    act, tries = busy(1, IntegrityError)

    with pytest.raises(IntegrityError):
        act()

    assert len(tries) == 1
