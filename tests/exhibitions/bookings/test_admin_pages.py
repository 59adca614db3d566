"""Every page about loans, for every role: what opens, and what does not."""

import pytest
from django.urls import reverse

from accounts.roles import ROLES
from exhibitions.bookings.models import Closure, HolidayPeriod, LoanTerms
from exhibitions.bookings.states import BookingState
from submissions.models import MailText, OutboxMail
from tests.accounts.factories import UserFactory
from tests.exhibitions.bookings.admin_places import (
    CHANGERS,
    CHIEF,
    MANAGER,
    MANAGERS,
    VIEWERS,
    opens,
)
from tests.exhibitions.bookings.factories import (
    MONDAY,
    BookingFactory,
    LoanTermsFactory,
    PosterSetFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses():
    """Every address that a GET opens, and for whom."""
    poster_set = PosterSetFactory(parts=2)
    requested = BookingFactory(terms=LoanTermsFactory(version=50))
    confirmed = BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)
    out = BookingFactory(state=BookingState.OUT, poster_set=PosterSetFactory(parts=1))
    unconfirmed = BookingFactory(state=BookingState.UNCONFIRMED)
    closure = Closure.objects.create(
        poster_set=poster_set, first_day=MONDAY, last_day=MONDAY, reason="Inventur"
    )
    holidays = HolidayPeriod.objects.create(name="Frei", first_day=MONDAY, last_day=MONDAY)
    draft = LoanTerms.objects.create(text="Neu")
    mail = OutboxMail.objects.create(
        submission=requested, key="booking.received", recipient="a@b.example", subject="x", body="y"
    )
    text = MailText.objects.get(key="booking.received")
    looks = {*MANAGERS, CHIEF}
    places = {
        ("loans_today:index",): VIEWERS,
        ("loans_calendar:index",): VIEWERS,
        ("loans_statistics:index",): VIEWERS,
        ("bookings:index",): VIEWERS,
        ("bookings:index_results",): VIEWERS,
        ("bookings:inspect", requested.pk): VIEWERS,
        ("bookings:add",): MANAGERS,
        ("bookings:edit", requested.pk): CHANGERS,
        ("bookings:confirm", requested.pk): CHANGERS,
        ("bookings:decline", requested.pk): CHANGERS,
        ("bookings:cancel", confirmed.pk): CHANGERS,
        ("bookings:move", confirmed.pk): CHANGERS,
        ("bookings:confirm_address", unconfirmed.pk): CHANGERS,
        ("bookings:hand_over", confirmed.pk): CHANGERS,
        ("bookings:take_back", out.pk): CHANGERS,
        ("bookings:feedback", out.pk): CHANGERS,
        ("bookings:contract", confirmed.pk): CHANGERS,
        ("bookings:packing_list", confirmed.pk): CHANGERS,
        ("poster_sets:index",): looks,
        ("poster_sets:add",): MANAGERS,
        ("poster_sets:edit", poster_set.pk): MANAGERS,
        ("poster_sets:history", poster_set.pk): MANAGERS,
        ("closures:index",): looks,
        ("closures:add",): MANAGERS,
        ("closures:edit", closure.pk): MANAGERS,
        ("closures:delete", closure.pk): MANAGERS,
        ("holiday_periods:index",): looks,
        ("holiday_periods:add",): MANAGERS,
        ("holiday_periods:edit", holidays.pk): MANAGERS,
        ("holiday_periods:delete", holidays.pk): MANAGERS,
        ("loan_terms:index",): looks,
        ("loan_terms:inspect", draft.pk): looks,
        ("loan_terms:add",): MANAGERS,
        ("loan_terms:edit", draft.pk): MANAGERS,
        ("loan_terms:copy", draft.pk): MANAGERS,
        ("loan_terms:delete", draft.pk): MANAGERS,
        ("mail_texts:index",): VIEWERS,
        ("mail_texts:edit", text.pk): CHANGERS,
        ("outbox:index",): CHANGERS,
        ("outbox:inspect", mail.pk): CHANGERS,
        ("wagtailsettings:edit", "bookings", "lendingrules"): MANAGERS,
    }
    return {reverse(name, args=args): roles for (name, *args), roles in places.items()}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_it_may_do_and_nothing_else(client, addresses, role):
    client.force_login(UserFactory(groups=[role]))
    settings = reverse("wagtailsettings:edit", args=["bookings", "lendingrules"])

    found = {path for path in addresses if path != settings and opens(client, path)}
    if client.get(settings, follow=True).request["PATH_INFO"].startswith(settings):
        found.add(settings)

    assert found == {path for path, roles in addresses.items() if role in roles}


def test_who_has_not_signed_in_sees_nothing(client, addresses):
    assert {client.get(path).status_code for path in addresses} == {302}


def test_nobody_deletes_a_loan(admin_client):
    booking = BookingFactory()

    assert admin_client.get(f"/admin/ausleihe/vorgaenge/delete/{booking.pk}/").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["confirm", "decline", "cancel", "move", "confirm_address", "hand_over", "take_back"],
)
@pytest.mark.parametrize("role", sorted({*ROLES} - CHANGERS))
def test_who_may_not_change_a_loan_changes_none(client, role, name):
    booking = BookingFactory(state=BookingState.CONFIRMED, poster_set=PosterSetFactory(parts=1))
    client.force_login(UserFactory(groups=[role]))

    response = client.post(
        reverse(f"bookings:{name}", args=[booking.pk]),
        {"seen": "confirmed", "words": "Nein", "all_good": "1"},
    )

    booking.refresh_from_db()
    assert (response.status_code, booking.state) == (302, BookingState.CONFIRMED)


@pytest.mark.parametrize("path", ["/admin/", "/admin/ausleihe/vorgaenge/"])
def test_the_menu_leads_the_manager_and_nobody_else_there(client, path):
    client.force_login(UserFactory(groups=[MANAGER]))
    assert "/admin/ausleihe/heute/" in client.get(path).text

    client.force_login(UserFactory(groups=["Redaktion"]))
    assert "/admin/ausleihe/heute/" not in client.get(path, follow=True).text


def test_who_only_looks_sees_no_person(client):
    booking = BookingFactory(
        contact_name="Erika Geheim",
        contact_email="geheim@schule.example",
        remarks="vertraulich eins",
        note="vertraulich zwei",
    )
    client.force_login(UserFactory(groups=[CHIEF]))

    paths = [
        reverse("bookings:inspect", args=[booking.pk]),
        reverse("bookings:index"),
        reverse("loans_today:index"),
        "/admin/",
    ]
    pages = " ".join(client.get(path).text.lower() for path in paths)
    found = client.get(reverse("bookings:index"), {"q": "geheim@"})

    assert "geheim" not in pages
    assert "vertraulich" not in pages
    assert list(found.context["object_list"]) == []
