"""A forgotten password, and a new one."""

import re
from datetime import datetime, timedelta

import pytest
from allauth.account.forms import default_token_generator
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client

from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEW = "Kornblumen am Bahndamm"


@pytest.fixture
def editor():
    return UserFactory(username="anna", email="anna@example.org", groups=["Redaktion"])


def ask(client, address, **headers):
    return client.post("/passwort-vergessen/", {"email": address}, **headers)


def link(client, address="anna@example.org"):
    ask(client, address)
    return re.search(r"https?://[^/]+(/vorgang/\S+)", mail.outbox[-1].body)[1]


def choose(client, path, password=NEW):
    form = client.get(path, follow=True)
    return client.post(
        form.redirect_chain[-1][0] if form.redirect_chain else path,
        {"password1": password, "password2": password},
    )


def test_a_known_and_an_unknown_address_are_answered_alike(client, editor):
    known = ask(client, "anna@example.org")
    unknown = ask(Client(), "niemand@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert client.get(known.url).content == Client().get(unknown.url).content
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]


def test_a_mail_server_that_is_down_tells_nothing_either(client, editor, settings):
    settings.EMAIL_BACKEND = "tests.accounts.test_invitation.BrokenServer"

    known, unknown = ask(client, "anna@example.org"), ask(Client(), "niemand@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_the_mail_is_german_and_names_this_site_whatever_host_was_asked(client, editor, settings):
    settings.ALLOWED_HOSTS = ["boese.example"]

    ask(client, "anna@example.org", HTTP_HOST="boese.example")

    [message] = mail.outbox
    assert message.subject == "Neues Passwort für MISSION SACHSEN 2038"
    assert "http://127.0.0.1:8000/vorgang/passwort/" in message.body
    assert "boese" not in message.body


def test_by_the_link_one_chooses_a_new_password(client, editor):
    answer = choose(client, link(client))

    assert answer.url == "/passwort-vergessen/fertig/"
    editor.refresh_from_db()
    assert editor.check_password(NEW)
    assert SESSION_KEY not in client.session


def test_opening_the_link_changes_nothing_and_uses_nothing_up(client, editor):
    path = link(client)

    for _ in range(3):
        assert Client().get(path, follow=True).status_code == 200

    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)
    assert choose(client, path).status_code == 302


def test_the_address_of_the_form_does_not_hold_the_key(client, editor):
    answer = client.get(link(client))

    assert answer.url.endswith("-neu/")


def test_the_link_works_once(client, editor):
    path = link(client)
    choose(client, path)

    page = Client().get(path).content.decode()

    assert "Der Link gilt nicht mehr" in page


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_the_link_lives_one_hour(client, editor, monkeypatch, minutes, works):
    then = datetime.now() - timedelta(minutes=minutes)
    with monkeypatch.context() as earlier:
        earlier.setattr(type(default_token_generator), "_now", lambda generator: then)
        path = link(client)

    page = client.get(path, follow=True).content.decode()

    assert ("Neues Passwort wählen" in page) is works
    assert ("Der Link gilt nicht mehr" in page) is not works


def test_who_never_accepted_the_invitation_has_no_password_to_forget(client):
    UserFactory(invited=True, email="neu@example.org")

    ask(client, "neu@example.org")

    assert mail.outbox == []


def test_a_blocked_person_gets_no_link(client):
    UserFactory(is_active=False, email="fort@example.org")

    ask(client, "fort@example.org")

    assert mail.outbox == []


def test_asking_again_and_again_is_bounded(client, editor):
    codes = [ask(client, "anna@example.org").status_code for _ in range(6)]

    assert codes == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_a_new_password_ends_all_other_sessions(client, editor):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.post("/anmeldung/", {"login": "anna", "password": PASSWORD})

    answer = client.post(
        "/passwort-aendern/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )

    assert answer.url == "/admin/account/"
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").url == "/anmeldung/?next=/admin/"


def test_a_new_password_needs_the_present_one(client, editor):
    client.post("/anmeldung/", {"login": "anna", "password": PASSWORD})

    answer = client.post(
        "/passwort-aendern/", {"oldpassword": "falsch", "password1": NEW, "password2": NEW}
    )

    assert "Das jetzige Passwort ist falsch." in answer.content.decode()
    assert "<title>Fehler: " in answer.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_browsers_know_old_and_new_password_apart(client, editor):
    client.post("/anmeldung/", {"login": "anna", "password": PASSWORD})

    page = client.get("/passwort-aendern/").content.decode()

    assert re.findall(r'autocomplete="((?:current|new)-password)"', page) == [
        "current-password",
        "new-password",
        "new-password",
    ]


def test_strangers_change_no_password(client):
    assert client.get("/passwort-aendern/").url == "/anmeldung/?next=/passwort-aendern/"


def test_the_admin_shows_the_way_to_the_own_password(client, editor):
    client.post("/anmeldung/", {"login": "anna", "password": PASSWORD})

    assert 'href="/passwort-aendern/"' in client.get("/admin/account/").content.decode()
