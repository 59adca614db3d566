"""/livez, /readyz and /metrics: what machines ask about the running site."""

import threading
import time

import pytest
from django.db import connection

from operations import readiness as parts
from operations import views
from operations.readiness import Readiness


def fail():
    raise ConnectionRefusedError("db.internal.example:5432")


def ask(client, monkeypatch, **checks):
    monkeypatch.setattr(views, "readiness", Readiness(checks, patience=0.3))
    return client.get("/readyz")


def test_livez_answers_without_the_database(client, django_db_blocker):
    with django_db_blocker.block():
        answer = client.get("/livez")

    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_a_site_that_has_all_it_needs_is_ready(client, monkeypatch):
    answer = ask(client, monkeypatch, database=lambda: True, cache=lambda: True)

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "checks": {"database": "ok", "cache": "ok"}}


def test_what_is_missing_is_named_without_saying_where_it_would_be(client, monkeypatch):
    answer = ask(client, monkeypatch, database=fail, cache=lambda: True)

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "checks": {"database": "failed", "cache": "ok"}}
    assert "example" not in answer.content.decode()


def test_what_hangs_is_missing_and_does_not_hold_up_the_answer(client, monkeypatch):
    until = threading.Event()
    before = time.monotonic()

    answer = ask(client, monkeypatch, database=until.wait, cache=lambda: True)

    until.set()
    assert answer.json()["checks"] == {"database": "failed", "cache": "ok"}
    assert time.monotonic() - before < 2


def test_what_hangs_is_not_asked_a_second_time_meanwhile(monkeypatch):
    monkeypatch.setattr(parts, "FRESH", 0)
    until, asked = threading.Event(), []

    def hang():
        asked.append(1)
        return until.wait()

    readiness = Readiness({"storage": hang}, patience=0.05)

    assert [readiness.ask() for _ in range(3)] == [{"storage": False}] * 3
    assert len(asked) == 1
    until.set()
    readiness.questions[0].thread.join()
    assert readiness.ask() == {"storage": True}


def test_asking_often_asks_the_services_seldom():
    asked = []
    readiness = Readiness({"cache": lambda: not asked.append(1)})

    for _ in range(50):
        readiness.ask()

    assert len(asked) == 1


def test_no_answer_is_kept_by_a_cache(client, monkeypatch):
    answers = [client.get("/livez"), ask(client, monkeypatch, cache=lambda: True)]

    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)
    assert not any(answer.cookies for answer in answers)


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(parts.CHECKS))
def test_each_thing_that_the_site_needs_is_there_in_tests(name):
    assert parts.CHECKS[name]() is True


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_noticed():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'home'")

    assert parts.migrations_are_applied() is False


def test_a_cache_that_keeps_nothing_is_noticed(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert parts.cache_works() is False


def test_the_probe_leaves_no_file_behind(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    parts.storage_takes_files()

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
def test_machines_only_read(client, path):
    assert client.post(path).status_code == 405


# --- /metrics --------------------------------------------------------------------------------


def test_this_machine_may_read_the_figures(client):
    answer = client.get("/metrics", REMOTE_ADDR="127.0.0.1")

    assert answer.status_code == 200
    assert "django_http_requests" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"REMOTE_ADDR": "192.0.2.1"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_for_everybody_else_there_are_no_figures(client, headers):
    assert client.get("/metrics", **headers).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "status"),
    [("Bearer richtig", 200), ("Bearer falsch", 404), ("Bearer ", 404), ("Bearer ü", 404)],
)
def test_who_knows_the_token_may_read_them_from_elsewhere(client, settings, header, status):
    settings.METRICS_TOKEN = "richtig"

    answer = client.get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION=header)

    assert answer.status_code == status


@pytest.mark.django_db
def test_an_empty_token_opens_nothing(client, settings):
    settings.METRICS_TOKEN = ""

    answer = client.get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION="Bearer ")

    assert answer.status_code == 404
