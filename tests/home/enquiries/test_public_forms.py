"""The two forms: what they show, what they take, what they refuse, and what a robot gets."""

import re
import time
from datetime import date
from unittest import mock

import pytest
from django.core.cache import cache
from django.test import Client

from home.enquiries.actions import sending
from home.enquiries.models import BARRIER, CONTACT, Enquiry, Suspicion
from home.enquiries.states import EnquiryState
from home.models import BarrierReportPage, ContactPage
from networks.models import Region
from submissions.guards import OPENED_ELSEWHERE, SENT_TOO_FAST
from submissions.models import OutboxMail, Stage
from tests.addresses import own_links
from tests.exhibitions.bookings.factories import send_all
from tests.exhibitions.bookings.public_site import errors, subjects, values_of, words
from tests.home.enquiries.factories import (
    BARRIER_FORM,
    CONTACT_FORM,
    LINK_AGAIN,
    EnquiryFactory,
    question,
    report,
    token,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "nothing_came_in")]
BOTH = [(CONTACT_FORM, question), (BARRIER_FORM, report)]
S = EnquiryState


# --- The pages --------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "typed"), BOTH)
def test_a_page_with_a_form_is_one_that_any_cache_may_keep(client, address, typed):
    response = client.get(address)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response.cookies == {}
    assert set(typed()) <= set(re.findall(r'name="(\w+)"', response.text))


def test_an_unpublished_page_is_not_there(client):
    ContactPage.objects.update(live=False)
    BarrierReportPage.objects.update(live=False)

    for address, typed in BOTH:
        assert client.get(address).status_code == 404
        assert client.post(address, typed()).status_code == 404
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("model", [ContactPage, BarrierReportPage])
def test_the_preview_of_the_editor_leads_to_the_form(model):
    page = model.objects.filter(locale__language_code="de").get()

    html = page.make_preview_request().render().content.decode()

    assert "Nur auf der Website" in words(html)


def test_the_page_somebody_comes_from_stands_in_the_form_and_may_be_changed(client):
    form = client.get(BARRIER_FORM, {"seite": "/glossar/"})

    assert values_of(form.text)["page"] == "/glossar/"
    client.post(BARRIER_FORM, report(page="Das Video auf der Startseite"))
    assert Enquiry.objects.get().page == "Das Video auf der Startseite"


@pytest.mark.parametrize("claimed", ["//boese.example/", "javascript:alert(1)", "/\\x", ""])
def test_no_other_address_gets_into_the_form(client, claimed):
    html = client.get(BARRIER_FORM, {"seite": claimed}).text

    assert values_of(html)["page"] == ""


def test_every_page_leads_to_the_report_and_names_itself(client):
    for address in ("/glossar/", "/gibt/es/nicht/"):
        links = own_links(client.get(address).text)
        assert f"/barriere-melden/?seite={address.replace('/', '%2F')}" in links


@pytest.mark.parametrize(("address", "most"), [(CONTACT_FORM, 21), (BARRIER_FORM, 16)])
def test_a_page_keeps_its_query_budget(client, address, most, django_assert_max_num_queries):
    client.get(address)

    with django_assert_max_num_queries(most):
        client.get(address)


# --- What goes well ---------------------------------------------------------------------------


def test_a_report_without_name_and_address_is_welcome(client):
    response = client.post(BARRIER_FORM, report())

    enquiry = Enquiry.objects.get()
    assert response.status_code == 303
    assert (enquiry.kind, enquiry.state, enquiry.stage) == (BARRIER, S.NEW, Stage.NEW)
    assert (enquiry.page, enquiry.message) == ("/glossar/", "Die Tabelle liest niemand vor.")
    assert (enquiry.due, enquiry.forget_on) == (date(2026, 12, 24), None)
    assert subjects() == []
    text = words(client.get(response["Location"]).text)
    assert f"Vorgangsnummer {enquiry.reference}" in text
    assert "Geprüft bis Donnerstag, 24. Dezember 2026" in text
    assert "Ohne E-Mail-Adresse können wir Ihnen nicht antworten" in text
    assert "Link noch einmal" not in text


