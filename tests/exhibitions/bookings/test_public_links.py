"""What is reached by the link of a mail: each state, each button, and nobody else."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from exhibitions.bookings import actions
from exhibitions.bookings.models import Booking, Feedback
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import BookingState
from submissions.links import path_to, token_of
from submissions.models import OutboxMail
from submissions.outbox import send_due
from tests.addresses import own_links
from tests.exhibitions.bookings.factories import (
    FRIDAY,
    MONDAY,
    BookingFactory,
    LoanTermsFactory,
    PosterSetFactory,
    details,
    mails_to,
)
from tests.exhibitions.bookings.public_site import (
    LENDING,
    LINK_AGAIN,
    buttons,
    errors,
    subjects,
    token,
    values_of,
    words,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
S = BookingState
MAY = Period(date(2027, 5, 31), date(2027, 6, 11))


@pytest.fixture
def unconfirmed(poster_set):
    """A request whose address is to be confirmed."""
    LoanTermsFactory()
    return actions.request_booking(details(), Period(MONDAY, FRIDAY))


@pytest.fixture
def requested(unconfirmed):
    """A request that waits for the team."""
    actions.confirm_address(unconfirmed)
    return unconfirmed


@pytest.fixture
def promised(requested):
    """A loan that was promised."""
    actions.confirm_booking(requested, by=UserFactory(), seen=S.REQUESTED)
    return requested


def page_of(booking, below=""):
    return Client().get(path_to(booking) + below)


def press(booking, below, **data):
    return Client().post(path_to(booking) + below, data)


# --- Whose link it is -------------------------------------------------------------------------


def test_a_wrong_a_foreign_and_an_ended_link_look_the_same(unconfirmed, clock):
    other = BookingFactory()
    of_a_third = BookingFactory(forgotten_at=clock.now)
    known, secret = unconfirmed.reference, token_of(unconfirmed)
    paths = [
        f"/vorgang/ausstellung/{known}/{secret[:-1]}{'1' if secret[-1] == '0' else '0'}/",
        f"/vorgang/ausstellung/{known}/x/",
        f"/vorgang/ausstellung/{other.reference}/{secret}/",
        f"/vorgang/ausstellung/GIBTESNICHT/{secret}/",
        f"/vorgang/ausstellung/{known}/{secret.lower()}/",
        f"/vorgang/ausstellung/{known}/{'ä' * 64}/",
        path_to(of_a_third),
    ]
    answers = [Client().get(path) for path in paths]
    clock.set_to(FRIDAY + timedelta(days=200))
    answers.append(page_of(unconfirmed))
    answers.append(press(unconfirmed, "bestaetigen/"))

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert LINK_AGAIN in own_links(answers[0].text)


def test_the_page_is_for_one_person_only(requested):
    for below in ("", "zeitraum/", "absagen/", "lieferung/", "leihvertrag.pdf"):
        for answer in (
            page_of(requested, below),
            Client().get("/vorgang/ausstellung/a/b/" + below),
        ):
            assert answer["Cache-Control"] == "private, no-store"
            assert "noindex" in answer["X-Robots-Tag"]
            assert answer["Referrer-Policy"] == "same-origin"
            assert answer.cookies == {}
            assert '<meta name="robots" content="noindex">' in answer.text
            assert token_of(requested) not in answer.text.partition("</main>")[2]


def test_another_site_can_press_no_button(unconfirmed):
    path = path_to(unconfirmed) + "bestaetigen/"
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        answer = Client().post(path, headers=headers)
        assert (answer.status_code, answer["Cache-Control"]) == (403, "private, no-store")

    assert Booking.objects.get().state == S.UNCONFIRMED


@pytest.mark.parametrize("below", ["bestaetigen/", "annehmen/", "ablehnen/"])
def test_opening_a_button_does_nothing(unconfirmed, below):
    assert page_of(unconfirmed, below).status_code == 405
    assert Booking.objects.get().state == S.UNCONFIRMED


def dump() -> str:
    """All that is stored."""
    output = StringIO()
    call_command("dumpdata", exclude=["wagtailsearch", "contenttypes", "auth"], stdout=output)
    return output.getvalue()


def test_who_opens_all_links_of_all_mails_changes_nothing(promised, mailoutbox, clock):
    OutboxMail.objects.update(next_attempt_at=clock.now)
    send_due()
    links = {
        link.replace("http://127.0.0.1:8000", "")
        for mail in mailoutbox
        for link in re.findall(r"https?://\S+", mail.body)
    }
    below = {path for link in links if "/vorgang/" in link for path in followed(link)}
    before = dump()
    for link in {*links, *below}:
        assert Client().get(link).status_code in {200, 302, 404}
        Client().head(link)

    assert any("/vorgang/ausstellung/" in link for link in links)
    assert len(below) >= 5
    assert dump() == before


def followed(link):
    return {each for each in own_links(Client().get(link).text) if each.startswith("/vorgang/")}


# --- What it says -----------------------------------------------------------------------------

SAYS = {
    S.UNCONFIRMED: "Bitte bestätigen Sie Ihre Anfrage",
    S.REQUESTED: "Ihre Anfrage ist bei uns",
    S.CONFIRMED: "Die Ausstellung kommt zu Ihnen",
    S.OUT: "Die Ausstellung ist bei Ihnen",
    S.RETURNED: "Die Ausstellung ist zurück",
    S.CLOSED: "Die Ausstellung ist zurück",
    S.DECLINED: "Der Grund: Umbau",
    S.CANCELLED: "Die Ausleihe ist abgesagt",
    S.EXPIRED: "Die Anfrage ist verfallen",
    S.OFFERED: "Für Sie ist etwas frei geworden",
    S.WAITING: "Wird bis Freitag, 2. Juli 2027 etwas frei",
}


@pytest.mark.parametrize("state", BookingState)
def test_the_page_says_where_the_loan_stands(poster_set, state):
    until = date(2027, 7, 2) if state in {S.WAITING, S.OFFERED} else None
    booking = BookingFactory(state=state, poster_set=poster_set, waits_until=until)
    text = words(page_of(booking).text)

    assert SAYS[state] in text
    assert booking.reference in text


def test_the_page_is_the_copy_of_what_was_sent(poster_set):
    booking = BookingFactory(remarks="<b>Bitte</b> klingeln", room="Aula", is_public=True)
    html = page_of(booking).text

    assert "&lt;b&gt;Bitte&lt;/b&gt; klingeln" in html
    assert "Aula" in words(html)
    assert booking.contact_email in html


def test_the_deadline_for_changes_is_shown_and_whom_to_call_afterwards(promised, rules, clock):
    rules.phone = "0341 12345"
    rules.save()
    before = words(page_of(promised).text)
    clock.set_to(date(2027, 4, 5))
    after = words(page_of(promised).text)

    assert "nach der Zusage bis Montag, 29. März 2027" in before
    assert "ging hier bis Montag, 29. März 2027" in after
    assert "0341 12345" in after
    assert "zeitraum/" not in page_of(promised).text


# --- The buttons ------------------------------------------------------------------------------


def test_the_button_confirms_once_and_can_be_pressed_again(unconfirmed):
    first, again = press(unconfirmed, "bestaetigen/"), press(unconfirmed, "bestaetigen/")

    assert (first.status_code, again.status_code) == (303, 303)
    assert Booking.objects.get().state == S.REQUESTED
    assert mails_to(unconfirmed).count("booking.requested") == 1
    page = Client().get(first["Location"])
    assert "Danke, Ihre Adresse ist bestätigt." in words(page.text)
    assert "Sie bekommen unsere Antwort bis Freitag, 27. November 2026" in words(page.text)


def test_who_confirms_too_late_is_told_so(unconfirmed, clock):
    clock.pass_by(hours=49)
    actions.expire_due()
    answer = press(unconfirmed, "bestaetigen/")

    assert answer.status_code == 409
    assert "Der Stand hat sich geändert" in words(answer.text)
    assert "Neuen Zeitraum aussuchen" in words(answer.text)


def test_a_place_on_the_waiting_list_is_confirmed_the_same_way(poster_set):
    BookingFactory(poster_set=poster_set)
    waiting = actions.request_booking(
        details(), Period(MONDAY, FRIDAY), waits_until=date(2027, 7, 2)
    )
    assert "Dann stehen Sie auf der Warteliste" in words(page_of(waiting).text)

    press(waiting, "bestaetigen/")

    text = words(page_of(waiting).text)
    assert "Sie stehen auf der Warteliste" in text
    assert "Angebot halten wir dann 72 Stunden" in text


@pytest.fixture
def offered(poster_set, clock):
    """An offer to a school on the waiting list."""
    return BookingFactory(state=S.OFFERED, poster_set=poster_set, waits_until=date(2027, 7, 2))


def test_an_offer_is_taken(offered):
    assert press(offered, "annehmen/").status_code == 303
    assert Booking.objects.get().state == S.REQUESTED
    mail = OutboxMail.objects.get(key="waiting.accepted")
    assert "Sie haben das Angebot angenommen" in mail.body


def test_an_offer_is_left_to_the_next_school(offered):
    assert press(offered, "ablehnen/").status_code == 303
    again = press(offered, "ablehnen/")
    offered.refresh_from_db()
    assert offered.state == S.CANCELLED
    assert "Sie haben das Angebot abgelehnt." in words(Client().get(again["Location"]).text)
    assert Booking.objects.get().poster_set is None


def test_an_offer_that_is_over_cannot_be_taken(offered, clock):
    clock.pass_by(hours=100)
    actions.expire_due()

    for below in ("annehmen/", "ablehnen/"):
        assert press(offered, below).status_code == 409
    assert Booking.objects.get().state == S.EXPIRED


# --- Other days -------------------------------------------------------------------------------


def change(booking, first="31.05.2027", last="11.06.2027", version=None, **more):
    version = booking.version if version is None else version
    days = {"first_day": first, "last_day": last, "version": version}
    return press(booking, "zeitraum/", **days | more)


def test_the_days_are_changed_at_once(requested):
    answer = change(requested)

    assert answer.status_code == 303
    assert Booking.objects.get().days == (MAY.first, MAY.last)
    assert "Der Zeitraum ist geändert." in words(Client().get(answer["Location"]).text)
    assert "booking.changed" in subjects()


def test_the_form_shows_the_days_that_hold_and_what_is_near(requested):
    html = page_of(requested, "zeitraum/").text

    values = values_of(html)
    assert (values["first_day"], values["last_day"]) == ("12.04.2027", "23.04.2027")
    assert len(buttons(html, "zeitraum")) == 3
    assert "Andere freie Zeiträume" in words(html)


def test_a_near_window_is_one_click(requested):
    way = buttons(page_of(requested, "zeitraum/").text, "zeitraum")[0]
    assert change(requested, zeitraum=way).status_code == 303
    assert "/".join(day.isoformat() for day in Booking.objects.get().days) == way


def test_days_that_are_taken_keep_the_old_ones_and_offer_others(requested, poster_set):
    BookingFactory(poster_set=poster_set, first_day=MAY.first, last_day=MAY.last)
    answer = change(requested)

    assert answer.status_code == 409
    assert "Ihr alter Zeitraum gilt weiter." in words(answer.text)
    assert values_of(answer.text)["first_day"] == "31.05.2027"
    assert len(buttons(answer.text, "zeitraum")) == 3
    assert Booking.objects.get(pk=requested.pk).days == (MONDAY, FRIDAY)


def test_days_for_which_the_school_has_another_loan_are_refused(requested):
    other = PosterSetFactory()
    BookingFactory(**details(), first_day=MAY.first, last_day=MAY.last, poster_set=other)

    response = press(
        requested, "zeitraum/", first_day="31.05.2027", last_day="11.06.2027", version="0"
    )

    assert response.status_code == 422
    assert "liegt schon Ihre Anfrage vor" in errors(response)["first_day"][0]
    assert Booking.objects.get(pk=requested.pk).days == (MONDAY, FRIDAY)


def test_days_against_the_rules_are_refused_at_their_field(requested):
    answer = change(requested, last="01.06.2027")

    assert answer.status_code == 422
    assert set(errors(answer)) == {"last_day"}


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 300, "7"])
def test_who_saw_other_days_is_told_so(requested, version):
    answer = change(requested, version=version)

    assert answer.status_code == 409
    assert "Hier steht, was jetzt gilt." in words(answer.text)
    assert Booking.objects.get().days == (MONDAY, FRIDAY)


def test_after_the_deadline_nothing_changes_by_itself(promised, clock):
    clock.set_to(date(2027, 4, 5))
    for answer in (change(promised), press(promised, "absagen/", seen=promised.state)):
        assert answer.status_code == 409
        assert "ging das bis Montag, 29. März 2027" in words(answer.text)

    assert Booking.objects.get().state == S.CONFIRMED


# --- Calling it off ---------------------------------------------------------------------------


def test_cancelling_asks_once_and_frees_the_set(promised, poster_set):
    asked = page_of(promised, "absagen/")
    assert "Wirklich absagen?" in words(asked.text)
    assert Booking.objects.get().state == S.CONFIRMED

    answer = press(promised, "absagen/", **values_of(asked.text))

    assert answer.status_code == 303
    assert Booking.objects.get().state == S.CANCELLED
    assert not poster_set.occupancies.exists()
    assert "Der Zeitraum ist wieder frei." in words(Client().get(answer["Location"]).text)


@pytest.mark.parametrize("seen", ["", "closed", "requested", "x" * 500])
def test_who_saw_another_state_cancels_nothing(promised, seen):
    assert press(promised, "absagen/", seen=seen).status_code == 409
    assert Booking.objects.get().state == S.CONFIRMED


def test_what_is_over_cannot_be_cancelled_again(promised):
    press(promised, "absagen/", seen="confirmed")

    for answer in (
        press(promised, "absagen/", seen="confirmed"),
        press(promised, "absagen/", seen="cancelled"),
        page_of(promised, "absagen/"),
    ):
        assert answer.status_code == 303
        text = words(Client().get(answer["Location"]).text)
        assert "Sie haben abgesagt." in text
        assert "nicht geklappt" not in text
    assert mails_to(promised).count("booking.cancelled") == 1


def test_what_the_team_has_cancelled_is_not_said_to_be_the_schools_doing(promised):
    actions.cancel_booking(promised, seen="confirmed", by=UserFactory(), reason="Wasserschaden")

    answer = press(promised, "absagen/", seen="confirmed")

    assert answer.status_code == 409
    assert "Wasserschaden" in words(answer.text)


def test_a_request_that_was_not_promised_is_withdrawn(requested):
    press(requested, "absagen/", seen="requested")

    assert "Die Anfrage ist zurückgezogen" in words(page_of(requested).text)
    mail = OutboxMail.objects.get(key="booking.withdrawn")
    assert mail.subject == f"Zurückgezogen: Ihre Anfrage {requested.reference}"
    assert "storniert" not in mail.body


def test_who_leaves_the_waiting_list_does_not_cancel(poster_set):
    waiting = BookingFactory(state=S.WAITING, waits_until=date(2027, 6, 30))
    assert "Von der Warteliste nehmen" in words(page_of(waiting).text)
    asked = page_of(waiting, "absagen/")
    assert "bsagen" not in words(asked.text)

    left = Client().get(press(waiting, "absagen/", **values_of(asked.text))["Location"])
    again = Client().get(press(waiting, "absagen/", seen="waiting")["Location"])

    for page in (left, again):
        assert "Sie stehen nicht mehr auf der Warteliste." in words(page.text)
        assert "bgesagt" not in words(page.text)
        assert "Zeitraum ist wieder frei" not in words(page.text)


# --- Delivery, papers, report -----------------------------------------------------------------

WHO = {
    "delivery_contact": "Frau Beispiel",
    "delivery_phone": "03576 1234",
    "delivery_hours": "7 bis 15 Uhr",
    "delivery_helpers": "",
}


def test_the_school_says_who_takes_the_delivery(promised):
    assert press(promised, "lieferung/", **WHO).status_code == 303

    html = page_of(promised, "lieferung/").text
    assert {name: values_of(html)[name] for name in WHO} == WHO
    assert "Frau Beispiel, 03576 1234" in words(page_of(promised).text)


def test_a_delivery_without_a_person_is_asked_again(promised):
    answer = press(promised, "lieferung/", **WHO | {"delivery_contact": "a\r\nb"})

    assert answer.status_code == 422
    assert set(errors(answer)) == {"delivery_contact"}
    assert press(promised, "lieferung/").status_code == 422


def test_before_the_promise_there_is_nothing_to_deliver_or_to_print(requested):
    assert press(requested, "lieferung/", **WHO).status_code == 409
    for below in ("leihvertrag.pdf", "packliste.pdf", "termin.ics"):
        assert page_of(requested, below).status_code == 404


@pytest.mark.parametrize(
    ("below", "kind", "start"),
    [
        ("leihvertrag.pdf", "application/pdf", b"%PDF"),
        ("packliste.pdf", "application/pdf", b"%PDF"),
        ("termin.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
    ],
)
def test_papers_are_saved_and_never_run(promised, below, kind, start):
    answer = page_of(promised, below)

    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert token_of(promised).encode() not in answer.content


def test_the_contract_is_always_the_same_bytes(promised):
    assert page_of(promised, "leihvertrag.pdf").content == (
        page_of(promised, "leihvertrag.pdf").content
    )


REPORT = {"visitors": "1.250", "source": "estimated", "classes": "12", "text": "Gut."}


def test_from_the_last_day_on_the_school_reports(promised, clock):
    assert press(promised, "rueckmeldung/", **REPORT).status_code == 409
    assert "Rückmeldung ändern" not in words(page_of(promised).text)
    clock.set_to(FRIDAY)

    assert press(promised, "rueckmeldung/", **REPORT).status_code == 303
    said = Feedback.objects.get()
    assert (said.visitors, said.source, said.classes) == (1250, "estimated", 12)
    assert "Rückmeldung ändern" in words(page_of(promised).text)
    html = page_of(promised, "rueckmeldung/").text
    assert values_of(html)["visitors"] == "1250"
    assert press(promised, "rueckmeldung/", **REPORT | {"visitors": "90"}).status_code == 303
    assert Feedback.objects.get().visitors == 90


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("visitors", ""),
        ("visitors", "viele"),
        ("visitors", "-1"),
        ("visitors", "100001"),
        ("visitors", "9" * 5000),
        ("source", ""),
        ("source", "geraten"),
        ("classes", "1001"),
        ("text", "x" * 2001),
        ("text", "\x00"),
    ],
)
def test_a_wrong_report_is_asked_again(promised, clock, name, value):
    clock.set_to(FRIDAY)
    answer = press(promised, "rueckmeldung/", **REPORT | {name: value})

    assert answer.status_code == 422
    assert set(errors(answer)) == {name}
    assert not Feedback.objects.exists()


# --- The link once more -----------------------------------------------------------------------


def ask(address, client=None, **more):
    data = {"email": address, "form_token": token(), "website": ""} | more
    return (client or Client()).post(LINK_AGAIN, data)


def test_known_and_unknown_addresses_get_the_same_answer(requested):
    known, unknown = ask(requested.contact_email), ask("niemand@schule.example")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    assert "ist die E-Mail unterwegs" in words(Client().get(known["Location"]).text)
    assert subjects().count("booking.link") == 1


def test_the_link_is_sent_once_a_day(requested):
    ask(requested.contact_email), ask(requested.contact_email.upper())

    assert subjects().count("booking.link") == 1


def test_one_visitor_cannot_try_many_addresses(requested):
    answers = [ask(f"person{number}@schule.example") for number in range(21)]

    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert "in einer Stunde" in words(answers[-1].text)


@pytest.mark.parametrize("address", ["", "x", "a@b.example\r\nBcc: c@d.example", "\x00@b.example"])
def test_no_address_gets_no_mail(requested, address):
    answer = ask(address)

    assert answer.status_code == 422
    assert set(errors(answer)) == {"email"}


def test_a_robot_gets_no_mail(requested):
    assert ask(requested.contact_email, website="x").status_code == 422
    assert ask(requested.contact_email, form_token="").status_code == 422
    assert "booking.link" not in subjects()


def test_the_pages_lead_to_each_other(poster_set):
    assert LINK_AGAIN in own_links(Client().get(LENDING).text)
    assert LENDING in own_links(Client().get(LINK_AGAIN + "?gesendet").text)
