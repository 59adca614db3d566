"""What tests of the submissions stand on: a loan, as the kind that is there."""

import pytest

from tests.exhibitions.bookings.factories import BookingFactory


@pytest.fixture
def submission(db):
    """A loan, seen as something that came in."""
    return BookingFactory()
