"""Mails and their wordings in the admin."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import ModelLogEntry

from submissions.mail_templates import mail_template, mail_templates
from submissions.mail_text_rows import make_rows
from submissions.models import MailText, OutboxMail
from tests.accounts.factories import UserFactory
from tests.exhibitions.bookings.factories import BookingFactory

pytestmark = pytest.mark.django_db
KEY = "booking.confirmed"


@pytest.fixture
def office(client):
    """A browser in which the manager is signed in."""
    client.force_login(UserFactory(groups=["Ausstellungsleitung"]))
    return client


@pytest.fixture
def text():
    return MailText.objects.get(key=KEY)


@pytest.fixture
def mail():
    return OutboxMail.objects.create(
        submission=BookingFactory(),
        key=KEY,
        recipient="schule@x.example",
        subject="Zusage",
        body="Bitte hier: {link}",
        state=OutboxMail.State.FAILED,
        attempts=4,
        last_error="SMTPRecipientsRefused 550",
    )


def edit(client, text, **values):
    template = mail_template(text.key)
    data = {"subject": template.subject, "body": template.body} | values
    return client.post(reverse("mail_texts:edit", args=[text.pk]), data)


def test_every_occasion_has_its_row():
    MailText.objects.filter(key=KEY).delete()

    for _ in range(2):
        make_rows(sender=None, using="default", apps=apps)

    keys = MailText.objects.values_list("key", flat=True)
    assert sorted(keys) == sorted(each.key for each in mail_templates())


def test_the_list_holds_every_occasion_in_its_order(office):
    response = office.get(reverse("mail_texts:index"))

    assert [each.key for each in response.context["object_list"]] == [
        each.key for each in mail_templates()
    ]


def test_the_form_begins_with_the_wording_that_holds(office, text):
    page = office.get(reverse("mail_texts:edit", args=[text.pk])).text

    assert "die Wanderausstellung kommt zu Ihnen:" in page
    for name, example in mail_template(KEY).placeholders.items():
        assert f"{{{name}}}" in page
        assert example in page


def test_a_wording_is_changed(office, text):
    edit(office, text, subject="Ja! {reference}")

    text.refresh_from_db()
    assert (text.subject, text.body) == ("Ja! {reference}", "")


def test_the_first_wording_is_kept_as_none(office, text):
    edit(office, text)

    text.refresh_from_db()
    assert (text.subject, text.body) == ("", "")


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"subject": "Für {password}"}, "Den Platzhalter {password} gibt es hier nicht."),
        ({"body": "Kommen Sie vorbei."}, "muss im Text stehen."),
    ],
)
@pytest.mark.parametrize("button", [{}, {"action-preview": "1"}])
def test_a_wording_that_cannot_be_filled_in_is_refused(office, text, values, problem, button):
    response = edit(office, text, **values, **button)

    text.refresh_from_db()
    assert response.status_code == 200
    assert problem in response.text
    assert (text.subject, text.body) == ("", "")


def test_a_preview_shows_examples_and_saves_nothing(office, text):
    response = edit(office, text, **{"subject": "Neu {reference}", "action-preview": "1"})

    text.refresh_from_db()
    assert "Neu K7MT4RX9" in response.text
    assert 'value="Neu {reference}"' in response.text
    assert text.subject == ""
    assert not ModelLogEntry.objects.filter(object_id=str(text.pk), action="wagtail.edit").exists()


def test_what_is_typed_is_shown_as_text(office, text):
    response = edit(office, text, **{"subject": "<script>x</script>", "action-preview": "1"})

    assert "<script>x</script>" not in response.text


def test_the_first_wording_comes_back(office, text):
    MailText.objects.filter(pk=text.pk).update(subject="Anders", body="Anders {link}")
    assert "zurücksetzen" in office.get(reverse("mail_texts:edit", args=[text.pk])).text

    office.post(reverse("mail_texts:edit", args=[text.pk]), {"action-reset": "1"})

    text.refresh_from_db()
    assert (text.subject, text.body) == ("", "")
    assert ModelLogEntry.objects.get(action="submissions.reset_text").object_id == str(text.pk)


def test_a_wording_whose_app_is_gone_disturbs_nobody(office):
    gone = MailText.objects.create(key="gone.away")

    assert office.get(reverse("mail_texts:index")).status_code == 200
    assert office.get(reverse("mail_texts:edit", args=[gone.pk])).status_code == 404


@pytest.mark.parametrize("name", ["mail_texts", "outbox"])
@pytest.mark.parametrize("action", ["new", "delete/1", "copy/1"])
def test_nobody_adds_or_deletes(admin_client, name, action):
    assert admin_client.get(f"{reverse(f'{name}:index')}{action}/").status_code == 404


def test_a_mail_is_read_without_its_link(office, mail):
    page = office.get(reverse("outbox:inspect", args=[mail.pk])).text

    assert "Bitte hier: {link}" in page
    assert "SMTPRecipientsRefused 550" in page
    assert "/vorgang/" not in page.replace("/admin/ausleihe/vorgaenge", "")


def test_the_list_of_mails_is_narrowed_and_searched(office, mail):
    OutboxMail.objects.create(key=KEY, recipient="andere@x.example", subject="x", body="x")
    address = reverse("outbox:index")

    for query in ({"state": "failed"}, {"q": "schule@"}, {"q": mail.submission.reference}):
        assert list(office.get(address, query).context["object_list"]) == [mail], query


def test_the_list_of_mails_is_flat_in_queries(office, mail, django_assert_max_num_queries):
    for _ in range(20):
        OutboxMail.objects.create(
            submission=mail.submission, key=KEY, recipient="a@x.example", subject="x", body="x"
        )
    office.get(reverse("outbox:index"))

    with django_assert_max_num_queries(12):
        office.get(reverse("outbox:index"))


def test_a_failed_mail_is_sent_again_and_the_history_says_by_whom(office, mail):
    office.post(reverse("outbox:send_again", args=[mail.pk]))

    mail.refresh_from_db()
    entry = ModelLogEntry.objects.get(action="submissions.send_again")
    assert (mail.state, mail.attempts, mail.last_error) == ("waiting", 0, "")
    assert (entry.object_id, entry.user.first_name) == (str(mail.pk), "Anna")
    assert mail.recipient not in f"{entry.label} {entry.data}"


def test_looking_sends_nothing(office, mail):
    assert office.get(reverse("outbox:send_again", args=[mail.pk])).status_code == 405


def test_a_mail_that_is_being_sent_is_left_alone(office, mail):
    OutboxMail.objects.filter(pk=mail.pk).update(state="sending")

    office.post(reverse("outbox:send_again", args=[mail.pk]))

    mail.refresh_from_db()
    assert mail.state == "sending"


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Administration", True),
        ("Sachbearbeitung", True),
        ("Chefredaktion", False),
        ("Redaktion", False),
        ("Netzwerkmanagement", False),
    ],
)
def test_who_decides_on_a_loan_handles_its_mails(client, mail, role, may):
    client.force_login(UserFactory(groups=[role]))
    opened = client.get(reverse("outbox:inspect", args=[mail.pk])).status_code

    client.post(reverse("outbox:send_again", args=[mail.pk]))

    mail.refresh_from_db()
    assert (opened == 200, mail.state == "waiting") == (may, may)


def test_the_way_back_after_sending_stays_on_this_site(office, mail):
    address = reverse("outbox:send_again", args=[mail.pk])

    home = office.post(address, {"next": "/admin/"})
    elsewhere = office.post(address, {"next": "https://evil.example/"})

    assert (home.url, elsewhere.url) == ("/admin/", reverse("outbox:inspect", args=[mail.pk]))
