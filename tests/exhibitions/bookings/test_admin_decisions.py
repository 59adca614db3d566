"""Deciding in the admin: who is first wins, and nothing that was typed is lost."""

from datetime import date

import pytest
from django.core import mail as sent
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from exhibitions.bookings import actions
from exhibitions.bookings.forms.admin import EDITABLE
from exhibitions.bookings.mail import send, tell_team
from exhibitions.bookings.models import (
    Booking,
    Closure,
    ConditionReport,
    Feedback,
    LendingRules,
    LoanTerms,
    Occupancy,
    PartCondition,
)
from exhibitions.bookings.states import BookingState
from submissions.links import link_to
from submissions.retention import forget
from tests.accounts.factories import UserFactory
from tests.exhibitions.bookings.admin_places import CHANGERS, MANAGER, said, step_url
from tests.exhibitions.bookings.factories import (
    FRIDAY,
    MONDAY,
    BookingFactory,
    LoanTermsFactory,
    PosterSetFactory,
    details,
    mails_to,
    send_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return UserFactory(groups=[MANAGER], first_name="Lea", last_name="Leitung")


@pytest.fixture
def office(client, manager):
    """A browser in which the manager is signed in."""
    client.force_login(manager)
    return client


@pytest.fixture
def requested(poster_set):
    return BookingFactory(poster_set=poster_set, terms=LoanTermsFactory(version=50))


def state_of(booking) -> str:
    return Booking.objects.get(pk=booking.pk).state


@pytest.mark.parametrize("role", sorted(CHANGERS))
def test_a_request_is_confirmed(client, requested, role):
    user = UserFactory(groups=[role])
    client.force_login(user)

    response = client.post(step_url("confirm", requested), {"seen": "requested"}, follow=True)

    booking = Booking.objects.get(pk=requested.pk)
    assert (booking.state, booking.decided_by) == (BookingState.CONFIRMED, user)
    assert mails_to(booking) == ["booking.confirmed"]
    assert said(response) == [f"Zugesagt. Die E-Mail an {booking.contact_email} ist unterwegs."]
    assert response.request["PATH_INFO"] == step_url("inspect", booking)


def test_looking_at_an_action_changes_nothing(office, requested):
    for name in ("confirm", "decline", "cancel", "move"):
        assert office.get(step_url(name, requested)).status_code == 200

    assert (state_of(requested), mails_to(requested)) == (BookingState.REQUESTED, [])


def test_a_form_of_another_site_is_refused(manager, requested):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(manager)

    response = strict.post(step_url("confirm", requested), {"seen": "requested"})

    assert (response.status_code, state_of(requested)) == (403, BookingState.REQUESTED)


def test_of_two_who_decide_one_wins_and_the_other_is_told(office, requested, poster_set):
    other = UserFactory(groups=[MANAGER], first_name="Otto", last_name="Zweiter")
    colleague = Client()
    colleague.force_login(other)
    office.get(step_url("decline", requested))

    colleague.post(step_url("confirm", requested), {"seen": "requested"})
    response = office.post(
        step_url("decline", requested), {"seen": "requested", "words": "Umbau"}, follow=True
    )

    assert state_of(requested) == BookingState.CONFIRMED
    assert mails_to(requested) == ["booking.confirmed"]
    assert said(response) == [
        "Bereits entschieden: Jemand war schneller: Der Vorgang steht jetzt auf „Zugesagt“ von"
        " Otto Zweiter."
    ]
    assert "Zugesagt" in response.text


def test_who_loses_in_the_very_moment_is_told_as_well(office, requested, monkeypatch):
    def overtaken(booking, **kwargs):
        Booking.objects.filter(pk=booking.pk).update(state=BookingState.CANCELLED)
        booking.refresh_from_db()
        raise actions.Overtaken(booking)

    monkeypatch.setattr(actions, "confirm_booking", overtaken)

    response = office.post(step_url("confirm", requested), {"seen": "requested"}, follow=True)

    assert "Bereits entschieden" in said(response)[-1]


def test_a_state_that_nobody_can_have_seen_is_no_way_round(office, requested):
    response = office.post(step_url("hand_over", requested), {"seen": "confirmed", "all_good": "1"})

    assert (response.status_code, state_of(requested)) == (302, BookingState.REQUESTED)


def test_a_request_is_declined_with_a_ready_text_and_own_words(office, requested):
    ready = "In dieser Zeit sind alle Sätze unterwegs."

    office.post(
        step_url("decline", requested),
        {"seen": "requested", "ready": ready, "words": "Gern im Mai."},
    )

    booking = Booking.objects.get(pk=requested.pk)
    assert (booking.state, booking.reason) == (BookingState.DECLINED, f"{ready} Gern im Mai.")
    assert not Occupancy.objects.filter(booking=booking).exists()


@pytest.mark.parametrize("name", ["decline", "cancel"])
def test_no_school_is_turned_down_without_a_reason(office, requested, name):
    response = office.post(step_url(name, requested), {"seen": "requested", "words": "  "})

    assert response.status_code == 200
    assert "Bitte nennen Sie der Schule einen Grund." in response.text
    assert state_of(requested) == BookingState.REQUESTED


def test_a_promised_loan_is_cancelled(office, poster_set):
    booking = BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)

    office.post(step_url("cancel", booking), {"seen": "confirmed", "words": "Schaden am Satz"})

    assert (state_of(booking), mails_to(booking)) == (BookingState.CANCELLED, ["booking.cancelled"])


