"""Searching: any word, any spelling, and only where somebody may look."""

import random
import string

import pytest
from django.core.files.base import ContentFile

from exhibitions.bookings.actions import edit_booking
from submissions.inbox.search import Query, index, index_missing
from submissions.models import Attachment, Stage, Submission
from submissions.retention import forget
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.kinds import OnlyThese, loans_with
from tests.submissions.inbox.places import LIST, shown

pytestmark = pytest.mark.django_db
WORDS = "foo: #abc \" 10:30 a:b:c 100% a_b % _ \\ ' -- ; ( ) * ? AND der 🙂 İ ﷺ ½ ² <script> ../.."
FIXED = [
    *WORDS.split(),
    *["Projekt: Wasserstoff Lausitz", "OR NOT", "der die", "{{ 7|add:7 }}", "{% x %}", "", " "],
    *["\x00", "a\x00b", "\r\n", "\t", "\u202e", "\ufffd"],
    *["x" * 10_000, "wort " * 2_000, "ä" * 10_000, "%" * 10_000],
]


def strange(number: int) -> list[str]:
    dice = random.Random(2038)
    signs = string.printable + "äöüßÄÖÜẞéłŁ%_#:\"'\\\x00\x1f\u200b\u2028🙂中ﬁ²½"
    return [
        "".join(dice.choice(signs) for _ in range(dice.randint(1, 60)))
        for _ in range(number - len(FIXED))
    ]


def loan(**values):
    booking = BookingFactory(**values)
    index(booking)
    return booking


def has_a_word(text: str) -> bool:
    return any(sign.isalnum() for sign in text[:500])


def test_no_search_fails_and_no_word_is_dropped_in_silence(office):
    loan()
    queries = FIXED + strange(500)
    assert len(queries) == 500

    failed = []
    for number, query in enumerate(queries):
        # The page for each that is known to be hard, for the others what lies below it.
        values = {"q": query} if number < 60 else {"q": query, "export": "csv"}
        response = office.get(LIST, values)
        if response.status_code != 200:
            failed.append(query)
        if has_a_word(query) != bool(Query.of(query).wanted):
            failed.append(query)
    assert failed == []


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("schule der", "Nicht gesucht wird nach Füllwörtern: der."),
        ("#", "In der Suche steht kein Wort und keine Zahl: Sie zeigt alles."),
        (" ".join(f"wort{each}" for each in range(30)), "Gesucht wird nach den ersten 20 Wörtern."),
        ("x" * 501, "Gesucht wird nach den ersten 500 Zeichen."),
    ],
)
def test_the_page_says_which_words_it_does_not_look_for(office, query, remark):
    loan()

    assert remark in office.get(LIST, {"q": query}).content.decode()


def test_a_stop_word_alone_is_looked_for(office):
    with_it, _ = loan(institution="Schule an der Spree"), loan(institution="Gymnasium")

    assert shown(office, q="der") == [with_it.reference]


def test_every_word_has_to_match_in_any_spelling(office):
    goerlitz = loan(institution="Oberschule Görlitz", town="Görlitz", street="Große Straße 4")
    loan(institution="Oberschule Löbau", town="Löbau", street="Große Straße 4")

    for query in ("oberschulen goerlitz", "GÖRLITZ strasse", "gorlitz", "Görlitz: Oberschule #4"):
        assert shown(office, q=query) == [goerlitz.reference], query
    assert shown(office, q="görlitz löbau") == []


def test_reference_and_names_of_files_are_found(office):
    booking = BookingFactory()
    Attachment.objects.create(
        submission=booking,
        name="Lageplan_Häuser.pdf",
        content_type="application/pdf",
        size=1,
        sha256="x",
        file=ContentFile(b"x", name="x"),
    )
    index(booking)
    loan()

    for query in (booking.reference, booking.reference.lower(), booking.reference[:6], "haus plan"):
        assert shown(office, q=query) == [booking.reference], query


CONTACT = ["Geheimrat", "geheim@privat.example", "privat", "0351 123456", "+49 351 123456"]


@pytest.mark.parametrize("query", CONTACT)
def test_the_contact_is_found_only_by_those_who_may_read_it(office, client, reader, query):
    booking = loan(
        contact_name="Gustav Geheimrat",
        contact_email="geheim@privat.example",
        contact_phone="+49 351 / 123456",
    )
    assert shown(office, q=query) == [booking.reference]
    assert shown(office, q=f"{query} {booking.reference}") == [booking.reference]

    client.force_login(reader)
    assert shown(client, q=query) == []


def test_the_right_to_read_the_contact_counts_for_each_row(office):
    own, other = (loan(contact_name="Gustav Geheimrat") for _ in range(2))

    with loans_with(policy=lambda: _MayChange(own.pk)):
        assert shown(office, q="geheimrat") == [own.reference]
        assert set(shown(office)) == {own.reference, other.reference}


class _MayChange(OnlyThese):
    def instances_user_has_any_permission_for(self, user, actions):
        if "view" in actions:
            return self.model.objects.all()
        return super().instances_user_has_any_permission_for(user, actions)


def test_what_the_team_corrects_is_found_from_then_on(office, worker):
    booking = loan(town="Löbau", contact_name="Alt")
    booking.town, booking.contact_name = "Bautzen", "Neumann"

    edit_booking(booking, {"town", "contact_name"}, by=worker)

    assert shown(office, q="bautzen neumann") == [booking.reference]
    assert shown(office, q="löbau") == []


def test_rows_from_before_are_indexed_once(office):
    booking = BookingFactory(town="Löbau")

    assert (index_missing(), index_missing()) == (1, 0)
    assert shown(office, q="löbau") == [booking.reference]


def test_who_is_forgotten_is_found_by_the_reference_only(office):
    booking = loan(contact_name="Gustav Geheimrat", town="Löbau")

    forget(booking)
    index(booking)

    assert shown(office, q=booking.reference) == [booking.reference]
    assert shown(office, q="geheimrat") == shown(office, q="löbau") == []
    assert index_missing() == 0
    assert Submission.objects.get().contact_words == ""


def test_a_search_holds_within_the_other_filters(office):
    loan(town="Löbau", stage=Stage.DONE)
    new = loan(town="Löbau")

    assert shown(office, q="löbau", stand="new") == [new.reference]
