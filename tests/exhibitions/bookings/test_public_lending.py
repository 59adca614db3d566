"""The lending page: what it offers, and each way a request can go."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from exhibitions.bookings import actions
from exhibitions.bookings.availability import Availability
from exhibitions.bookings.models import Booking, LendingPage, LoanTerms, Occupancy
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import BookingState
from exhibitions.bookings.views.receipts import masked
from tests.addresses import own_links
from tests.exhibitions.bookings.factories import (
    FRIDAY,
    MONDAY,
    BookingFactory,
    LoanTermsFactory,
    PosterSetFactory,
    details,
)
from tests.exhibitions.bookings.public_site import (
    LENDING,
    buttons,
    errors,
    subjects,
    token,
    typed,
    values_of,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(poster_set):
    """The only set, lent from 12 to 23 April 2027."""
    return BookingFactory(poster_set=poster_set)


# --- The page ---------------------------------------------------------------------------------


def test_the_page_is_an_ordinary_page_that_any_cache_may_keep(client, poster_set):
    response = client.get(LENDING)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert 'aria-current="true"' in response.text.partition("<main")[0]
    assert "/wanderausstellung/" in own_links(response.text.partition("<main")[0])


def test_an_unpublished_page_is_not_there(client, poster_set):
    LendingPage.objects.update(live=False)

    assert client.get(LENDING).status_code == 404
    assert client.post(LENDING, typed()).status_code == 404
    assert not Booking.objects.exists()


def test_wagtail_shows_the_page_without_dates(poster_set, rf, client):
    page = LendingPage.objects.get()
    html = page.make_preview_request().render().content.decode()

    assert "Nur auf der Website" in words(html)


def test_every_window_can_be_asked_for_as_it_stands(client, poster_set):
    links = re.findall(r'href="(\?[^"]*)"', client.get(LENDING).text)
    windows = [link.replace("&amp;", "&") for link in links if "von=" in link]

    assert len(windows) >= 8
    assert all(link.endswith("#anfrage") for link in windows)
    for link in windows:
        form = client.get(LENDING + link).context["form"]
        days = {name: form[name].value() for name in ("first_day", "last_day")}
        response = client.post(LENDING, typed(terms="", **days))
        assert set(errors(response)) == {"terms"}


def test_a_window_fills_the_form_and_is_marked_in_list_and_month(client, poster_set):
    html = client.get(f"{LENDING}?von=2027-04-12&bis=2027-04-23").text

    assert values_of(html)["first_day"] == "12.04.2027"
    assert values_of(html)["last_day"] == "23.04.2027"
    assert "April 2027" in re.search(r"<caption>(.*?)</caption>", html)[1]
    assert words(html).count("Ihr Zeitraum") >= 10


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?von=2027-05-06&bis=2027-05-14", "Am Do, 6. Mai 2027 wird nicht übergeben"),
        ("?von=2027-04-12&bis=2027-04-13", "Eine Ausleihe dauert mindestens"),
        ("?von=2026-11-30&bis=2026-12-11", "14 Tage Vorlauf"),
    ],
)
def test_days_in_the_address_that_break_a_rule_are_refused_at_once(client, poster_set, query, said):
    response = client.get(LENDING + query)

    assert response.status_code == 200
    assert said in words(response.text)


def test_days_in_the_address_that_keep_the_rules_are_not_spoken_of(client, poster_set):
    response = client.get(f"{LENDING}?von=2027-04-12&bis=2027-04-23")

    assert response.context["times"].chosen_problem == ""


def test_holidays_that_lengthen_a_loan_are_named_with_the_shorter_choice(client, poster_set):
    html = client.get(f"{LENDING}?wochen=1&ab=2027-02-01").text

    assert "Wegen der Winterferien bis 23. Februar 2027 unterwegs." in words(html)
    longer = client.get(f"{LENDING}?wochen=2&ab=2027-01-25").text
    assert "Lieber kürzer: nur bis" in words(longer)
    shorter = re.search(r'href="([^"]+)"\s*>\s*Lieber kürzer', longer)[1].replace("&amp;", "&")
    assert client.get(LENDING + shorter).context["times"].chosen_note == ""


@pytest.mark.parametrize(("weeks", "school_days"), [(1, 5), (2, 10), (3, 15), (4, 20)])
def test_the_length_is_chosen_by_a_link(client, poster_set, weeks, school_days):
    times = client.get(f"{LENDING}?wochen={weeks}&ab=2027-04-05").context["times"]

    assert times.windows[0].school_days == school_days
    assert [choice.weeks for choice in times.choices if choice.is_current] == [weeks]


def test_later_windows_follow_without_gap_and_lead_back(client, poster_set):
    first = client.get(LENDING).context["times"]
    second = client.get(LENDING + first.later).context["times"]
    all_windows = list(Availability.load().windows(2))

    shown = [window.period for window in (*first.windows, *second.windows)]
    assert shown == all_windows[:16]
    assert (first.earlier, bool(second.earlier)) == ("", True)


def test_where_nothing_is_free_the_page_says_what_to_do(client, rules, clock):
    text = words(client.get(LENDING).text)

    assert "Zurzeit ist kein Zeitraum dieser Länge frei." in text
    assert "Warteliste" in text


QUERIES = [
    "?monat=2027-02",
    "?monat=9999-12",
    "?monat=0000-00",
    "?monat=%00",
    "?ab=2099-01-01",
    "?ab=32.13.2027",
    "?wochen=-1",
    "?wochen=" + "9" * 400,
    "?von=2027-04-23&bis=2027-04-12",
    "?von=0001-01-01&bis=2099-12-31",
    "?von=1999-01-01&bis=2098-12-31&monat=2027-04&wochen=4&ab=2028-01-01",
    "?von=%F0%9F%98%80&bis=%ff",
]


@pytest.mark.parametrize("query", QUERIES)
def test_odd_questions_get_the_page(client, poster_set, query):
    response = client.get(LENDING + query)

    assert response.status_code == 200
    month = response.context["month"].first
    assert timezone.localdate().replace(day=1) <= month <= date(2028, 5, 1)


def test_a_page_costs_the_same_queries_with_many_loans_of_the_past(
    client, poster_set, django_assert_max_num_queries
):
    client.get(LENDING)
    for year in range(2000, 2025):
        for month in range(1, 9):
            loan = BookingFactory(
                first_day=date(year, month, 5), last_day=date(year, month, 9), state="closed"
            )
            Occupancy.objects.create(
                booking=loan,
                poster_set=poster_set,
                start=date(year, month, 4),
                end=date(year, month, 12),
            )

    with django_assert_max_num_queries(22):
        client.get(LENDING)


# --- A request that goes well -----------------------------------------------------------------


def test_a_request_holds_the_set_and_leads_to_a_receipt(client, poster_set):
    response = client.post(LENDING, typed())

    booking = Booking.objects.get()
    assert response.status_code == 303
    assert (booking.state, booking.days) == (BookingState.UNCONFIRMED, (MONDAY, FRIDAY))
    assert booking.poster_set == poster_set
    assert subjects() == ["booking.received"]
    receipt = client.get(response["Location"])
    text = words(receipt.text)
    assert f"Vorgangsnummer {booking.reference}" in text
    assert "Montag, 12. April 2027 bis Freitag, 23. April 2027" in text
    assert "Bitte bis Donnerstag, 26. November 2026, 10:00 Uhr" in text
    assert "innerhalb von 3 Werktagen" in text
    assert "s•••@schule.example" in text
    assert "Link noch einmal senden" in text
    for secret in ("sekretariat", "Erika", "Musterweg", "Beispiel-Oberschule"):
        assert secret not in receipt.text


def test_a_receipt_can_be_reloaded_for_a_day_and_by_nobody_who_guesses(client, poster_set, clock):
    address = client.post(LENDING, typed())["Location"]

    first, again = client.get(address), client.get(address)
    assert (first.status_code, first.text) == (200, again.text)
    assert first["Cache-Control"] == "private, no-store"
    assert "noindex" in first["X-Robots-Tag"]
    assert first.cookies == {}
    reference = Booking.objects.get().reference
    for guess in (reference, f"{reference}:x", "x", address.split("/")[-2][:-1] + "~"):
        assert client.get(f"{LENDING}gesendet/{guess}/").status_code == 404
    clock.pass_by(days=1, minutes=1)
    assert client.get(address).status_code == 404


def test_sending_twice_gives_one_loan_one_mail_one_receipt(client, poster_set):
    data = typed()
    first, again = client.post(LENDING, data), client.post(LENDING, data)

    assert first["Location"] == again["Location"]
    assert (first.status_code, again.status_code) == (303, 303)
    assert Booking.objects.count() == 1
    assert subjects() == ["booking.received"]


def test_two_schools_that_got_the_same_page_from_a_cache_are_two(client, rules, clock):
    PosterSetFactory(), PosterSetFactory()
    mark = token()
    one = client.post(LENDING, typed(form_token=mark))
    other = client.post(
        LENDING,
        typed(form_token=mark, institution="Andere", contact_email="buero@andere.example"),
    )

    assert (one.status_code, other.status_code) == (303, 303)
    assert Booking.objects.count() == 2


def test_what_is_optional_is_kept(client, poster_set):
    said = {
        "contact_phone": "03576 1234",
        "alternative": "zwei Wochen im Mai",
        "classes": "8 bis 10",
        "expected_visitors": "1.200",
        "room": "Aula, zwei Stufen",
        "opening": "am ersten Tag",
        "wants_talk": "on",
        "is_public": "on",
        "remarks": "Erste Zeile\r\nZweite Zeile",
    }
    client.post(LENDING, typed(**said))

    booking = Booking.objects.get()
    assert booking.expected_visitors == 1200
    assert (booking.wants_talk, booking.is_public) == (True, True)
    assert booking.remarks.splitlines() == ["Erste Zeile", "Zweite Zeile"]
    assert booking.room == said["room"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("12.4.27", "23.4.27"), (" 12. 04. 2027 ", "23 . 4 . 2027"), ("2027-04-12", "2027-04-23")],
)
def test_days_may_be_typed_in_several_ways(client, poster_set, first, last):
    assert client.post(LENDING, typed(first_day=first, last_day=last)).status_code == 303
    assert Booking.objects.get().days == (MONDAY, FRIDAY)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sekretariat@schule.example", "s•••@schule.example"),
        ("a@b.example", "a•••@b.example"),
        ('"a@b"@c.example', '"•••@c.example'),
        ("", ""),
    ],
)
def test_a_mask_shows_the_first_letter_and_the_host(address, shown):
    assert masked(address) == shown


# --- What is refused --------------------------------------------------------------------------

MISSING = {
    "institution": "Nennen Sie Ihre Schule oder Einrichtung.",
    "institution_type": "Wählen Sie die Art der Einrichtung aus der Liste.",
    "street": "Nennen Sie Straße und Hausnummer. Dorthin wird geliefert.",
    "postcode": "Geben Sie die Postleitzahl mit fünf Ziffern ein.",
    "town": "Nennen Sie den Ort.",
    "contact_name": "Nennen Sie eine Person, an die wir uns wenden können.",
    "contact_email": "Geben Sie eine E-Mail-Adresse wie name@beispiel.de ein.",
    "first_day": "Nennen Sie den ersten Tag, an dem die Ausstellung steht.",
    "last_day": "Nennen Sie den letzten Tag, an dem die Ausstellung steht.",
}


def test_an_empty_form_names_each_answer_that_is_missing(client, poster_set):
    LoanTermsFactory()
    response = client.post(LENDING, {"form_token": token()})

    assert response.status_code == 422
    said = errors(response)
    assert {name: said[name] for name in MISSING} == {
        name: [text] for name, text in MISSING.items()
    }
    assert set(said) == {*MISSING, "terms"}
    assert response.text.partition("<title>")[2].split()[0] == "Fehler:"
    assert response["Cache-Control"] == "private, no-store"
    assert response.cookies == {}


@pytest.mark.parametrize("name", MISSING)
def test_an_error_is_linked_from_the_summary_and_tied_to_its_field(client, poster_set, name):
    html = client.post(LENDING, typed(**{name: ""})).text

    field = f"id_{name}"
    assert f'href="#{field}"' in html
    control = re.search(rf'<(?:input|select)[^>]*\bid="{field}"[^>]*>', html)[0]
    assert 'aria-invalid="true"' in control
    assert f"{field}_error" in re.search(r'aria-describedby="([^"]+)"', control)[1]
    assert f'id="{field}_error"' in html


def test_the_summary_names_errors_in_the_order_of_the_page(client, taken):
    LoanTermsFactory()
    html = client.post(
        LENDING, {"form_token": token(), "warteliste": "1", "remarks": "x" * 2001}
    ).text

    summary = html.partition('class="error-summary"')[2].partition("</ul>")[0]
    linked = re.findall(r'href="#id_(\w+)"', summary)
    on_page = re.findall(r'id="id_(\w+)_error"', html)
    assert linked == on_page
    assert linked[:3] == ["waits_until", "first_day", "last_day"]
    assert linked[-2:] == ["remarks", "terms"]


WRONG = [
    ("postcode", "2943", "fünf Ziffern"),
    ("postcode", "٠٢٩٤٣", "fünf Ziffern"),
    ("postcode", "029431", "fünf Ziffern"),
    ("contact_email", "lehrerzimmer@", "name@beispiel.de"),
    ("contact_email", "a@b.example\r\nBcc: c@d.example", "in eine Zeile"),
    ("institution", "Schule\r\nBcc: x@y.example", "in eine Zeile"),
    ("institution", "Schule\x00", "in eine Zeile"),
    ("institution", "x" * 161, "auf 160 Zeichen"),
    ("institution_type", "universitaet", "aus der Liste"),
    ("remarks", "x" * 2001, "auf 2000 Zeichen"),
    ("expected_visitors", "viele", "zwischen 1 und 100000"),
    ("expected_visitors", "-5", "zwischen 1 und 100000"),
    ("expected_visitors", "9" * 5000, "zwischen 1 und 100000"),
    ("first_day", "32.13.2027", "Diesen Tag gibt es nicht"),
    ("first_day", "29.02.2027", "Diesen Tag gibt es nicht"),
    ("first_day", "01.01.0000", "Diesen Tag gibt es nicht"),
    ("first_day", "01.01.9999", "Diesen Tag gibt es nicht"),
    ("first_day", "12/04", "Diesen Tag gibt es nicht"),
    ("first_day", "10.04.2027", "wird nicht übergeben: ein Wochenende"),
    ("first_day", "30.11.2026", "14 Tage Vorlauf"),
    ("last_day", "09.04.2027", "liegt vor dem ersten"),
    ("last_day", "07.05.2027", "wird nicht übergeben"),
    ("last_day", "14.04.2027", "mindestens 5 Schultage"),
    ("last_day", "11.06.2027", "höchstens 28 Tage"),
    ("last_day", "01.06.2099", "So weit im Voraus"),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_a_wrong_answer_names_the_rule_and_keeps_what_was_typed(
    client, poster_set, name, value, said
):
    response = client.post(LENDING, typed(**{name: value}))

    assert response.status_code == 422
    assert set(errors(response)) == {name}
    assert said in errors(response)[name][0]
    assert values_of(response.text)["street"] == "Musterweg 1"
    assert not Booking.objects.exists()


def test_without_the_terms_nothing_is_lent(client, poster_set):
    LoanTermsFactory()

    assert set(errors(client.post(LENDING, typed(terms="")))) == {"terms"}


def test_terms_that_changed_in_between_have_to_be_read_again(client, poster_set):
    old = LoanTermsFactory()
    LoanTermsFactory()
    response = client.post(LENDING, typed(terms_version=str(old.version)))

    assert set(errors(response)) == {"terms"}
    newest = str(LoanTerms.current().version)
    assert values_of(response.text)["terms_version"] == newest
    assert "checked" not in re.search(r'<input[^>]*name="terms"[^>]*>', response.text)[0]
    assert client.post(LENDING, typed(terms_version=newest)).status_code == 303
    assert Booking.objects.get().terms == LoanTerms.current()


ROBOTS = [
    ({"website": "http://spam.example"}, "Website"),
    ({"form_token": ""}, "zu lange offen"),
    ({"form_token": "erfunden"}, "zu lange offen"),
    ({"form_token": token(age=25 * 3600)}, "zu lange offen"),
]


@pytest.mark.parametrize(("values", "said"), ROBOTS)
def test_a_robot_is_told_kindly_and_a_person_sends_again(client, poster_set, values, said):
    response = client.post(LENDING, typed(**values))

    assert response.status_code == 422
    assert said in words(response.text)
    again = typed() | {
        name: value
        for name, value in values_of(response.text).items()
        if name in {"website", "form_token"}
    }
    assert again["website"] == ""
    if "form_token" in values:
        assert again["form_token"] != values["form_token"]


def test_a_form_that_comes_back_at_once_is_a_robots(client, poster_set):
    response = client.post(LENDING, typed(form_token=token(age=0)))

    assert response.status_code == 422
    assert "sehr schnell" in words(response.text)
    assert not re.search(r"Bitte prüfen Sie \d", words(response.text))


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}],
)
def test_a_form_of_another_site_is_refused(client, poster_set, headers):
    response = client.post(LENDING, typed(), headers=headers)

    assert response.status_code == 403
    assert "Dieses Formular kam nicht von unserer Website" in words(response.text)
    assert "Melden Sie sich an" not in response.text
    assert not Booking.objects.exists()


def test_a_second_tab_does_not_take_the_second_set(client, poster_set):
    PosterSetFactory()
    client.post(LENDING, typed())
    first = Booking.objects.get()

    response = client.post(LENDING, typed(room="Aula"))

    text = words(response.text)
    assert response.status_code == 409
    assert "Für diese Tage liegt schon Ihre Anfrage vor." in text
    assert first.reference not in response.text
    assert values_of(response.text)["room"] == "Aula"
    assert Booking.objects.get() == first


def test_who_has_enough_open_requests_is_told_so_and_loses_nothing(client, poster_set):
    address = details()["contact_email"]
    for _ in range(2):
        BookingFactory(
            contact_email=address, first_day=date(2027, 6, 7), last_day=date(2027, 6, 18)
        )
    response = client.post(LENDING, typed())

    assert response.status_code == 429
    assert "schon 2 Anfragen offen" in words(response.text)
    assert values_of(response.text)["street"] == "Musterweg 1"


def test_the_same_form_with_other_words_says_where_the_first_one_is(client, rules, clock):
    PosterSetFactory(), PosterSetFactory()
    mark = token()
    client.post(LENDING, typed(form_token=mark))
    response = client.post(LENDING, typed(form_token=mark, street="Musterweg 2"))

    assert response.status_code == 409
    assert Booking.objects.get().reference in words(response.text)
    assert "Neues Formular öffnen" in words(response.text)


# --- Taken in the meantime --------------------------------------------------------------------


def test_a_taken_period_comes_back_with_others_and_all_that_was_typed(client, taken):
    said = typed(room="Aula <b>", remarks="Bitte klingeln & warten")
    response = client.post(LENDING, said)

    assert response.status_code == 409
    assert "Dieser Zeitraum ist inzwischen vergeben." in words(response.text)
    kept = {name: response.context["form"][name].value() for name in said if name != "form_token"}
    assert kept == {name: value for name, value in said.items() if name != "form_token"} | {
        "terms": True
    }
    assert "Aula &lt;b&gt;" in response.text
    assert "<details" in response.text
    assert re.search(r"<details[^>]*\bopen", response.text)
    assert len(buttons(response.text, "zeitraum")) == 3
    assert values_of(response.text)["form_token"] != said["form_token"]


def test_one_click_asks_for_an_alternative(client, taken):
    conflict = client.post(LENDING, typed())
    way = buttons(conflict.text, "zeitraum")[0]
    response = client.post(LENDING, typed(zeitraum=way))

    assert response.status_code == 303
    first, last = (date.fromisoformat(day) for day in way.split("/"))
    assert Booking.objects.exclude(pk=taken.pk).get().days == (first, last)


@pytest.mark.parametrize("way", ["", "x", "2027-04-12", "2027-13-45/x", "2027-04-23/2027-04-12"])
def test_an_odd_button_counts_for_nothing(client, poster_set, way):
    assert client.post(LENDING, typed(zeitraum=way)).status_code == 303
    assert Booking.objects.get().days == (MONDAY, FRIDAY)


def test_enter_sends_the_form_and_not_the_first_alternative(client, taken):
    html = client.post(LENDING, typed()).text
    form = html[html.index('<form class="form"') :]

    first_button = re.search(r"<button\b([^>]*)>", form)[1]
    assert "name=" not in first_button


def test_without_alternatives_the_form_has_one_button(client, poster_set):
    html = client.get(LENDING).text
    form = html[html.index('<form class="form"') :]

    assert form[: form.index("</form>")].count("<button") == 1


def test_the_waiting_list_takes_the_request(client, taken):
    response = client.post(LENDING, typed(warteliste="1", waits_until="02.07.2027"))

    assert response.status_code == 303
    booking = Booking.objects.exclude(pk=taken.pk).get()
    assert (booking.state, booking.waits_until) == (BookingState.WAITING, date(2027, 7, 2))
    text = words(client.get(response["Location"]).text)
    assert "Warteliste" in text
    assert "Warten bis Freitag, 2. Juli 2027" in text
    assert subjects() == ["waiting.received"]


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("", "Nennen Sie den letzten Tag"),
        ("20.04.2027", "liegt vor dem letzten Tag Ihres Wunsches"),
        ("31.12.2098", "So weit im Voraus"),
        ("morgen", "Diesen Tag gibt es nicht"),
    ],
)
def test_the_waiting_list_needs_an_end(client, taken, until, said):
    response = client.post(LENDING, typed(warteliste="1", waits_until=until))

    assert response.status_code == 422
    assert said in errors(response)["waits_until"][0]
    assert buttons(response.text, "warteliste") == ["1"]


def test_the_last_day_of_waiting_is_not_called_optional(client, taken):
    html = client.post(LENDING, typed()).text

    label = re.search(r'<label[^>]*for="id_waits_until"[^>]*>(.*?)</label>', html, re.DOTALL)[1]
    assert "Warten bis" in label
    assert "freiwillig" not in label
    assert "Nur für die Warteliste" in words(html)


def test_a_request_without_the_button_does_not_wait(client, poster_set):
    client.post(LENDING, typed(waits_until="02.07.2027"))

    assert Booking.objects.get().waits_until is None


# --- Everything at once -----------------------------------------------------------------------

HOSTILE = [
    "\x00",
    "a\r\nBcc: victim@example.org",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "' OR 1=1; DROP TABLE bookings_booking; --",
    "\ud83d\ude00" * 100,
    "x" * 5000,
    "９９９９９",
    "\u202e\u2066abc",
    "%s%n%(a)s{0}",
    "9" * 400,
    "-1",
    "1e400",
    "0000-00-00",
    "99.99.9999",
    "٣١.١٢.٢٠٢٧",
    " ",
]
FIELDS = [
    *details(),
    *("contact_phone", "alternative", "classes", "expected_visitors", "room", "opening"),
    *("wants_talk", "is_public", "remarks", "terms", "terms_version", "first_day", "last_day"),
    *("waits_until", "warteliste", "zeitraum", "form_token", "website"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_never_break_the_page(poster_set, text):
    client = Client(raise_request_exception=False)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for name in FIELDS:
        cache.clear()
        Booking.objects.all().delete()
        response = client.post(LENDING, typed(**{name: text}))
        assert response.status_code in {303, 409, 422, 429}, name
        assert "<script>alert" not in response.text


def test_the_rules_have_the_last_word_in_the_action(client, poster_set, monkeypatch):
    refusal = Availability.load().planner.refusal(Period(MONDAY, MONDAY))

    def refuse(*args, **kwargs):
        raise actions.RuleBroken(refusal)

    monkeypatch.setattr(actions, "request_booking", refuse)
    response = client.post(LENDING, typed())

    assert response.status_code == 422
    assert set(errors(response)) == {"last_day"}