def test_the_team_confirms_an_address_for_a_school(office):
    booking = BookingFactory(state=BookingState.UNCONFIRMED)

    office.post(step_url("confirm_address", booking), {"seen": "unconfirmed"})

    assert state_of(booking) == BookingState.REQUESTED


def move(office, booking, **values):
    data = {
        "seen": booking.state,
        "seen_version": booking.version,
        "first_day": "03.05.2027",
        "last_day": "14.05.2027",
        "poster_set": "",
    }
    return office.post(step_url("move", booking), data | values)


def test_a_loan_is_moved(office, requested):
    response = move(office, requested)

    booking = Booking.objects.get(pk=requested.pk)
    assert response.status_code == 302
    assert booking.days == (date(2027, 5, 3), date(2027, 5, 14))
    assert mails_to(booking) == ["booking.changed"]


def test_a_loan_is_moved_to_another_set(office, requested):
    other = PosterSetFactory()

    move(office, requested, poster_set=other.pk)

    assert Booking.objects.get(pk=requested.pk).poster_set == other


def test_a_taken_period_is_refused_with_free_ones_and_what_was_typed(office, requested, poster_set):
    actions.close_set(poster_set, date(2027, 5, 3), date(2027, 5, 7), "Inventur")

    response = move(office, requested)

    assert response.status_code == 200
    assert "Dieser Zeitraum ist inzwischen vergeben." in response.text
    assert 'value="03.05.2027"' in response.text
    assert len(response.context["windows"]) == 3
    assert Booking.objects.get(pk=requested.pk).days == (MONDAY, FRIDAY)


def test_a_free_period_is_taken_over_into_the_form_and_not_saved(office, requested):
    response = move(office, requested, take="2027-06-07_2027-06-18", beyond_rules="on")

    assert 'value="07.06.2027"' in response.text
    assert response.context["form"]["beyond_rules"].value() == "on"
    assert Booking.objects.get(pk=requested.pk).days == (MONDAY, FRIDAY)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"last_day": "30.04.2027"}, "Der letzte Tag liegt vor dem ersten."),
        ({"first_day": "morgen"}, "Bitte schreiben Sie den Tag als TT.MM.JJJJ"),
        ({"last_day": "04.05.2027"}, "Eine Ausleihe dauert mindestens 5 Schultage"),
        ({"first_day": "01.01.1900"}, "Das ist zu lange her."),
        (
            {"first_day": "05.05.2031", "last_day": "16.05.2031", "beyond_rules": "on"},
            "sind die Schulferien noch nicht bekannt",
        ),
        (
            {"first_day": "20.08.2029", "last_day": "31.08.2029", "beyond_rules": "on"},
            "sind die Schulferien noch nicht bekannt",
        ),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(office, requested, values, problem):
    response = move(office, requested, **values)

    assert response.status_code == 200
    assert problem in response.text


def test_the_team_goes_beyond_the_rules_when_it_says_so(office, requested):
    move(office, requested, last_day="04.05.2027", beyond_rules="on")

    assert Booking.objects.get(pk=requested.pk).last_day == date(2027, 5, 4)


