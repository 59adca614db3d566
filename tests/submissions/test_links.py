"""A link opens one submission as long as it may; a copy of the database opens none."""

import re
import statistics
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitions.bookings.models import Booking
from submissions.links import link_to, opened_by, path_to, token_of
from submissions.models import OutboxMail
from submissions.references import new_link_key, new_reference
from submissions.retention import forget
from tests.exhibitions.bookings.factories import BookingFactory, mails_to
from tests.submissions.every_table import everything_stored


def opens(booking, token=None):
    return opened_by(Booking, booking.reference, token or token_of(booking)) == booking


def test_a_token_has_two_hundred_and_fifty_six_bits_in_capital_letters(submission):
    assert re.fullmatch("[0-9A-F]{64}", token_of(submission))


def test_the_link_opens_what_it_was_sent_for(submission):
    assert opens(submission)
    assert link_to(submission).endswith(path_to(submission))
    assert token_of(submission) in link_to(submission)


def test_no_two_submissions_share_a_token(submission):
    other = BookingFactory()

    assert token_of(other) != token_of(submission)
    assert not opens(other, token_of(submission))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token.lower(),
        lambda token: token[:-1],
        lambda token: token + "0",
        lambda token: ("0" if token[0] != "0" else "1") + token[1:],
        lambda token: "",
        lambda token: "ü" * 64,
    ],
)
def test_a_wrong_token_opens_nothing(submission, spoil):
    assert opened_by(Booking, submission.reference, spoil(token_of(submission))) is None


@pytest.mark.parametrize("reference", ["", "K7MT4RX9", "x" * 500, "ü"])
def test_an_unknown_reference_opens_nothing(submission, reference):
    assert opened_by(Booking, reference, token_of(submission)) is None


def test_the_link_ends_some_weeks_after_the_last_day(submission, monkeypatch):
    ends = timezone.make_aware(
        timezone.datetime.combine(
            submission.last_day + timedelta(days=91), timezone.datetime.min.time()
        )
    )

    monkeypatch.setattr(timezone, "now", lambda: ends - timedelta(seconds=1))
    assert opens(submission)
    monkeypatch.setattr(timezone, "now", lambda: ends)
    assert not opens(submission)


def test_who_is_forgotten_is_not_found_any_more(submission):
    token = token_of(submission)

    forget(submission.submission_ptr)

    assert not opens(submission, token)


def test_a_new_key_ends_the_links_sent_before(submission):
    token = token_of(submission)
    submission.link_key = new_link_key()
    submission.save()

    assert not opens(submission, token)
    assert opens(submission)


def test_links_outlive_a_new_secret_while_the_old_one_is_kept(submission, settings):
    token = token_of(submission)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert opens(submission, token)
    assert opens(submission)

    settings.SECRET_KEY_FALLBACKS = []
    assert not opens(submission, token)


def test_no_table_holds_a_token(submission, django_capture_on_commit_callbacks):
    from exhibitions.bookings import mail

    with django_capture_on_commit_callbacks(execute=True):
        mail.send(submission, "booking.link")

    assert mails_to(submission) == ["booking.link"]
    assert "{link}" in OutboxMail.objects.get().body
    assert token_of(submission) not in everything_stored()


def test_an_unknown_reference_costs_the_time_of_a_wrong_token(submission):
    def cost(reference):
        times = []
        for _ in range(200):
            started = time.perf_counter()
            opened_by(Booking, reference, "0" * 64)
            times.append(time.perf_counter() - started)
        return statistics.median(times)

    assert abs(cost(submission.reference) - cost("K7MT4RX9")) < 0.002  # seconds


def test_references_are_no_words_and_do_not_follow_each_other():
    references = {new_reference() for _ in range(1000)}

    assert len(references) == 1000
    assert all(re.fullmatch(r"[B-DF-HJ-NP-TV-XZ2-9]{8}", each) for each in references)
