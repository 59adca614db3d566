"""Lists, files and figures: few queries, any word may be searched, no cell is a formula."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from exhibitions.bookings.filters import school_year_name, school_year_of
from exhibitions.bookings.models import Booking, Feedback, LendingRules
from exhibitions.bookings.states import BookingState
from submissions.exports import cell_value, csv_response, defused, xlsx_response
from submissions.models import Submission
from submissions.retention import forget
from tests.accounts.factories import UserFactory
from tests.exhibitions.bookings.admin_places import CHIEF, MANAGER
from tests.exhibitions.bookings.factories import (
    MONDAY,
    TODAY,
    BookingFactory,
    PosterSetFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/ausleihe/vorgaenge/"
TEXT = {"s", "inlineStr"}  # what openpyxl calls a cell with text; "f" is a formula
EVIL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1+1",
    "＋1",
    "﹫a",
    "|calc",
    "%x",
]


@pytest.fixture
def office(client):
    """A browser in which the manager is signed in."""
    client.force_login(UserFactory(groups=[MANAGER]))
    return client


def found(client, **query) -> list[str]:
    return [each.institution for each in client.get(LIST, query).context["object_list"]]


def many(number: int) -> None:
    """Loans written at once, past everything."""
    Submission.objects.bulk_create(
        [Submission(kind="booking", contact_email=f"s{each}@x.example") for each in range(number)]
    )
    for submission in Submission.objects.filter(kind="booking", booking=None):
        booking = Booking(
            submission_ptr=submission,
            state=BookingState.REQUESTED,
            institution=f"Schule {submission.pk}",
            institution_type="gymnasium",
            postcode="02943",
            town="Weißwasser",
            first_day=MONDAY,
            last_day=MONDAY + timedelta(days=10),
        )
        booking.__dict__.update(
            {name: value for name, value in submission.__dict__.items() if name != "_state"}
        )
        booking.save_base(raw=True)


def test_the_list_takes_few_queries_whatever_its_length(
    office, nothing_lent, django_assert_max_num_queries
):
    many(1000)
    office.get(LIST)

    with django_assert_max_num_queries(13):  # one is the number in the menu
        response = office.get(LIST)

    assert response.context["paginator"].count == 1000
    assert len(response.context["object_list"]) == 25


def test_a_loan_is_found_by_what_is_known_of_it(office, nothing_lent):
    booking = BookingFactory(
        institution="Oberschule Eins", town="Görlitz", contact_email="q@w.example"
    )
    BookingFactory(institution="Andere")

    for words in (booking.reference.lower(), "schule eins", "görlitz", "q@w.ex"):
        assert found(office, q=words) == ["Oberschule Eins"], words


@pytest.mark.parametrize("words", ["%", "_", "'; DROP TABLE", "\\", "ß" * 500, "=1", "<b>", "\x00"])
def test_any_word_may_be_searched(office, nothing_lent, words):
    BookingFactory()

    assert office.get(LIST, {"q": words}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"state": "requested"},
        {"district": "bautzen"},
        {"institution_type": "bsz"},
        {"school_year": "2027"},
        {"is_public": "True"},
        {"period_from": "2027-09-01", "period_to": "2027-09-10"},
    ],
)
def test_the_list_is_narrowed(office, nothing_lent, query):
    BookingFactory(
        institution="Gesucht",
        district="bautzen",
        institution_type="bsz",
        first_day=date(2027, 9, 6),
        last_day=date(2027, 9, 17),
        is_public=True,
    )
    BookingFactory(institution="Andere", state=BookingState.CANCELLED)

    assert found(office, **query) == ["Gesucht"]


def test_the_list_is_narrowed_to_a_set(office, nothing_lent):
    poster_set = PosterSetFactory()
    BookingFactory(institution="Gesucht", poster_set=poster_set)
    BookingFactory(institution="Andere", poster_set=PosterSetFactory())

    assert found(office, poster_set=poster_set.pk) == ["Gesucht"]


@pytest.mark.parametrize(
    "query", [{"school_year": "x"}, {"ordering": "password"}, {"p": "999"}, {"state": "'"}]
)
def test_a_nonsense_question_is_no_error(office, nothing_lent, query):
    assert office.get(LIST, query).status_code == 200


def sheet_of(response):
    return load_workbook(BytesIO(b"".join(response.streaming_content))).active


def test_the_list_is_a_workbook_with_numbers_and_dates(office, nothing_lent):
    booking = BookingFactory(institution="=1+1", contact_name="@evil", expected_visitors=30)

    sheet = sheet_of(office.get(LIST, {"export": "xlsx"}))

    headings = [cell.value for cell in sheet[1]]
    row = dict(zip(headings, sheet[2], strict=True))
    assert {cell.data_type for line in sheet for cell in line} <= {*TEXT, "n", "d"}
    assert row["Vorgangsnummer"].value == booking.reference
    assert row["Einrichtung"].value == "'=1+1"
    assert row["Ansprechperson"].value == "'@evil"
    assert row["Erwartete Zahl"].value == 30
    assert row["Erster Tag"].value.date() == MONDAY
    assert row["Erster Tag"].number_format == "dd.mm.yyyy"
    assert row["Schuljahr"].value == "2026/27"


def test_the_list_is_text_with_semicolons(office, nothing_lent):
    BookingFactory(institution="Schule; „Ä“", is_public=True)

    response = office.get(LIST, {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(StringIO(text), delimiter=";"))

    assert (row["Einrichtung"], row["Erster Tag"]) == ("Schule; „Ä“", "12.04.2027")
    assert row["Auf der Tour genannt"] == "ja"
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]


def test_who_only_looks_gets_a_file_without_people(client, nothing_lent):
    BookingFactory(contact_name="Erika Geheim", contact_email="geheim@x.example")
    client.force_login(UserFactory(groups=[CHIEF]))

    sheet = sheet_of(client.get(LIST, {"export": "xlsx"}))
    text = b"".join(client.get(LIST, {"export": "csv"}).streaming_content).decode()

    assert "E-Mail-Adresse" not in [cell.value for cell in sheet[1]]
    assert "eheim" not in text


@pytest.mark.parametrize("text", EVIL)
def test_no_text_begins_a_formula(text):
    sheet = sheet_of(xlsx_response(["A"], [[text]], "x"))
    line = b"".join(csv_response(["A"], [[text]], "x").streaming_content).decode("utf-8-sig")

    assert defused(text) == f"'{text}"
    assert sheet["A2"].data_type in TEXT
    assert sheet["A2"].value.startswith("'")
    assert list(csv.reader(StringIO(line), delimiter=";"))[1][0].startswith("'")


def test_what_is_no_formula_stays_as_it_is():
    assert [cell_value(each) for each in ("a=b", "", None, 5, -5, True, MONDAY, "\x0bx")] == [
        "a=b",
        "",
        "",
        5,
        -5,
        "ja",
        MONDAY,
        "x",
    ]


def agenda(client) -> dict[str, list[str]]:
    sections = client.get("/admin/ausleihe/heute/").context["sections"]
    return {each.key: [line.booking.institution for line in each.lines] for each in sections}


def test_today_says_all_that_is_to_be_done(office, clock, nothing_lent):
    def loan(name, state, first, last, **values):
        poster_set = PosterSetFactory()
        return BookingFactory(
            institution=name,
            state=state,
            first_day=TODAY + timedelta(days=first),
            last_day=TODAY + timedelta(days=last),
            poster_set=poster_set,
            **values,
        )

    s = BookingState
    loan("Spät", s.REQUESTED, 40, 50, due=TODAY - timedelta(days=1))
    loan("Neu", s.REQUESTED, 40, 50, due=TODAY + timedelta(days=2))
    loan("Geht", s.CONFIRMED, 5, 15, delivery_contact="Hausmeister Beispiel")
    loan("Geht später", s.CONFIRMED, 30, 40)
    loan("Kommt", s.OUT, -5, 5)
    loan("Bleibt", s.OUT, -5, 20)
    loan("Überfällig", s.OUT, -30, -10)
    loan("Stumm", s.RETURNED, -60, -40)
    Feedback.objects.create(
        booking=loan("Berichtet", s.RETURNED, -60, -40), visitors=5, source="counted"
    )
    BookingFactory(state=s.UNCONFIRMED)
    BookingFactory(state=s.WAITING, waits_until=TODAY + timedelta(days=90))

    page = office.get("/admin/ausleihe/heute/")

    assert agenda(office) == {
        "anfragen": ["Spät", "Neu"],
        "ueberfaellig": ["Überfällig"],
        "hinaus": ["Geht"],
        "zurueck": ["Kommt"],
        "rueckmeldungen": ["Stumm"],
    }
    assert page.context["counts"] == {"unconfirmed": 1, "waiting": 1, "offered": 0}
    assert "Hausmeister Beispiel" in page.text
    assert [line.is_late for line in page.context["sections"][0].lines] == [True, False]
    assert page.text.count("/zusagen/") == 2
    assert "1</strong> Überfällig" in " ".join(office.get("/admin/").text.split())


def test_today_is_flat_in_queries(office, nothing_lent, django_assert_max_num_queries):
    for number in range(12):
        BookingFactory(
            state=BookingState.OUT if number % 2 else BookingState.REQUESTED,
            first_day=timezone.localdate() + timedelta(days=number),
            last_day=timezone.localdate() + timedelta(days=number + 5),
            poster_set=PosterSetFactory(),
        )
    LendingRules.load()
    office.get("/admin/ausleihe/heute/")

    with django_assert_max_num_queries(14):  # one is the number in the menu
        office.get("/admin/ausleihe/heute/")


def test_the_manager_is_warned_a_year_before_holidays_end(office, clock, nothing_lent):
    assert "Ferien eintragen" not in office.get("/admin/ausleihe/heute/").text
    clock.set_to(date(2028, 9, 1))
    office.force_login(UserFactory(groups=[MANAGER]))

    page = office.get("/admin/ausleihe/heute/").text

    assert "Schulferien sind nur bis 31.08.2029 bekannt." in page
    assert reverse("holiday_periods:add") in page


def test_the_calendar_shows_loans_ways_and_closures_in_words(office, clock, nothing_lent):
    from exhibitions.bookings.actions import close_set

    poster_set = PosterSetFactory(name="Satz Eins")
    booking = BookingFactory(institution="Schule Eins", poster_set=poster_set)
    close_set(poster_set, date(2027, 4, 1), date(2027, 4, 5), "Inventur")

    page = office.get("/admin/ausleihe/kalender/?monat=2027-04")
    (row,) = page.context["calendar"].rows

    assert [(cell.kind, cell.days) for cell in row.cells] == [
        ("blocked", 5),
        ("free", 5),
        ("way", 1),
        ("requested", 12),
        ("way", 2),
        ("free", 5),
    ]
    assert sum(cell.days for cell in row.cells) == 30
    assert reverse("bookings:inspect", args=[booking.pk]) in page.text
    for words in ("Gesperrt: Inventur", "Schule Eins", "Hinweg", "Rückweg", "Angefragt"):
        assert words in page.text


@pytest.mark.parametrize("query", ["monat=x", "monat=9999-12", "monat=2027-13", "monate=99", ""])
def test_the_calendar_of_no_month_is_that_of_this_one(office, query):
    page = office.get(f"/admin/ausleihe/kalender/?{query}")

    assert page.context["calendar"].first == timezone.localdate().replace(day=1)


def test_three_months_are_flat_in_queries(office, nothing_lent, django_assert_max_num_queries):
    for _ in range(8):
        BookingFactory(poster_set=PosterSetFactory())
    LendingRules.load()
    address = "/admin/ausleihe/kalender/?monat=2027-03&monate=3"
    office.get(address)

    with django_assert_max_num_queries(13):  # one is the number in the menu
        page = office.get(address)

    assert page.context["calendar"].end == date(2027, 6, 1)


def test_the_calendar_of_the_team_gets_a_new_address(office):
    before = LendingRules.load().feed_key

    assert office.get(reverse("loans_calendar:new_feed")).status_code == 405
    office.post(reverse("loans_calendar:new_feed"))

    after = LendingRules.load().feed_key
    assert after != before
    page = office.get("/admin/ausleihe/kalender/").text
    assert f"/vorgang/ausleihe-kalender/{after}/" in page


def test_who_only_looks_neither_sees_nor_changes_the_address(client):
    before = LendingRules.load().feed_key
    client.force_login(UserFactory(groups=[CHIEF]))

    client.post(reverse("loans_calendar:new_feed"))

    assert LendingRules.load().feed_key == before
    assert before not in client.get("/admin/ausleihe/kalender/").text


def figures(client, **query):
    context = client.get("/admin/ausleihe/statistik/", query).context
    return {each.title: each for each in context["breakdowns"]}


def test_the_figures_add_up_and_outlive_the_people(office, clock, nothing_lent):
    clock.set_to(date(2028, 1, 10))
    s = BookingState
    counted = BookingFactory(state=s.CLOSED, district="bautzen", contact_name="Erika Geheim")
    Feedback.objects.create(booking=counted, visitors=100, source="counted", text="Erika")
    estimated = BookingFactory(
        state=s.CLOSED,
        institution_type="bsz",
        first_day=date(2027, 9, 6),
        last_day=date(2027, 9, 17),
    )
    Feedback.objects.create(booking=estimated, visitors=50, source="estimated")
    BookingFactory(state=s.RETURNED, district="bautzen")
    BookingFactory(state=s.CANCELLED)
    before = [each.total.row for each in figures(office).values()]

    forget(counted)
    breakdowns = figures(office)

    assert [each.total.row for each in breakdowns.values()] == before == [[3, 36, 100, 50, 1]] * 3
    for each in breakdowns.values():
        rows = [figures.row for _, figures in each.rows]
        assert [sum(column) for column in zip(*rows, strict=True)] == each.total.row
    years = dict(breakdowns["Nach Schuljahr"].rows)
    assert (years["2026/27"].loans, years["2027/28"].estimated) == (2, 50)
    assert dict(breakdowns["Nach Kreis"].rows)["Landkreis Bautzen"].counted == 100
    assert figures(office, schuljahr="2027/28")["Nach Kreis"].total.row == [1, 12, 0, 50, 0]


def test_the_figures_are_exported_as_numbers(office, nothing_lent):
    BookingFactory(state=BookingState.CONFIRMED)

    sheet = sheet_of(office.get("/admin/ausleihe/statistik/?export=xlsx"))

    rows = [[cell.value for cell in line] for line in sheet]
    assert rows[0][:3] == ["Nach", "Was", "Ausleihen"]
    assert rows[2][:4] == ["Schuljahr", "Summe", 1, 12]


@pytest.mark.parametrize(
    ("day", "name"), [(date(2027, 7, 31), "2026/27"), (date(2099, 8, 1), "2099/00")]
)
def test_a_school_year_begins_in_august(day, name):
    assert school_year_name(school_year_of(day)) == name