def test_of_two_who_move_the_second_is_told(office, requested):
    seen = Booking.objects.get(pk=requested.pk)
    move(office, seen)

    response = office.post(
        step_url("move", seen),
        {
            "seen": "requested",
            "seen_version": 0,
            "first_day": "07.06.2027",
            "last_day": "18.06.2027",
        },
        follow=True,
    )

    assert "Bereits entschieden" in said(response)[-1]
    assert Booking.objects.get(pk=seen.pk).first_day == date(2027, 5, 3)


def phone_data(**values) -> dict:
    return (
        details()
        | {"first_day": "12.04.2027", "last_day": "23.04.2027", "key": "k" * 32, "district": ""}
        | values
    )


def test_a_school_that_phoned_is_entered(office, poster_set):
    response = office.post(reverse("bookings:add"), phone_data())

    booking = Booking.objects.get(idempotency_key="k" * 32)
    assert response.url == step_url("inspect", booking)
    assert (booking.state, booking.poster_set) == (BookingState.REQUESTED, poster_set)
    assert mails_to(booking) == []


def test_what_the_telephone_left_out_is_asked_before_the_promise(office, poster_set):
    page = office.get(reverse("bookings:add"))
    office.post(reverse("bookings:add"), phone_data(street="", contact_name=""))
    booking = Booking.objects.get(idempotency_key="k" * 32)

    asked = office.post(step_url("confirm", booking), {"seen": "requested"})
    half = office.post(step_url("confirm", booking), {"seen": "requested", "street": "Weg 1"})
    state_before = state_of(booking)
    office.post(
        step_url("confirm", booking),
        {"seen": "requested", "street": "Weg 1", "contact_name": "Erika Beispiel"},
    )

    assert page.text.count("Steht im Leihvertrag") == 2
    assert set(asked.context["form"].errors) == {"street", "contact_name"}
    assert set(half.context["form"].errors) == {"contact_name"}
    assert 'value="Weg 1"' in half.text
    assert state_before == BookingState.REQUESTED
    booking.refresh_from_db()
    assert (booking.state, booking.street) == (BookingState.CONFIRMED, "Weg 1")
    assert booking.contact_name == "Erika Beispiel"


def test_a_complete_request_is_asked_nothing_before_the_promise(office, requested):
    form = office.get(step_url("confirm", requested)).context["form"]

    assert [field.name for field in form.visible_fields()] == []


def test_what_stands_in_the_contract_is_not_taken_out_afterwards(office, requested):
    office.post(step_url("confirm", requested), {"seen": "requested"})

    response = edit(office, requested, street="", contact_name="")

    assert set(response.context["form"].errors) == {"street", "contact_name"}


def test_entered_twice_it_is_one_request(office, poster_set):
    for _ in range(2):
        response = office.post(reverse("bookings:add"), phone_data(), follow=True)
    other = office.post(reverse("bookings:add"), phone_data(institution="Andere"), follow=True)

    assert Booking.objects.filter(idempotency_key="k" * 32).count() == 1
    assert response.status_code == 200
    assert "schon eingegangen" in said(other)[-1]


def test_a_school_that_phoned_for_a_taken_period_hears_of_free_ones(office, poster_set):
    BookingFactory(poster_set=poster_set)

    response = office.post(reverse("bookings:add"), phone_data(town="Görlitz"))

    assert response.status_code == 200
    assert "inzwischen vergeben" in response.text
    assert 'value="Görlitz"' in response.text
    assert len(response.context["windows"]) == 3


def test_a_free_period_is_taken_over_while_the_rest_stays(office, poster_set):
    response = office.post(
        reverse("bookings:add"), phone_data(town="Görlitz", take="2027-06-07_2027-06-18")
    )

    assert (response.status_code, Booking.objects.count()) == (200, 0)
    assert 'value="07.06.2027"' in response.text
    assert 'value="Görlitz"' in response.text


def test_the_case_worker_enters_nobody(client, poster_set):
    client.force_login(UserFactory(groups=["Sachbearbeitung"]))

    client.post(reverse("bookings:add"), phone_data())

    assert not Booking.objects.exists()


def edit_data(booking, **values) -> dict:
    data = {name: getattr(booking, name) for name in EDITABLE if name != "is_public"}
    return {name: "" if value is None else value for name, value in data.items()} | values


def edit(office, booking, **values):
    return office.post(step_url("edit", booking), edit_data(booking, **values))


