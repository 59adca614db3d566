"""Signing in and out."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.urls import NoReverseMatch, reverse

from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/anmeldung/"


def sign_in(client, name, password=PASSWORD, **data):
    return client.post(SIGN_IN, {"login": name, "password": password, **data})


def title(response):
    return re.search(r"<title>(.*?)</title>", response.content.decode())[1]


@pytest.fixture
def editor():
    return UserFactory(username="anna", email="anna@example.org", groups=["Redaktion"])


@pytest.mark.parametrize("name", ["anna", "ANNA", "anna@example.org", "Anna@Example.org"])
def test_one_signs_in_by_user_name_or_mail_address(client, editor, name):
    answer = sign_in(client, name)

    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert client.session[SESSION_KEY] == str(editor.pk)


def test_a_wrong_password_keeps_the_name_and_says_so_in_the_title(client, editor):
    answer = sign_in(client, "anna", "falsch")

    assert answer.status_code == 200
    assert title(answer).startswith("Fehler: ")
    assert 'value="anna"' in answer.content.decode()
    assert "falsch. Bitte versuchen Sie es noch einmal." in answer.content.decode()
    assert SESSION_KEY not in client.session


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client, editor):
    known = sign_in(client, "anna", "falsch").context["form"].errors
    unknown = sign_in(client, "niemand", "falsch").context["form"].errors

    assert known == unknown


def test_browsers_know_what_the_fields_are(client):
    page = client.get(SIGN_IN).content.decode()

    fields = re.findall(r'<input[^>]*name="(login|password)"[^>]*autocomplete="([\w-]+)"', page)

    assert fields == [("login", "username"), ("password", "current-password")]


def test_the_sign_in_page_is_for_no_search_engine_and_no_cache(client):
    answer = client.get(SIGN_IN)

    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/admin/pages/", "/admin/pages/"),
        ("https://testserver/admin/pages/", "/admin/"),
        ("https://boese.example/", "/admin/"),
        ("//boese.example/", "/admin/"),
        ("/\\boese.example/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
    ],
)
def test_after_signing_in_one_goes_where_one_wanted_within_this_site(
    client, editor, wanted, goes_to, settings
):
    settings.ALLOWED_HOSTS = ["testserver", "boese.example"]

    answer = sign_in(client, "anna", next=wanted)

    # An absolute address of this site is followed as well: it goes nowhere else.
    assert answer.url in {goes_to, wanted if "testserver" in wanted else goes_to}


def test_the_session_is_a_new_one_after_signing_in(client, editor):
    session = client.session
    session["before"] = "signing in"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    sign_in(client, "anna")

    assert client.session.session_key != session.session_key


def test_signing_out_ends_the_session(client, editor):
    sign_in(client, "anna")
    key = client.session.session_key

    answer = client.post("/abmelden/")

    assert (answer.status_code, answer.url) == (302, SIGN_IN)
    assert not type(client.session)().exists(key)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_opening_the_sign_out_page_only_asks(client, editor):
    client.force_login(editor)

    assert client.get("/abmelden/").status_code == 200
    assert SESSION_KEY in client.session


def test_the_admins_own_button_signs_out_too(client, editor):
    client.force_login(editor)

    assert client.post("/admin/logout/").url == SIGN_IN
    assert SESSION_KEY not in client.session


def test_no_cookie_is_set_before_the_sign_in_page_is_opened(client):
    answers = [client.get(path) for path in ("/admin/", "/admin/login/", "/gibt-es-nicht/")]

    assert [answer.cookies for answer in answers] == [{}, {}, {}]
    assert set(client.get(SIGN_IN).cookies) == {"csrftoken"}


def test_the_sign_out_leaves_no_cookie_that_keeps_pages_out_of_the_cache(client, editor):
    sign_in(client, "anna")

    client.post("/abmelden/")

    left = {name for name, cookie in client.cookies.items() if cookie.value}
    assert left <= {"csrftoken"}


def test_the_admin_sends_strangers_to_the_sign_in_page(client):
    assert client.get("/admin/pages/").url == "/anmeldung/?next=/admin/pages/"


def test_wagtails_sign_in_page_is_this_one(client):
    answer = client.get("/admin/login/?next=/admin/pages/")

    assert (answer.status_code, answer.url) == (302, "/anmeldung/?next=/admin/pages/")


def test_somebody_without_a_role_is_told_so_instead_of_being_sent_round_in_circles(client):
    UserFactory(username="neu")

    answer = client.post(SIGN_IN, {"login": "neu", "password": PASSWORD}, follow=True)

    assert answer.status_code == 403
    assert "noch keine Aufgabe zugeordnet" in answer.content.decode()


def test_a_blocked_account_is_told_whom_to_ask(client):
    UserFactory(username="fort", is_active=False, groups=["Redaktion"])

    answer = client.post(SIGN_IN, {"login": "fort", "password": PASSWORD}, follow=True)

    assert "wenden Sie sich an die Administration" in answer.content.decode()
    assert SESSION_KEY not in client.session


def test_signing_in_needs_the_token_of_its_page(editor):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)

    assert sign_in(client, "anna").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/registrieren/",
        "/signup/",
        "/accounts/",
        "/accounts/signup/",
        "/accounts/login/",
        "/anmeldung/signup/",
        "/django-admin/",
        "/django-admin/login/",
        "/api/",
        "/api/v2/pages/",
        "/email/",
        "/admin/password_reset/",
        "/admin/password_reset/confirm/MQ/abc-def/",
    ],
)
def test_what_we_do_not_offer_does_not_exist(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password"])
def test_no_address_of_allauth_is_there_that_we_did_not_name(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_sign_in_page_offers_no_sign_up(client):
    page = client.get(SIGN_IN).content.decode()

    assert "registrier" not in page.lower()
    assert "signup" not in page
