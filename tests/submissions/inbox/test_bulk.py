"""The same for many: exactly what was seen, each with its result, under one number."""

import pytest

from submissions.correspondence import mark_read
from submissions.inbox.unread import unread_count
from submissions.models import AuditEntry, ReadMark, Stage, Submission
from submissions.retention import forget
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.kinds import OnlyThese, loans_with
from tests.submissions.inbox.places import LIST, said

pytestmark = pytest.mark.django_db


def send(client, *submissions, query="", **values):
    return client.post(f"{LIST}?{query}", {"vorgang": [each.pk for each in submissions]} | values)


def send_all(client, query="", **values):
    mark = client.get(f"{LIST}?{query}").context["mark"]
    return client.post(f"{LIST}?{query}", {"alle": "1", "gesehen": mark} | values)


def results(response) -> tuple[list[str], list[tuple[str, str]]]:
    outcome = response.context["outcome"]
    return (
        [each.reference for each in outcome.done],
        [(each.reference, each.reason) for each in outcome.skipped],
    )


def test_the_ticked_ones_are_given_to_somebody_and_no_others(office, colleague):
    first, second, third = (BookingFactory() for _ in range(3))

    response = send(office, first, second, handlung="assign", **{"alle-person": str(colleague.pk)})

    assert results(response) == ([second.reference, first.reference], [])
    assert set(Submission.objects.filter(assignee=colleague)) == set(
        Submission.objects.exclude(pk=third.pk)
    )
    assert AuditEntry.objects.count() == 2
    assert AuditEntry.objects.values("batch").distinct().count() == 1
    assert AuditEntry.objects.exclude(batch=None).count() == 2


def test_all_that_is_filtered_are_exactly_those_of_the_filter(office, colleague):
    new = [BookingFactory() for _ in range(60)]  # more than a page
    done = BookingFactory(stage=Stage.DONE)

    response = send_all(
        office, "stand=new", handlung="assign", **{"alle-person": str(colleague.pk)}
    )

    assert len(results(response)[0]) == 60
    assert Submission.objects.filter(assignee=colleague).count() == len(new)
    assert Submission.objects.get(pk=done.pk).assignee is None


@pytest.mark.parametrize("change", ["one more", "one less", "another"])
def test_when_the_list_has_changed_nothing_happens_and_the_page_says_so(office, colleague, change):
    first = BookingFactory()
    BookingFactory()
    mark = office.get(LIST).context["mark"]
    if change in {"one less", "another"}:
        Submission.objects.filter(pk=first.pk).update(stage=Stage.SUSPECT)
    if change in {"one more", "another"}:
        BookingFactory()

    response = office.post(
        LIST,
        {"alle": "1", "gesehen": mark, "handlung": "assign", "alle-person": str(colleague.pk)},
    )

    assert "Die Liste hat sich geändert" in said(response)[0]
    assert response.context["all_ticked"]
    assert response.context["bulk_form"]["person"].value() == str(colleague.pk)
    assert not Submission.objects.filter(assignee=colleague).exists()


@pytest.mark.parametrize("mark", ["", "x", "x:y:z", "\x00"])
def test_a_mark_that_is_no_mark_does_nothing(office, mark):
    BookingFactory()

    response = office.post(LIST, {"alle": "1", "gesehen": mark, "handlung": "read"})

    assert "geändert" in said(response)[0]
    assert not ReadMark.objects.exists()


def test_a_mark_of_somebody_else_does_nothing(client, worker, colleague):
    BookingFactory()
    client.force_login(colleague)
    mark = client.get(LIST).context["mark"]
    client.force_login(worker)

    client.post(LIST, {"alle": "1", "gesehen": mark, "handlung": "read"})

    assert not ReadMark.objects.exists()


def test_each_that_is_skipped_has_its_reason(office, worker, colleague):
    had, forgotten, hidden, open_ = (BookingFactory() for _ in range(4))
    Submission.objects.filter(pk=had.pk).update(assignee=colleague)
    forget(forgotten)

    with loans_with(policy=lambda: OnlyThese(had.pk, forgotten.pk, open_.pk)):
        response = send(
            office,
            had,
            forgotten,
            hidden,
            open_,
            handlung="assign",
            **{"alle-person": str(colleague.pk)},
        )

    done, skipped = results(response)
    assert done == [open_.reference]
    assert dict(skipped) == {
        had.reference: "War schon so zugewiesen.",
        forgotten.reference: "Die Daten sind gelöscht; er wird nicht mehr bearbeitet.",
        "": "Nicht (mehr) da, oder Sie dürfen es nicht ändern.",
    }
    assert hidden.reference not in response.content.decode()