def test_editing_writes_what_was_changed_and_nothing_else(office, requested, manager, monkeypatch):
    from exhibitions.bookings.forms.admin import BookingContactForm

    original = BookingContactForm.save

    def confirmed_meanwhile(form, commit=True):
        fresh = Booking.objects.get(pk=requested.pk)
        actions.confirm_booking(fresh, by=manager, seen=BookingState.REQUESTED)
        return original(form, commit)

    monkeypatch.setattr(BookingContactForm, "save", confirmed_meanwhile)

    response = edit(office, requested, note="Hintereingang", state="closed", first_day="2030-01-01")

    booking = Booking.objects.get(pk=requested.pk)
    assert response.status_code == 302
    assert (booking.note, booking.state, booking.first_day) == (
        "Hintereingang",
        BookingState.CONFIRMED,
        MONDAY,
    )


def test_a_new_address_ends_the_old_links_and_gets_a_new_one(office, requested):
    key = requested.link_key

    edit(office, requested, contact_email="Neu@Schule.Example")

    booking = Booking.objects.get(pk=requested.pk)
    assert (booking.contact_email, booking.link_key == key) == ("neu@schule.example", False)
    assert mails_to(booking) == ["booking.link"]


def test_what_waits_to_be_sent_goes_to_the_new_address_only(office, requested):
    rules = LendingRules.load()
    rules.team_email = "leitung@stelle.example"
    rules.save()
    send(requested, "booking.received", until="morgen")
    tell_team(requested, "team.requested", answer_by="morgen")

    edit(office, requested, contact_email="neu@schule.example")
    send_all()

    link = link_to(Booking.objects.get(pk=requested.pk))
    assert [(mail.to, link in mail.body) for mail in sent.outbox] == [
        (["neu@schule.example"], True),
        (["leitung@stelle.example"], False),
        (["neu@schule.example"], True),
    ]


def test_another_town_moves_the_pin(office, requested):
    edit(office, requested, town="Görlitz", postcode="02826")

    booking = Booking.objects.get(pk=requested.pk)
    assert (round(booking.latitude, 1), booking.place_source) == (51.2, "place")


def test_a_pin_set_by_hand_stays_when_the_town_changes(office, requested):
    edit(office, requested, latitude="51.0", longitude="13.7")
    requested.refresh_from_db()
    assert requested.place_source == "hand"

    edit(office, requested, town="Görlitz")
    requested.refresh_from_db()
    assert requested.latitude == 51.0

    edit(office, requested, town="Görlitz", postcode="02826", find_place="on")
    requested.refresh_from_db()
    assert requested.place_source == "place"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"latitude": "13.7", "longitude": "51.0"}, "Sind die Zahlen vertauscht?"),
        ({"latitude": "51.0", "longitude": ""}, "Ein Punkt hat Breite und Länge."),
        ({"town": "Nirgendwo", "postcode": "99999", "find_place": "on"}, "ist nicht bekannt"),
        ({"postcode": "0294"}, "Eine Postleitzahl hat fünf Ziffern"),
    ],
)
def test_what_cannot_be_is_refused_in_words(office, requested, values, problem):
    response = edit(office, requested, **values)

    assert response.status_code == 200
    assert problem in response.text


def test_the_history_tells_who_did_what(office, requested):
    office.post(step_url("confirm", requested), {"seen": "requested"})
    edit(office, requested, note="x")

    page = office.get(step_url("inspect", requested)).text

    assert "Zugesagt (Lea Leitung)" in " ".join(page.split())
    assert "Angaben bearbeitet (Lea Leitung)" in " ".join(page.split())


def test_the_contract_stays_as_it_was_after_the_dates_have_moved(office, requested):
    office.post(step_url("confirm", requested), {"seen": "requested"})
    first = office.get(step_url("contract", requested))
    send_all()
    booking = Booking.objects.get(pk=requested.pk)
    move(office, booking)

    earlier = office.get(reverse("bookings:earlier_contract", args=[booking.pk, 0]))
    newer = office.get(step_url("contract", requested))

    assert first.content.startswith(b"%PDF")
    assert earlier.content == first.content
    assert newer.content != first.content
    assert "no-store" in first.headers["Cache-Control"]
    assert "Früherer Leihvertrag" in office.get(step_url("inspect", requested)).text


def test_there_is_no_contract_before_the_promise(office, requested):
    assert office.get(step_url("contract", requested)).status_code == 404


