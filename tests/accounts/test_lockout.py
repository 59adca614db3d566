"""Five wrong passwords, then a quarter of an hour of rest."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor():
    return UserFactory(username="anna", email="anna@example.org", groups=["Redaktion"])


def attempt(client, password="falsch", name="anna", **headers):
    return client.post("/anmeldung/", {"login": name, "password": password}, **headers)


def fail(client, times=5, **arguments):
    return [attempt(client, **arguments).status_code for _ in range(times)]


def test_the_fifth_wrong_password_shows_the_page_of_the_lockout(client):
    assert fail(client, 4) == [200] * 4

    answer = attempt(client)

    assert answer.status_code == 429
    assert "15 Minuten" in answer.content.decode()


def test_then_the_right_password_does_not_help_either(client):
    fail(client)

    assert attempt(client, PASSWORD).status_code == 429
    assert SESSION_KEY not in client.session


def test_without_axes_the_right_password_would_help(client, settings):
    settings.AXES_ENABLED = False
    fail(client)

    assert attempt(client, PASSWORD).status_code == 302


def test_after_a_quarter_of_an_hour_one_may_try_again(client):
    fail(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))

    assert attempt(client, PASSWORD).status_code == 302


def test_after_fourteen_minutes_one_may_not(client):
    fail(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))

    assert attempt(client, PASSWORD).status_code == 429


def test_trying_on_does_not_prolong_the_lockout(client):
    fail(client)
    before = AccessAttempt.objects.get().attempt_time

    attempt(client)

    assert AccessAttempt.objects.get().attempt_time == before


def test_a_right_password_starts_the_count_anew(client):
    fail(client, 4)
    attempt(client, PASSWORD)
    client.post("/abmelden/")

    assert fail(client, 4) == [200] * 4


def test_writing_the_name_differently_gives_no_new_attempts(client):
    names = ["anna", "ANNA", "anna@example.org", " Anna "]

    assert [attempt(client, name=name).status_code for name in names] == [200] * 4
    assert attempt(client, name="Anna@Example.org").status_code == 429


def test_an_unknown_name_is_locked_out_like_a_known_one(client):
    assert fail(client, name="niemand") == [200] * 4 + [429]


def test_somebody_else_at_the_same_address_is_not_locked_out(client):
    UserFactory(username="bernd", groups=["Redaktion"])
    fail(client)

    assert attempt(client, PASSWORD, name="bernd").status_code == 302


def test_the_same_person_at_another_address_is_not_locked_out(client):
    fail(client, REMOTE_ADDR="192.0.2.1")

    assert attempt(client, PASSWORD, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_a_made_up_forwarding_header_gives_no_new_attempts(client):
    codes = [attempt(client, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}").status_code for n in range(5)]

    assert codes == [200] * 4 + [429]


def test_behind_one_proxy_the_entry_that_it_wrote_counts(client, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    fail(client, HTTP_X_FORWARDED_FOR="192.0.2.1")

    elsewhere = attempt(client, PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.1, 192.0.2.2")
    assert elsewhere.status_code == 302


def test_behind_one_proxy_entries_before_its_own_are_made_up(client, settings):
    settings.TRUSTED_PROXY_COUNT = 1

    codes = [
        attempt(client, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 192.0.2.1").status_code
        for n in range(5)
    ]

    assert codes == [200] * 4 + [429]


def test_one_ipv6_connection_has_no_more_attempts_than_another(client):
    codes = [attempt(client, REMOTE_ADDR=f"2001:db8:1:2::{n}").status_code for n in range(1, 6)]

    assert codes == [200] * 4 + [429]


def test_what_was_typed_as_password_is_stored_nowhere(client):
    attempt(client, "ein geheimer Satz")

    stored = AccessAttempt.objects.values().get()
    assert "geheim" not in str(stored)


def test_a_very_long_name_is_no_error_of_the_server(client):
    assert attempt(client, name="a" * 5000).status_code == 200


def test_guessing_from_many_addresses_is_bounded_too(client):
    codes = {
        attempt(client, REMOTE_ADDR=f"192.0.{n // 250}.{n % 250 + 1}").status_code
        for n in range(100)
    }
    assert codes == {200}

    answer = attempt(client, PASSWORD, REMOTE_ADDR="203.0.113.9")

    assert "Zu viele Versuche" in answer.content.decode()
