"""What tests of the submissions stand on: a loan, as the kind that is there."""

import pytest
from django.conf import settings

from content.storage import PrivateFiles
from tests.exhibitions.bookings.factories import BookingFactory


@pytest.fixture
def submission(db):
    """A loan, seen as something that came in."""
    return BookingFactory()


@pytest.fixture
def room(monkeypatch, tmp_path):
    """The private store of this test alone: a folder."""
    from submissions.models import Attachment

    options = settings.STORAGES["private"]["OPTIONS"] | {"location": str(tmp_path)}
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", PrivateFiles(**options))
    return tmp_path