def test_what_a_school_reports_by_telephone_is_entered(office):
    booking = BookingFactory(state=BookingState.RETURNED)

    office.post(
        step_url("feedback", booking),
        {"seen": "returned", "visitors": "120", "source": "estimated", "classes": "", "text": ""},
    )

    assert Feedback.objects.get(booking=booking).visitors == 120
    assert "Rückmeldung ändern" in office.get(step_url("inspect", booking)).text
    form = office.get(step_url("feedback", booking)).context["form"]
    assert (form["visitors"].value(), form["source"].value()) == (120, "estimated")


def test_the_name_of_a_school_is_mended_in_the_contract_too(office, requested):
    office.post(step_url("confirm", requested), {"seen": "requested"})
    send_all()
    first = office.get(step_url("contract", requested))

    edit(office, requested, institution="Beispiel-Oberschule am Berg")

    assert office.get(step_url("contract", requested)).content != first.content


def test_looking_at_a_contract_keeps_none(office, requested):
    office.post(step_url("confirm", requested), {"seen": "requested"})

    office.get(step_url("contract", requested))

    assert not requested.contracts.exists()


def test_the_team_sends_the_link_as_often_as_somebody_asks(office, requested):
    for _ in range(2):
        office.post(step_url("send_link", requested))

    assert mails_to(requested) == ["booking.link", "booking.link"]
    assert office.get(step_url("send_link", requested)).status_code == 405


def closure_data(poster_set, first="01.05.2027", last="07.05.2027") -> dict:
    return {"poster_set": poster_set.pk, "first_day": first, "last_day": last, "reason": "Inventur"}


def test_a_set_is_closed_changed_and_opened_again(office, poster_set):
    office.post(reverse("closures:add"), closure_data(poster_set))
    closure = Closure.objects.get()
    assert closure.occupancy.end == date(2027, 5, 8)

    office.post(
        reverse("closures:edit", args=[closure.pk]), closure_data(poster_set, last="09.05.2027")
    )
    assert Occupancy.objects.get().end == date(2027, 5, 10)

    office.post(reverse("closures:delete", args=[closure.pk]))
    assert (Closure.objects.count(), Occupancy.objects.count()) == (0, 0)
    entries = ModelLogEntry.objects.filter(label=str(closure)).order_by("pk")
    assert [entry.action for entry in entries] == [
        "wagtail.create",
        "wagtail.edit",
        "wagtail.delete",
    ]


def test_a_set_that_is_lent_is_not_closed(office, requested, poster_set):
    response = office.post(
        reverse("closures:add"), closure_data(poster_set, "20.04.2027", "21.04.2027")
    )

    assert response.status_code == 200
    assert "Dieser Zeitraum ist für diesen Satz schon belegt" in response.text
    assert requested.reference in response.text
    assert not Closure.objects.exists()


@pytest.mark.parametrize("address", ["add", "edit"])
def test_the_database_has_the_last_word_on_closures(
    office, requested, poster_set, monkeypatch, address
):
    from exhibitions.bookings.forms.admin import ClosureForm

    closure = actions.close_set(poster_set, date(2027, 6, 1), date(2027, 6, 2), "Inventur")
    monkeypatch.setattr(ClosureForm, "find_overlap", lambda form: "")
    path = reverse("closures:add")
    if address == "edit":
        path = reverse("closures:edit", args=[closure.pk])

    response = office.post(path, closure_data(poster_set, "20.04.2027", "21.04.2027"))

    assert response.status_code == 200
    assert "Dieser Zeitraum ist für diesen Satz schon belegt." in response.text
    assert Occupancy.objects.get(closure=closure).start == date(2027, 6, 1)
    assert Closure.objects.count() == 1


def test_a_set_with_loans_stays_and_one_without_goes(office, requested, poster_set):
    response = office.post(reverse("poster_sets:delete", args=[poster_set.pk]), follow=True)

    assert "kann nicht gelöscht werden" in said(response)[0]
    poster_set.refresh_from_db()
    unused = PosterSetFactory(parts=1)
    office.post(reverse("poster_sets:delete", args=[unused.pk]))
    assert not type(unused).objects.filter(pk=unused.pk).exists()