def test_a_report_with_an_address_is_answered_by_mail(client, mailoutbox):
    response = client.post(BARRIER_FORM, report(contact_email="Erika@Post.example"))

    enquiry = Enquiry.objects.get()
    assert enquiry.contact_email == "erika@post.example"
    text = words(client.get(response["Location"]).text)
    assert "Antwort bis Donnerstag, 24. Dezember 2026" in text
    assert "e•••@post.example" in text
    assert "erika" not in text
    send_all()
    (mail,) = mailoutbox
    assert mail.subject == f"Ihre Meldung ist da: {enquiry.reference}"
    assert "antworten bis Donnerstag, 24. Dezember 2026" in mail.body
    assert "am Dienstag, 24. November 2026" in mail.body
    assert f"/vorgang/anfrage/{enquiry.reference}/" in mail.body
    assert "niemand vor" not in mail.body


def test_a_question_is_stored_with_topic_and_revier_and_promised_an_answer(client, mailoutbox):
    region = Region.objects.first()
    response = client.post(CONTACT_FORM, question(region=region.pk, contact_phone="0351 123"))

    enquiry = Enquiry.objects.get()
    assert response.status_code == 303
    assert (enquiry.kind, enquiry.topic, enquiry.region) == (CONTACT, "networks", region)
    assert (enquiry.contact_name, enquiry.contact_phone) == ("Erika Beispiel", "0351 123")
    assert enquiry.due == date(2026, 12, 1)
    assert subjects() == ["enquiries.contact_received"]
    send_all()
    assert "antworten bis Dienstag, 1. Dezember 2026" in mailoutbox[0].body
    for secret in ("Erika", "tagt", "0351"):
        assert secret not in mailoutbox[0].body + mailoutbox[0].subject


def test_an_address_of_this_site_is_written_short(client, settings):
    client.post(BARRIER_FORM, report(page=f"{settings.BASE_URL}/glossar/"))

    assert Enquiry.objects.get().page == "/glossar/"


def test_a_receipt_can_be_reloaded_for_a_day_and_by_nobody_who_guesses(client, clock):
    address = client.post(CONTACT_FORM, question())["Location"]

    response = client.get(address)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(address[:-2] + "x/").status_code == 404
    assert client.post(address).status_code == 405
    clock.pass_by(days=1, minutes=1)
    assert client.get(address).status_code == 404


# --- Sent twice -------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "typed"), BOTH)
def test_fifty_times_the_same_form_is_one_enquiry_one_mail_one_receipt(client, address, typed):
    data = typed(contact_email="erika@post.example")

    answers = [client.post(address, data) for _ in range(50)]

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert Enquiry.objects.count() == OutboxMail.objects.count() == 1


def test_two_people_who_got_the_same_page_from_a_cache_are_both_heard(client):
    mark = token()

    for words_of_one in ("Zu wenig Kontrast.", "Das Video hat keine Untertitel."):
        assert client.post(BARRIER_FORM, report(form_token=mark, message=words_of_one))

    assert Enquiry.objects.count() == 2


# --- What is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"topic": ""}, "topic", "Wählen Sie aus der Liste, worum es geht."),
        ({"topic": "nonsense"}, "topic", "Wählen Sie aus der Liste, worum es geht."),
        ({"region": "99999"}, "region", "Wählen Sie das Revier aus der Liste."),
        ({"region": "x"}, "region", "Wählen Sie das Revier aus der Liste."),
        ({"message": "  "}, "message", "Schreiben Sie uns Ihre Frage oder Ihr Anliegen."),
        ({"message": "x" * 5001}, "message", "Bitte kürzen Sie diese Angabe"),
        ({"message": "a\x07b"}, "message", "Steuerzeichen"),
        ({"contact_name": ""}, "contact_name", "Nennen Sie Ihren Namen"),
        ({"contact_name": "a\nb"}, "contact_name", "in eine Zeile"),
        ({"contact_email": ""}, "contact_email", "Geben Sie eine E-Mail-Adresse wie"),
        ({"contact_email": "erika"}, "contact_email", "Geben Sie eine E-Mail-Adresse wie"),
        ({"contact_phone": "0" * 41}, "contact_phone", "Bitte kürzen Sie diese Angabe"),
    ],
)
def test_what_is_wrong_in_a_question_is_said_at_its_field(client, values, field, says):
    response = client.post(CONTACT_FORM, question(**values))

    assert response.status_code == 422
    assert list(errors(response)) == [field]
    assert says in errors(response)[field][0]
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"message": ""}, "message"),
        ({"message": "x" * 5001}, "message"),
        ({"page": "x" * 301}, "page"),
        ({"contact_email": "erika"}, "contact_email"),
        ({"contact_name": "x" * 121}, "contact_name"),
    ],
)
def test_what_is_wrong_in_a_report_is_said_at_its_field(client, values, field):
    response = client.post(BARRIER_FORM, report(**values))

    assert (response.status_code, list(errors(response))) == (422, [field])


