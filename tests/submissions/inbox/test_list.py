"""The list: everything that somebody may see, by one reading of the address."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from exhibitions.bookings.states import BookingState
from submissions.inbox import facets
from submissions.inbox.actions import set_tags, tags_named
from submissions.inbox.facets import Facet, register_facet
from submissions.models import Message, OutboxMail, Stage, Submission
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.places import LIST, many, shown

pytestmark = pytest.mark.django_db


def test_the_list_takes_few_queries_whatever_its_length(office, django_assert_max_num_queries):
    many(1000)
    tagged = Submission.objects.first()
    set_tags(tagged, tags_named(["Lausitz"]), by=None, seen=set())
    office.get(LIST)

    with django_assert_max_num_queries(12) as few:
        response = office.get(LIST)

    assert response.context["number"] == 1000
    assert len(response.context["lines"]) == 50
    assert response.content.decode().count('name="vorgang"') == 50
    Submission.objects.filter(pk__in=Submission.objects.values("pk")[10:]).delete()
    with django_assert_max_num_queries(len(few)):
        office.get(LIST)


def test_the_newest_stand_first_and_pages_go_on(office):
    many(60)
    references = list(Submission.objects.values_list("reference", flat=True))

    assert shown(office) == references[:50]
    assert shown(office, seite="2") == references[50:]
    assert shown(office, seite="99") == references[50:]
    assert shown(office, seite="zwei") == references[:50]


def test_a_suspect_is_shown_only_when_asked_for(office):
    suspect = BookingFactory(stage=Stage.SUSPECT)
    new = BookingFactory()

    assert shown(office) == [new.reference]
    assert shown(office, stand="suspect") == [suspect.reference]


def test_what_is_still_arriving_is_never_shown(office):
    BookingFactory(stage=Stage.ARRIVING)

    assert shown(office) == shown(office, stand="arriving") == []


def test_filters_narrow_by_person_tag_time_and_state(office, worker, colleague):
    mine = BookingFactory(assignee=worker)
    theirs = BookingFactory(assignee=colleague, stage=Stage.OPEN)
    late = BookingFactory(due=timezone.localdate() - timedelta(days=1))
    old = BookingFactory(due=timezone.localdate(), stage=Stage.DONE)
    Submission.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=30))
    (tag,) = tags_named(["Lausitz"])
    set_tags(late, [tag], by=worker, seen=set())
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    asked = {
        "ich": {"zustaendig": "ich"},
        "niemand": {"zustaendig": "niemand"},
        "karl": {"zustaendig": str(colleague.pk)},
        "tag": {"schlagwort": str(tag.pk)},
        "late": {"ueberfaellig": "1"},
        "since": {"von": yesterday},
        "until": {"bis": yesterday},
        "states": {"stand": ["open", "done"]},
        "kind": {"art": "booking"},
    }

    assert {name: set(shown(office, **query)) for name, query in asked.items()} == {
        "ich": {mine.reference},
        "niemand": {late.reference, old.reference},
        "karl": {theirs.reference},
        "tag": {late.reference},
        "late": {late.reference},
        "since": {mine.reference, theirs.reference, late.reference},
        "until": {old.reference},
        "states": {theirs.reference, old.reference},
        "kind": {mine.reference, theirs.reference, late.reference, old.reference},
    }


def test_what_waits_for_its_sender_is_found(office):
    BookingFactory()
    offered = BookingFactory(state=BookingState.OFFERED)

    assert shown(office, wartet="1") == [offered.reference]


def test_drafts_and_mails_that_failed_are_found(office):
    BookingFactory()
    drafted, failed = BookingFactory(), BookingFactory()
    Message.objects.create(submission=drafted, text="x")
    OutboxMail.objects.create(submission=failed, key="x", subject="x", body="x", state="failed")

    assert shown(office, entwurf="1") == [drafted.reference]
    assert shown(office, zustellung="1") == [failed.reference]


def test_overdue_says_since_how_many_working_days(office):
    friday = date(2026, 11, 20)
    BookingFactory(due=friday)
    days = 0
    day = friday
    while day < timezone.localdate():
        day += timedelta(days=1)
        days += 1

    text = office.get(LIST).content.decode()

    assert "überfällig" in text
    (line,) = office.get(LIST).context["lines"]
    assert line.is_overdue
    assert 0 < line.days_late < days or days < 3


STRANGE = [
    {"stand": "gibtsnicht"},
    {"art": "\x01"},
    {"zustaendig": "99999999999999999999"},
    {"zustaendig": "' OR 1=1"},
    {"schlagwort": "-1"},
    {"von": "gestern"},
    {"von": "0001-01-01"},
    {"bis": "9999-12-31"},
    {"ueberfaellig": "ja"},
    {"fremd": "1"},
]


@pytest.mark.parametrize("query", STRANGE, ids=lambda query: str(query)[:20])
def test_what_an_address_says_wrongly_is_left_out_and_said_so(office, query):
    booking = BookingFactory()

    response = office.get(LIST, query)

    assert response.status_code == 200
    assert [line.submission.pk for line in response.context["lines"]] == [booking.pk]
    assert len(response.context["filters"].remarks) == 1
    assert response.context["filters"].remarks[0].split("„")[0] in response.content.decode()


def test_a_nul_in_an_address_is_not_there(office):
    booking = BookingFactory()

    for query in ({"art": "\x00"}, {"stand\x00": "\x00new"}, {"q": "\x00"}):
        response = office.get(LIST, query)

        assert response.status_code == 200
        assert [line.submission.pk for line in response.context["lines"]] == [booking.pk]
        assert response.context["filters"].remarks == []


@pytest.fixture
def town():
    register_facet(
        Facet(
            "ort",
            "Ort",
            lambda user: [("loebau", "Löbau"), ("goerlitz", "Görlitz")],
            lambda found, value: found.filter(
                booking__town={"loebau": "Löbau", "goerlitz": "Görlitz"}[value]
            ),
        )
    )
    yield
    del facets._facets["ort"]


def test_a_kind_brings_facets_of_its_own(office, town):
    here, there = BookingFactory(town="Löbau"), BookingFactory(town="Görlitz")
    BookingFactory(town="Bautzen")

    assert shown(office, ort="loebau") == [here.reference]
    assert set(shown(office, ort=["loebau", "goerlitz"])) == {here.reference, there.reference}
    assert office.get(LIST, {"ort": "x"}).context["filters"].remarks
    assert 'value="goerlitz"' in office.get(LIST).content.decode()


def test_a_facet_cannot_take_a_word_of_the_inbox():
    with pytest.raises(ValueError, match="stand"):
        register_facet(Facet("stand", "x", lambda user: [], lambda found, value: found))


def test_no_row_names_its_sender(client, reader):
    client.force_login(reader)
    BookingFactory(contact_name="Markus Geheim", contact_email="geheim@x.example")

    assert "eheim" not in client.get(LIST).content.decode()
