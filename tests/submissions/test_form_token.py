"""The mark in a form: its age, its key, and everything that is no such mark."""

import time

import pytest
from django.core import signing

from submissions.form_token import LONGEST, SHORTEST, TokenProblem, TooFast, key_of, new_token


def token_of_age(monkeypatch, seconds):
    with monkeypatch.context() as then:
        now = time.time()
        then.setattr(time, "time", lambda: now - seconds)
        return new_token()


@pytest.mark.parametrize("age", [SHORTEST + 1, 60, LONGEST - 5])
def test_a_form_that_was_filled_in_has_a_key(monkeypatch, age):
    key = key_of(token_of_age(monkeypatch, age))

    assert len(key) == 32
    assert int(key, 16)


def test_the_same_form_has_the_same_key_and_another_form_another(monkeypatch):
    one, other = token_of_age(monkeypatch, 60), token_of_age(monkeypatch, 60)

    assert key_of(one) == key_of(one) != key_of(other)


def test_a_form_that_comes_back_at_once_is_too_fast():
    with pytest.raises(TooFast):
        key_of(new_token())


def test_a_form_of_yesterday_is_too_old(monkeypatch):
    with pytest.raises(TokenProblem) as refused:
        key_of(token_of_age(monkeypatch, LONGEST + 5))

    assert not isinstance(refused.value, TooFast)


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "ü" * 200, "\x00", ":" * 50])
def test_what_was_not_opened_here_is_refused(token):
    with pytest.raises(TokenProblem):
        key_of(token)


def test_a_changed_token_and_one_signed_for_something_else_are_refused(monkeypatch):
    token = token_of_age(monkeypatch, 60)
    changed = ("0" if token[0] != "0" else "1") + token[1:]

    for each in (changed, signing.TimestampSigner(salt="other").sign("a" * 32)):
        with pytest.raises(TokenProblem):
            key_of(each)
