"""What guards a public form: the mark, the trap, where it came from, how often."""

import threading
import time

import pytest
from django import forms
from django.core.cache import cache
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory

from submissions.form_token import new_token
from submissions.guards import (
    OPENED_ELSEWHERE,
    SENT_TOO_FAST,
    TRAPPED,
    GuardedForm,
    comes_from_elsewhere,
    count,
    counted,
    public_form,
)


class WordsForm(GuardedForm):
    words = forms.CharField()


@pytest.fixture
def opened(monkeypatch):
    """The token of a form that was opened a minute ago."""
    now = time.time()
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: now - 60)
        return new_token()


def filled(token, **values):
    data = QueryDict(mutable=True)
    data.update({"words": "Guten Tag", "website": "", "form_token": token} | values)
    return WordsForm(data)


def test_what_a_person_sends_is_valid_and_has_a_key(opened):
    form = filled(opened)

    assert form.is_valid()
    assert len(form.key) == 32


def test_the_same_sending_twice_has_one_key_and_one_digest(opened):
    one, again = filled(opened), filled(opened)

    assert one.is_valid()
    assert again.is_valid()
    assert (one.key, one.content_digest) == (again.key, again.content_digest)


def test_other_words_have_another_digest_and_the_guards_are_no_content(opened):
    one, other = filled(opened), filled(opened, words="Auf Wiedersehen")

    assert one.is_valid()
    assert other.is_valid()
    assert one.content_digest != other.content_digest
    assert [field.name for field in one.visible_content] == ["words"]


def test_who_fills_in_the_trap_is_told_so_and_keeps_the_words(opened):
    form = filled(opened, website="https://spam.example")

    assert form.non_field_errors() == [TRAPPED]
    assert form["words"].value() == "Guten Tag"


def test_who_sends_at_once_is_asked_to_look_again():
    assert filled(new_token()).non_field_errors() == [SENT_TOO_FAST]


@pytest.mark.parametrize("token", ["", "x", "x" * 300])
def test_who_sends_without_a_mark_of_ours_gets_one(token):
    form = filled(token)

    assert not form.is_valid()
    assert OPENED_ELSEWHERE in form.non_field_errors()
    assert form.data["form_token"] != token


def test_a_renewed_form_has_another_key(opened):
    form = filled(opened)
    form.renew_token()

    assert form["form_token"].value() != opened


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),  # old browsers say nothing
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, True),
        ({"origin": "http://testserver"}, False),
        ({"origin": "https://anderswo.example"}, True),
        ({"origin": "http://testserver.anderswo.example"}, True),
        ({"origin": "null"}, False),  # our own pages with a secret in their address
        ({"origin": "null", "sec-fetch-site": "cross-site"}, True),
    ],
)
def test_a_form_of_another_site_is_known_by_what_the_browser_says(headers, elsewhere):
    request = RequestFactory(headers=headers).post("/")

    assert comes_from_elsewhere(request) == elsewhere


def test_a_form_of_another_site_is_refused_and_ours_needs_no_cookie(db):
    view = public_form(lambda request: HttpResponse("angekommen"))

    assert view(RequestFactory().post("/")).content == b"angekommen"
    refused = view(RequestFactory(headers={"sec-fetch-site": "cross-site"}).post("/"))
    assert refused.status_code == 403
    shown = view(RequestFactory(headers={"sec-fetch-site": "cross-site"}).get("/"))
    assert shown.content == b"angekommen"


def test_it_counts_what_happens_to_each_by_itself():
    assert [count("asked", "a", seconds=60) for _ in range(3)] == [1, 2, 3]
    assert count("asked", "b", seconds=60) == 1
    assert count("other", "a", seconds=60) == 1
    assert (counted("asked", "a"), counted("asked", "c")) == (3, 0)


def test_it_forgets_after_its_time(monkeypatch):
    count("asked", "a", seconds=60)

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 61)

    assert counted("asked", "a") == 0
    assert count("asked", "a", seconds=60) == 1


def test_who_it_was_does_not_stand_in_the_cache():
    count("asked", "192.0.2.1", seconds=60)

    assert "192.0.2.1" not in str(cache._cache)


def test_of_many_at_once_each_is_counted():
    numbers = []
    threads = [
        threading.Thread(target=lambda: numbers.append(count("asked", "a", seconds=60)))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1, 21))


def test_without_a_cache_nobody_is_kept_out(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }

    assert count("asked", "a", seconds=60) == 1
    assert counted("asked", "a") == 0


class PatientForm(WordsForm):
    """Stores what looks like a robot's for a person to look at."""

    keeps_suspects = True


def test_a_form_that_keeps_suspects_takes_the_trapped_and_says_why(opened):
    form = PatientForm({"words": "Hallo", "form_token": opened, "website": "x"})

    assert form.is_valid()
    assert (form.suspicion, bool(form.key)) == ("honeypot", True)


def test_a_form_that_keeps_suspects_asks_once_who_is_too_fast():
    first, second = (PatientForm({"words": "Hallo", "form_token": new_token()}) for _ in range(2))
    first.visitor = second.visitor = "192.0.2.7"

    assert not first.is_valid()
    assert second.is_valid()
    assert (second.suspicion, bool(second.key)) == ("too_fast", True)


def test_too_fast_twice_with_one_mark_is_a_suspect_where_nobody_knows_from_where():
    mark = new_token()

    answers = [PatientForm({"words": "Hallo", "form_token": mark}).is_valid() for _ in range(2)]

    assert answers == [False, True]
