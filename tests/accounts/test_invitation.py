"""Whoever is added in the admin chooses the password by the link of a mail."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from accounts.invitation import InvitationTokens, invitation_link, invited_user
from accounts.models import User
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEW = {
    "username": "berta",
    "email": "Berta@Example.org",
    "first_name": "Berta",
    "last_name": "Muster",
    "password1": "",
    "password2": "",
}
GOES = "Kornblumen am Bahndamm"


class BrokenServer(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]


def add(client, capture, **values):
    """Fill in the form of the admin and send it."""
    with capture(execute=True):
        return client.post(reverse("wagtailusers_users:add"), NEW | values)


def path_in(message):
    return re.search(r"https?://[^/]+(/vorgang/\S+)", message.body)[1]


@pytest.fixture
def signed_in(client):
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.fixture
def invited():
    return UserFactory(invited=True, username="berta", first_name="Berta")


@pytest.fixture
def path(invited):
    return invitation_link(invited).removeprefix("http://127.0.0.1:8000")


@pytest.fixture
def visitor():
    """Somebody who is not signed in."""
    from django.test import Client

    return Client()


def choose(visitor, path, password=GOES, again=None):
    return visitor.post(path, {"password1": password, "password2": again or password})


def test_a_new_person_gets_a_mail_in_german(signed_in, django_capture_on_commit_callbacks):
    add(signed_in, django_capture_on_commit_callbacks)

    [message] = mail.outbox
    assert message.to == ["berta@example.org"]
    assert message.subject == "Ihr Zugang zu MISSION SACHSEN 2038"
    assert "Guten Tag Berta Muster," in message.body
    assert "Ihr Benutzername: berta" in message.body


def test_by_the_link_she_chooses_a_password_and_signs_in(
    signed_in, visitor, django_capture_on_commit_callbacks
):
    add(signed_in, django_capture_on_commit_callbacks)
    path = path_in(mail.outbox[0])

    assert choose(visitor, path).status_code == 302
    visitor.post("/anmeldung/", {"login": "berta@example.org", "password": GOES})

    assert visitor.session[SESSION_KEY] == str(User.objects.get(username="berta").pk)


def test_a_name_with_special_characters_stands_in_the_mail_as_it_is(
    signed_in, django_capture_on_commit_callbacks
):
    add(signed_in, django_capture_on_commit_callbacks, last_name="O'Neill & Söhne")

    assert "Guten Tag Berta O'Neill & Söhne," in mail.outbox[0].body


def test_who_is_given_a_password_gets_no_invitation(signed_in, django_capture_on_commit_callbacks):
    add(signed_in, django_capture_on_commit_callbacks, password1=GOES, password2=GOES)

    assert User.objects.get(username="berta").has_usable_password()
    assert mail.outbox == []


def test_before_a_password_is_chosen_nobody_signs_in(visitor, invited):
    visitor.post("/anmeldung/", {"login": "berta", "password": ""})
    visitor.post("/anmeldung/", {"login": "berta", "password": invited.password})

    assert SESSION_KEY not in visitor.session


def test_opening_the_link_only_shows_a_form(visitor, invited, path):
    for _ in range(3):
        assert visitor.get(path).status_code == 200

    invited.refresh_from_db()
    assert invited.is_invited


def test_the_page_of_the_link_names_no_other_site_and_is_kept_in_no_cache(visitor, path):
    answer = visitor.get(path)

    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'autocomplete="new-password"' in answer.content.decode()


def test_the_link_is_used_up_once_a_password_is_chosen(visitor, path):
    choose(visitor, path)

    again = choose(visitor, path, "Ein ganz anderer Satz")

    assert again.status_code == 410
    assert User.objects.get(username="berta").check_password(GOES)


def test_the_link_dies_when_an_administrator_sets_a_password(visitor, invited, path):
    invited.set_password(PASSWORD)
    invited.save()

    assert visitor.get(path).status_code == 410


def test_the_link_dies_when_the_address_turns_out_wrong(visitor, invited, path):
    invited.email = "richtig@example.org"
    invited.save()

    assert visitor.get(path).status_code == 410


def test_a_blocked_person_cannot_use_the_link(visitor, invited, path):
    User.objects.update(is_active=False)

    assert visitor.get(path).status_code == 410


@pytest.mark.parametrize(
    ("age", "status"),
    [(timedelta(days=7, seconds=-60), 200), (timedelta(days=7, seconds=60), 410)],
)
def test_the_link_lives_seven_days(visitor, invited, age, status):
    tokens = InvitationTokens()
    tokens._now = lambda: datetime.now() - age
    uid = invitation_link(invited).split("/")[-3]

    answer = visitor.get(reverse("invitation", args=[uid, tokens.make_token(invited)]))

    assert answer.status_code == status


def test_an_old_link_says_whom_to_ask(visitor, invited, path):
    choose(visitor, path)

    page = visitor.get(path).content.decode()

    assert "Die Einladung gilt nicht mehr" in page
    assert "bitten Sie die Person, die Sie eingeladen hat" in page


@pytest.mark.parametrize("token", ["", "abc", "abc-def", "zzzzzzzzzzzzzzzz-1", "-", "abc-def-ghi"])
def test_a_made_up_token_opens_nothing(invited, token):
    uid = invitation_link(invited).split("/")[-3]

    assert invited_user(uid, token) is None


@pytest.mark.parametrize("uid", ["", "x", "!", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5"])
def test_a_made_up_person_opens_nothing(invited, uid):
    token = invitation_link(invited).split("/")[-2]

    assert invited_user(uid, token) is None


def test_the_token_of_a_forgotten_password_is_no_invitation(invited):
    from allauth.account.forms import default_token_generator

    uid = invitation_link(invited).split("/")[-3]

    assert invited_user(uid, default_token_generator.make_token(invited)) is None


def test_somebody_elses_token_opens_nothing(visitor, invited):
    other = UserFactory(invited=True)
    uid, token = invitation_link(invited).split("/")[-3], invitation_link(other).split("/")[-2]

    assert invited_user(uid, token) is None


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("kurz", "kurz", "mindestens 12 Zeichen"),
        ("passwort1234567", "passwort1234568", "Die beiden Passwörter sind verschieden."),
        ("123456789012345", "123456789012345", "komplett numerisch"),
    ],
)
def test_a_weak_password_is_refused_in_german(visitor, path, password, again, says):
    page = choose(visitor, path, password, again).content.decode()

    assert "<title>Fehler: " in page
    assert says in page
    assert User.objects.get(username="berta").is_invited


def test_a_mail_server_that_is_down_does_not_break_the_admin(
    signed_in, settings, django_capture_on_commit_callbacks, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"

    answer = add(signed_in, django_capture_on_commit_callbacks)

    assert answer.status_code == 302
    assert User.objects.get(username="berta").is_invited
    assert "invitation could not be sent" in caplog.text
    assert "berta@example.org" not in caplog.text.lower()


def test_the_admin_says_when_an_invitation_could_not_be_sent(signed_in, settings, invited):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"

    answer = signed_in.post(reverse("wagtailusers_users:invite", args=[invited.pk]), follow=True)

    assert "Die Einladung konnte nicht gesendet werden" in "".join(messages_of(answer))


def test_who_never_signed_in_may_be_invited_again(signed_in, invited, visitor):
    url = reverse("wagtailusers_users:invite", args=[invited.pk])
    listing = signed_in.get(reverse("wagtailusers_users:index")).content.decode()
    edit = signed_in.get(reverse("wagtailusers_users:edit", args=[invited.pk])).content.decode()

    assert url in listing
    assert url in edit
    assert signed_in.get(url).status_code == 200
    assert mail.outbox == []
    answer = signed_in.post(url, follow=True)
    assert "Die Einladung an Berta Muster ist unterwegs." in "".join(messages_of(answer))
    assert choose(visitor, path_in(mail.outbox[0])).status_code == 302


def test_who_has_a_password_is_not_invited_again(signed_in):
    somebody = UserFactory()
    url = reverse("wagtailusers_users:invite", args=[somebody.pk])

    assert url not in signed_in.get(reverse("wagtailusers_users:index")).content.decode()
    assert signed_in.post(url).status_code == 404
    assert mail.outbox == []


def test_an_editor_invites_nobody(client, invited):
    client.force_login(UserFactory(groups=["Redaktion"]))

    client.post(reverse("wagtailusers_users:invite", args=[invited.pk]))

    assert mail.outbox == []


def test_two_people_do_not_share_an_address(signed_in, django_capture_on_commit_callbacks):
    UserFactory(email="berta@example.org")

    answer = add(signed_in, django_capture_on_commit_callbacks)

    assert "gehört schon zu einem anderen Zugang" in answer.content.decode()
    assert mail.outbox == []


def test_administration_makes_nobody_able_to_do_everything(
    client, django_capture_on_commit_callbacks
):
    client.force_login(UserFactory(groups=["Administration"]))

    add(client, django_capture_on_commit_callbacks, is_superuser="on")

    assert not User.objects.get(username="berta").is_superuser


def test_administration_does_not_change_who_may_do_everything(client):
    boss = UserFactory(administrator=True)
    client.force_login(UserFactory(groups=["Administration"]))

    client.post(
        reverse("wagtailusers_users:edit", args=[boss.pk]),
        NEW | {"username": boss.username, "password1": GOES, "password2": GOES, "is_active": "on"},
    )

    boss.refresh_from_db()
    assert boss.check_password(PASSWORD)