@pytest.mark.parametrize(("address", "typed"), BOTH)
def test_a_form_that_comes_back_keeps_what_was_typed_and_leads_to_the_mistake(
    client, address, typed
):
    response = client.post(
        address, typed(message="", contact_name="Zoë Ärmel", contact_email="zoë")
    )

    html = response.text
    assert response["Cache-Control"] == "private, no-store"
    assert re.search(r"<title>\s*Fehler: ", html)
    assert "Bitte prüfen Sie 2 Angaben" in words(html)
    assert 'role="alert"' in html
    assert 'href="#id_message"' in html
    assert 'href="#id_contact_email"' in html
    assert html.count('aria-invalid="true"') == 2
    assert values_of(html)["contact_name"] == "Zoë Ärmel"
    assert values_of(html)["contact_email"] == "zoë"


def test_a_form_of_another_site_is_refused(client):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://boese.example"}):
        response = client.post(CONTACT_FORM, question(), headers=headers)
        assert response.status_code == 403
    assert not Enquiry.objects.exists()


def test_a_form_that_was_open_for_too_long_is_sent_with_the_next_click(client):
    old = client.post(CONTACT_FORM, question(form_token=token(age=25 * 60 * 60)))

    assert errors(old) == {"__all__": [str(OPENED_ELSEWHERE)]}
    fresh = values_of(old.text)["form_token"]
    with_fresh_mark = question(form_token=fresh)
    with mock.patch("time.time", return_value=time.time() + 60):
        assert client.post(CONTACT_FORM, with_fresh_mark).status_code == 303


def test_other_methods_are_refused(client):
    for address in (CONTACT_FORM, BARRIER_FORM, LINK_AGAIN):
        assert client.put(address).status_code == 405


# --- Robots -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "typed"), BOTH)
def test_who_fills_in_the_field_for_robots_is_stored_and_sees_the_receipt_as_usual(
    client, address, typed
):
    values = typed(website="https://spam.example", contact_email="erika@post.example")
    response = client.post(address, values)

    enquiry = Enquiry.objects.get()
    assert response.status_code == 303
    assert (enquiry.state, enquiry.stage) == (S.SUSPECT, Stage.SUSPECT)
    assert enquiry.suspicion == Suspicion.HONEYPOT
    assert (enquiry.due, enquiry.forget_on) == (None, date(2026, 12, 24))
    assert subjects() == []
    text = words(client.get(response["Location"]).text)
    assert enquiry.reference in text
    assert "Verdacht" not in text


def test_who_is_too_fast_is_asked_once_and_stored_as_a_suspect_the_second_time(client):
    first = client.post(CONTACT_FORM, question(form_token=token(age=0)))
    assert errors(first) == {"__all__": [str(SENT_TOO_FAST)]}
    assert not Enquiry.objects.exists()

    second = client.post(CONTACT_FORM, question(form_token=token(age=0)))

    assert second.status_code == 303
    assert Enquiry.objects.get().suspicion == Suspicion.TOO_FAST
    assert subjects() == []


def test_who_was_too_fast_and_waits_a_moment_is_no_suspect(client):
    client.post(CONTACT_FORM, question(form_token=token(age=0)))

    client.post(CONTACT_FORM, question())

    assert Enquiry.objects.get().state == S.NEW


