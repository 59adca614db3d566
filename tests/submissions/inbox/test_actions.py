"""Who is in charge, until when, under which words: nobody writes over what another one did."""

from datetime import date

import pytest

from submissions.inbox.actions import (
    MayNotSee,
    Overtaken,
    assign,
    set_due,
    set_tags,
    tag_pks,
    tags_named,
)
from submissions.inbox.history import history
from submissions.inbox.unread import unread_count
from submissions.models import AuditEntry, Notice, Submission, SubmissionTag
from tests.exhibitions.bookings.factories import BookingFactory

pytestmark = pytest.mark.django_db
DAY, OTHER_DAY = date(2027, 1, 4), date(2027, 1, 5)


@pytest.fixture
def submission(empty):
    BookingFactory(contact_name="Gustav Geheimrat")
    return Submission.objects.get()


def test_whoever_gets_it_hears_of_it_and_the_log_has_both_names(submission, worker, colleague):
    assert assign(submission, colleague, by=worker, seen=None)
    assert assign(submission, worker, by=worker, seen=colleague.pk)

    assert list(Notice.objects.values_list("user", "about")) == [(colleague.pk, "assigned")]
    assert unread_count(colleague) == 1
    lines = AuditEntry.objects.filter(action="inbox.assign").order_by("pk")
    assert [line.changes for line in lines] == [
        {"assignee": ["", "Karl Kollege"]},
        {"assignee": ["Karl Kollege", "Wilma Werk"]},
    ]
    assert {line.actor_name for line in lines} == {"Wilma Werk"}


def test_nobody_is_told_of_what_she_did_herself(submission, worker):
    assign(submission, worker, by=worker, seen=None)

    assert not Notice.objects.exists()


def test_the_second_of_two_is_told_that_somebody_was_faster(submission, worker, colleague, reader):
    assign(submission, colleague, by=colleague, seen=None)

    with pytest.raises(Overtaken, match="Jemand war schneller: Zuständig ist jetzt Karl Kollege"):
        assign(submission, worker, by=worker, seen=None)

    assert Submission.objects.get().assignee == colleague
    assert AuditEntry.objects.filter(action="inbox.assign").count() == 1


@pytest.mark.parametrize("seen", [None, OTHER_DAY])
def test_a_day_that_was_changed_meanwhile_stays(submission, worker, seen):
    set_due(submission, DAY, by=worker, seen=None)

    if seen is None:
        with pytest.raises(Overtaken, match=r"04\.01\.2027"):
            set_due(submission, OTHER_DAY, by=worker, seen=seen)
    assert Submission.objects.get().due == DAY


def test_it_is_given_only_to_who_may_see_it(submission, worker, outsider):
    with pytest.raises(MayNotSee, match="Olga Aussen darf diesen Vorgang nicht sehen"):
        assign(submission, outsider, by=worker, seen=None)

    assert Submission.objects.get().assignee is None
    assert not AuditEntry.objects.exists()
    assert not Notice.objects.exists()


def test_it_is_not_given_to_who_has_left(submission, worker, colleague):
    colleague.is_active = False
    colleague.save()

    with pytest.raises(MayNotSee):
        assign(submission, colleague, by=worker, seen=None)


def test_what_stays_as_it_is_makes_no_line(submission, worker):
    assert not assign(submission, None, by=worker, seen=None)
    assert not set_due(submission, None, by=worker, seen=None)
    assert not set_tags(submission, [], by=worker, seen=set())

    assert not AuditEntry.objects.exists()


def test_tags_are_made_once_whatever_their_capital_letters(submission, worker):
    tags = tags_named(["Lausitz", "lausitz", "LAUSITZ", "Straße", "STRASSE"])

    assert [tag.name for tag in tags] == ["Lausitz", "Straße"]
    assert tags_named(["ÖPNV", "öpnv"]) == [SubmissionTag.objects.get(name="ÖPNV")]


def test_tags_that_were_changed_meanwhile_stay(submission, worker):
    first, second = tags_named(["Eins", "Zwei"])
    set_tags(submission, [first], by=worker, seen=set())

    with pytest.raises(Overtaken):
        set_tags(submission, [second], by=worker, seen=set())

    assert tag_pks(submission) == {first.pk}


def test_the_log_keeps_words_by_number_and_the_history_shows_them(submission, worker):
    first, second = tags_named(["Geheimrat", "Zwei"])
    set_tags(submission, [first], by=worker, seen=set())
    set_tags(submission, [second], by=worker, seen={first.pk})

    assert "eheimrat" not in str(list(AuditEntry.objects.values_list("changes")))
    assert history(submission)[0].changes == ("Schlagwörter: Geheimrat → Zwei",)
    first.delete()
    assert history(submission)[0].changes == ("Schlagwörter: gelöschtes Wort → Zwei",)


def test_the_history_says_days_and_nobody_in_words(submission, worker):
    set_due(submission, DAY, by=worker, seen=None)

    (entry,) = history(submission)
    assert (entry.what, entry.who, entry.changes) == (
        "Frist geändert",
        "Wilma Werk",
        ("Frist: – → 04.01.2027",),
    )