def test_accepted_terms_are_read_and_copied_but_not_changed(office, requested):
    terms = requested.terms

    edited = office.get(reverse("loan_terms:edit", args=[terms.pk]), follow=True)
    office.post(
        reverse("loan_terms:edit", args=[terms.pk]), {"valid_from": "01.01.2026", "text": "Anders"}
    )
    deleted = office.post(reverse("loan_terms:delete", args=[terms.pk]), follow=True)
    copy = office.get(reverse("loan_terms:copy", args=[terms.pk]))
    office.post(
        reverse("loan_terms:copy", args=[terms.pk]), {"valid_from": "01.01.2028", "text": "Neu"}
    )

    before = terms.text
    terms.refresh_from_db()
    assert terms.text == before
    assert "bleibt, wie sie ist" in said(edited)[0]
    assert "kann nicht gelöscht werden" in said(deleted)[-1]
    assert "Leichte Spuren sind kein Schaden." in copy.text
    assert type(terms).objects.get(text="Neu").version == 51


def test_a_new_version_of_the_terms_begins_as_the_one_that_holds(office, poster_set):
    LoanTermsFactory(text="Die geltende Fassung")
    LoanTermsFactory(text="Eine künftige Fassung", valid_from=date(2030, 1, 1))

    page = office.get(reverse("loan_terms:add"))
    office.post(reverse("loan_terms:add"), {"valid_from": "01.01.2028", "text": "Neu"})

    assert page.context["form"]["text"].value() == "Die geltende Fassung"
    assert LoanTerms.objects.get(text="Neu").version > 2


def set_data(poster_set, numbers) -> dict:
    parts = [
        {"id": part.pk, "number": number, "name": part.name, "condition": "good", "poster": ""}
        for part, number in zip(poster_set.parts.all(), numbers, strict=True)
    ]
    return nested_form_data(
        {
            "name": poster_set.name,
            "in_service": "on",
            "parts": inline_formset(parts, initial=len(parts)),
        }
    )


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        (["1", "1"], "Bitte die unten aufgeführten doppelten Werte korrigieren."),
        (["2", "1"], "Zwei Teile tauschen ihre Nummer."),
    ],
)
def test_a_part_number_that_stands_twice_is_said_in_the_form(office, poster_set, numbers, problem):
    response = office.post(
        reverse("poster_sets:edit", args=[poster_set.pk]), set_data(poster_set, numbers)
    )

    assert response.status_code == 200
    assert problem in response.text
    assert list(poster_set.parts.values_list("number", flat=True)) == ["1", "2"]


def test_the_parts_of_a_set_are_changed(office, poster_set):
    office.post(reverse("poster_sets:edit", args=[poster_set.pk]), set_data(poster_set, ["1", "3"]))

    assert list(poster_set.parts.values_list("number", flat=True)) == ["1", "3"]


def test_a_part_with_findings_stays_and_one_without_goes(office, poster_set):
    first, second = poster_set.parts.all()
    out = BookingFactory(state=BookingState.OUT, poster_set=poster_set)
    report = ConditionReport.objects.create(booking=out, direction="out")
    PartCondition.objects.create(report=report, part=first, condition="damaged")
    address = reverse("poster_sets:edit", args=[poster_set.pk])
    data = set_data(poster_set, ["1", "2"]) | {"note": "Neue Notiz"}

    refused = office.post(address, data | {"parts-0-DELETE": "on", "parts-1-DELETE": "on"})

    assert refused.status_code == 200
    assert "Zu Teil 1 gibt es Befunde" in refused.text
    assert "„Fehlt“" in refused.text
    assert "Neue Notiz" in refused.text
    removed = [form["DELETE"].value() for form in refused.context["form"].formsets["parts"]]
    assert [bool(value) for value in removed] == [False, True]
    assert poster_set.parts.count() == 2
    office.post(address, data | {"parts-1-DELETE": "on"})
    assert list(poster_set.parts.all()) == [first]
    assert PartCondition.objects.count() == 1
    assert second.pk


def test_nobody_is_entered_again_into_what_was_forgotten(office, requested):
    forget(requested)

    response = edit(office, requested, contact_name="Erika Beispiel")

    requested.refresh_from_db()
    assert (response.url, requested.contact_name) == (step_url("inspect", requested), "")
    assert "Kontaktdaten dieses Vorgangs sind entfernt" in said(office.get(response.url))[-1]
    assert step_url("edit", requested) not in office.get(response.url).text


def test_a_mail_that_was_sent_again_stands_in_the_history_of_the_loan(office, requested):
    office.post(step_url("confirm", requested), {"seen": "requested"})

    office.post(reverse("outbox:send_again", args=[requested.mails.get().pk]))

    assert "Erneut gesendet (Lea Leitung)" in " ".join(
        office.get(step_url("inspect", requested)).text.split()
    )