def test_it_is_not_given_to_who_may_not_see_that_one(office, worker, reader):
    booking = BookingFactory()

    response = send(office, booking, handlung="assign", **{"alle-person": str(reader.pk)})
    assert results(response)[0] == [booking.reference]  # who reads loans may have one


def test_who_may_only_read_changes_nothing(client, reader, colleague):
    booking = BookingFactory()
    client.force_login(reader)

    for values in (
        {"handlung": "assign", "alle-person": str(colleague.pk)},
        {"handlung": "tag", "alle-words": "Wort"},
        {"handlung": "due", "alle-due": "2027-01-04"},
    ):
        response = send(client, booking, **values)
        assert results(response) == ([], [(booking.reference, "Sie dürfen ihn nur lesen.")])
    assert not AuditEntry.objects.exists()
    assert 'value="assign"' not in client.get(LIST).content.decode()


def test_words_are_added_and_taken_away(office):
    first, second = BookingFactory(), BookingFactory()

    send(office, first, second, handlung="tag", **{"alle-words": "Lausitz, wichtig"})
    send(office, first, handlung="untag", **{"alle-words": "LAUSITZ, gibtsnicht"})

    tags = {line.submission.pk: line.tags for line in office.get(LIST).context["lines"]}
    assert tags == {first.pk: ["wichtig"], second.pk: ["Lausitz", "wichtig"]}


def test_a_day_is_set_and_taken_away(office):
    booking = BookingFactory()

    send(office, booking, handlung="due", **{"alle-due": "2027-01-04"})
    assert str(Submission.objects.get().due) == "2027-01-04"
    send(office, booking, handlung="due", **{"alle-due": ""})
    assert Submission.objects.get().due is None


def test_read_and_unread_are_only_hers(office, worker, colleague):
    first, second = BookingFactory(), BookingFactory()

    send(office, first, second, handlung="read")
    assert (unread_count(worker), unread_count(colleague)) == (0, 2)
    send(office, first, handlung="unread")
    assert (unread_count(worker), unread_count(colleague)) == (1, 2)
    assert not AuditEntry.objects.exists()


def test_what_is_older_than_her_account_says_why_it_is_not_new(office, worker):
    booking = BookingFactory()
    mark_read(booking, worker)
    Submission.objects.update(touched_at="2020-01-01T00:00Z")

    assert results(send(office, booking, handlung="unread"))[0] == []


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"handlung": ""}, "was geschehen soll"),
        ({"handlung": "delete"}, "was geschehen soll"),
        ({"handlung": "due", "alle-due": "morgen"}, "Angabe unter der Liste"),
        ({"handlung": "due", "alle-due": "0001-01-01"}, "Angabe unter der Liste"),
        ({"handlung": "assign", "alle-person": "999999"}, "Angabe unter der Liste"),
        ({"handlung": "tag", "alle-words": " , "}, "nennen Sie ein Schlagwort"),
        ({"handlung": "tag", "alle-words": "x" * 61}, "Angabe unter der Liste"),
        ({"handlung": "tag", "alle-words": "a\x00"}, "Angabe unter der Liste"),
    ],
)
def test_what_is_wrong_is_refused_with_everything_still_there(office, values, refusal):
    booking = BookingFactory()

    response = send(office, booking, **values)

    assert refusal in said(response)[0]
    assert response.context["ticked"] == {booking.pk}
    assert "checked" in response.content.decode()
    assert not AuditEntry.objects.exists()


def test_without_a_tick_nothing_happens(office):
    BookingFactory()

    assert said(send(office, handlung="read")) == ["Bitte kreuzen Sie zuerst Vorgänge an."]


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "\x00", ""])
def test_numbers_that_are_none_are_left_out(office, number):
    BookingFactory()

    response = office.post(LIST, {"vorgang": number, "handlung": "read"})

    assert said(response) == ["Bitte kreuzen Sie zuerst Vorgänge an."]