def test_many_of_one_connection_are_suspects_and_in_the_end_refused(client, monkeypatch):
    monkeypatch.setattr(sending, "SUSPECT_AFTER", 2)
    monkeypatch.setattr(sending, "REFUSE_AFTER", 4)

    answers = [
        client.post(BARRIER_FORM, report(message=f"Nummer {each}")).status_code for each in range(5)
    ]

    assert answers == [303] * 4 + [429]
    states = list(Enquiry.objects.order_by("pk").values_list("state", flat=True))
    assert states == [S.NEW, S.NEW, S.SUSPECT, S.SUSPECT]


def test_who_is_refused_for_many_keeps_what_was_typed(client, monkeypatch):
    monkeypatch.setattr(sending, "REFUSE_AFTER", 0)

    response = client.post(BARRIER_FORM, report(contact_name="Zoë"))

    assert response.status_code == 429
    assert "in einer Stunde" in errors(response)["__all__"][0]
    assert values_of(response.text)["contact_name"] == "Zoë"


def test_nobodys_mailbox_is_filled_by_others(client, monkeypatch):
    monkeypatch.setattr(sending, "SUSPECT_AFTER", 3)

    for each in range(6):
        client.post(CONTACT_FORM, question(message=f"Nummer {each}"), REMOTE_ADDR=f"192.0.2.{each}")

    assert Enquiry.objects.count() == 6
    assert OutboxMail.objects.count() == 3


def test_without_a_cache_the_forms_keep_working(client, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError

    for name in ("add", "incr", "get"):
        monkeypatch.setattr(cache, name, broken)

    assert client.post(CONTACT_FORM, question()).status_code == 303


def test_a_form_needs_no_cookie_and_sets_none():
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(CONTACT_FORM, question())

    assert response.status_code == 303
    assert response.cookies == {}


# --- Embedded on other pages ------------------------------------------------------------------


@pytest.mark.parametrize(("key", "address"), [("contact", CONTACT_FORM), ("barrier", BARRIER_FORM)])
def test_an_editor_embeds_the_form_and_it_posts_to_its_own_address(client, home, key, address):
    from home.models import StandardPage

    page = StandardPage(title="Mit Formular", body=[("form", {"form": key})])
    home.add_child(instance=page)

    html = client.get(page.url).text.partition("<main")[2]

    assert f'action="{address}"' in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    mark = values_of(html)["form_token"]
    assert mark


def test_both_forms_are_offered_to_editors():
    from content.forms_registry import form_choices

    assert {("contact", "Kontaktformular"), ("barrier", "Barriere melden")} <= set(form_choices())


# --- The link once more -----------------------------------------------------------------------


def test_the_link_is_sent_again_and_strangers_learn_nothing(client):
    enquiry = EnquiryFactory(contact_email="erika@post.example")

    known = client.post(LINK_AGAIN, {"email": "Erika@post.example", "form_token": token()})
    unknown = client.post(LINK_AGAIN, {"email": "niemand@post.example", "form_token": token()})

    assert known.status_code == unknown.status_code == 303
    assert known["Location"] == unknown["Location"]
    assert [(mail.key, mail.submission_id) for mail in OutboxMail.objects.all()] == [
        ("enquiries.link", enquiry.pk)
    ]
    assert "ist die E-Mail unterwegs" in words(client.get(known["Location"]).text)


def test_the_link_goes_out_once_a_day_and_not_for_suspects_or_what_is_over(client):
    for state in (S.SUSPECT, S.SPAM, S.CLOSED, S.WITHDRAWN):
        EnquiryFactory(contact_email="erika@post.example", state=state)
    client.post(LINK_AGAIN, {"email": "erika@post.example", "form_token": token()})
    assert subjects() == []

    cache.clear()
    EnquiryFactory(contact_email="erika@post.example")
    for _ in range(3):
        client.post(LINK_AGAIN, {"email": "erika@post.example", "form_token": token()})

    assert subjects() == ["enquiries.link"]


def test_asking_for_links_has_its_limits(client):
    bad = client.post(LINK_AGAIN, {"email": "erika", "form_token": token()})
    assert bad.status_code == 422

    answers = [
        client.post(LINK_AGAIN, {"email": f"{each}@post.example", "form_token": token()})
        for each in range(21)
    ]

    assert answers[-1].status_code == 429
