"""A set goes out and comes back, panel by panel; photos lose what nobody should know."""

import struct
import zlib
from datetime import date
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from exhibitions.bookings.forms import photos
from exhibitions.bookings.models import Booking, Condition, Occupancy, PartCondition, PosterSet
from exhibitions.bookings.states import BookingState
from tests.accounts.factories import UserFactory
from tests.exhibitions.bookings.admin_places import MANAGER, said, step_url
from tests.exhibitions.bookings.factories import BookingFactory

pytestmark = pytest.mark.django_db
GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B


@pytest.fixture
def office(client):
    """A browser in which the manager is signed in."""
    client.force_login(UserFactory(groups=[MANAGER]))
    return client


@pytest.fixture
def confirmed(poster_set, clock):
    clock.set_to(date(2027, 4, 9))
    return BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)


@pytest.fixture
def out(poster_set):
    return BookingFactory(state=BookingState.OUT, poster_set=poster_set)


def typed(booking, **values) -> dict:
    """The form as it comes, with changes: `first_condition`, `first_note`, `first_photo`."""
    data = {"seen": booking.state, "note": ""}
    for part in booking.poster_set.parts.all():
        data[f"teil-{part.pk}-condition"] = part.condition
        data[f"teil-{part.pk}-note"] = part.condition_note
    first = booking.poster_set.parts.first()
    return data | {
        name.replace("first_", f"teil-{first.pk}-"): value for name, value in values.items()
    }


def phone_photo(size=(3000, 2000)) -> SimpleUploadedFile:
    """As a phone takes it: lying, large, with place and owner."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[ARTIST] = "Erika Beispiel"
    exif[GPS] = {1: "N", 2: (51.0, 5.0, 0.0)}
    file = BytesIO()
    Image.new("RGB", size, "red").save(file, "JPEG", exif=exif, comment=b"geheim")
    return SimpleUploadedFile("IMG_1.jpg", file.getvalue(), "image/jpeg")


def png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG that says how large it would be, and no picture."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


@pytest.mark.parametrize(
    ("name", "state", "after"),
    [
        ("hand_over", BookingState.CONFIRMED, BookingState.OUT),
        ("take_back", BookingState.OUT, BookingState.RETURNED),
    ],
)
def test_all_good_is_one_tap(office, poster_set, clock, name, state, after):
    clock.set_to(date(2027, 4, 9))
    booking = BookingFactory(state=state, poster_set=poster_set)
    page = office.get(step_url(name, booking))
    assert page.text.count('name="all_good"') == 1

    office.post(step_url(name, booking), typed(booking) | {"all_good": "1"})

    booking.refresh_from_db()
    assert booking.state == after
    assert booking.condition_reports.get().findings.count() == 0
    assert "Alles in Ordnung" in office.get(step_url("inspect", booking)).text


def test_a_damaged_part_is_written_down_with_a_photo(office, out, poster_set):
    data = typed(
        out,
        first_condition=Condition.DAMAGED,
        first_note="Riss",
        first_photo=phone_photo(),
    )

    office.post(step_url("take_back", out), data)

    finding = PartCondition.objects.get()
    assert (finding.condition, finding.note) == (Condition.DAMAGED, "Riss")
    assert finding.photo.name.startswith("zustand/")
    assert poster_set.parts.first().condition == Condition.DAMAGED
    assert PosterSet.objects.get(pk=poster_set.pk).in_service


def test_a_set_is_withdrawn_only_when_somebody_says_so(office, out, poster_set):
    office.post(step_url("take_back", out), typed(out) | {"withdraw_set": "on"})

    assert not PosterSet.objects.get(pk=poster_set.pk).in_service


def test_what_was_found_before_stays_when_all_is_as_it_was(office, out, poster_set):
    poster_set.parts.filter(number="1").update(condition=Condition.WORN, condition_note="Ecke")

    office.post(step_url("take_back", out), typed(out) | {"all_good": "1"})

    assert PartCondition.objects.get().note == "Ecke"
    assert poster_set.parts.first().condition == Condition.WORN


def test_the_one_tap_throws_away_nothing_that_was_typed(office, out):
    data = typed(out, first_condition=Condition.MISSING) | {"all_good": "1"}

    response = office.post(step_url("take_back", out), data)

    assert response.status_code == 200
    assert "Bei Teil 1 ist etwas eingetragen." in response.text
    assert Booking.objects.get(pk=out.pk).state == BookingState.OUT


def test_the_enter_key_never_says_that_all_is_good(office, out):
    page = office.get(step_url("take_back", out)).text
    form = page[page.index('class="loan-form"') :]

    assert form.index("<button") < form.index("all_good")


@pytest.mark.parametrize("button", [{"all_good": "1"}, {}])
def test_a_set_that_goes_out_long_before_its_day_is_asked_about(office, clock, confirmed, button):
    clock.set_to(date(2027, 4, 1))  # delivered on 11 April
    address, data = step_url("hand_over", confirmed), typed(confirmed, **button)

    asked = office.post(address, data)

    assert list(asked.context["form"].errors) == ["early"]
    assert "Der Liefertag ist erst am Sonntag, 11. April 2027" in asked.text
    assert Booking.objects.get().state == BookingState.CONFIRMED
    office.post(address, data | {"early": "on"})
    assert Booking.objects.get().state == BookingState.OUT


@pytest.mark.parametrize("day", [date(2027, 4, 4), date(2027, 4, 20)])
def test_a_set_that_goes_out_in_its_time_is_not_asked_about(office, clock, confirmed, day):
    clock.set_to(day)

    office.post(step_url("hand_over", confirmed), typed(confirmed, all_good="1"))

    assert Booking.objects.get().state == BookingState.OUT


def test_of_two_who_hand_over_the_second_is_told(office, confirmed):
    data = typed(confirmed) | {"all_good": "1"}
    office.post(step_url("hand_over", confirmed), data)

    response = office.post(step_url("hand_over", confirmed), data, follow=True)

    assert "Bereits entschieden" in said(response)[-1]
    assert confirmed.condition_reports.count() == 1


def test_the_form_sends_photos_along(office, out):
    page = office.get(step_url("take_back", out)).text

    assert 'enctype="multipart/form-data"' in page


def test_a_set_that_is_not_back_is_not_handed_over(office, confirmed):
    other = BookingFactory(state=BookingState.OUT)
    Occupancy.objects.create(
        booking=other,
        poster_set=confirmed.poster_set,
        start=date(2026, 10, 1),
        end=date(2026, 10, 20),
    )

    data = typed(confirmed) | {"all_good": "1"}
    page = office.post(step_url("hand_over", confirmed), data)

    assert f"Nehmen Sie zuerst den Vorgang {other} zurück" in page.text
    assert Booking.objects.get(pk=confirmed.pk).state == BookingState.CONFIRMED


def test_a_set_without_parts_is_handed_over_too(office, confirmed, poster_set):
    poster_set.parts.all().delete()

    office.post(step_url("hand_over", confirmed), {"seen": "confirmed", "all_good": "1"})

    assert Booking.objects.get(pk=confirmed.pk).state == BookingState.OUT


def test_twenty_parts_take_few_queries(office, poster_set, django_assert_max_num_queries):
    for number in range(3, 21):
        poster_set.parts.create(number=str(number), name=f"Tafel {number}", sort_order=number)
    booking = BookingFactory(state=BookingState.OUT, poster_set=poster_set)
    office.get(step_url("take_back", booking))

    with django_assert_max_num_queries(12):
        office.get(step_url("take_back", booking))


def test_a_photo_says_neither_where_nor_by_whom(office, out):
    office.post(step_url("take_back", out), typed(out, first_photo=phone_photo()))
    finding = PartCondition.objects.get()

    with Image.open(finding.photo.open()) as image:
        assert (image.format, max(image.size), dict(image.getexif())) == ("JPEG", 2000, {})
        assert image.height > image.width  # turned upright
        assert "comment" not in image.info
    assert b"Erika" not in finding.photo.open().read()


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg(office, out, form):
    file = BytesIO()
    Image.new("RGBA", (60, 40), (255, 0, 0, 0)).save(file, form)
    photo = SimpleUploadedFile("bild.dat", file.getvalue())

    office.post(step_url("take_back", out), typed(out, first_photo=photo))

    with Image.open(PartCondition.objects.get().photo.open()) as image:
        assert image.format == "JPEG"
        assert min(image.getpixel((5, 5))) > 250  # what was clear is white


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', photos.NO_PHOTO),
        (b"<html><script>alert(1)</script></html>", photos.NO_PHOTO),
        (b"GIF89a" + b"\0" * 50, photos.NO_PHOTO),
        (b"\xff\xd8\xff\xe0" + b"kaputt" * 20, photos.NO_PHOTO),
        (png_header(30_000, 30_000), "Das Bild hat zu viele Bildpunkte."),
        (png_header(9_000, 9_000), "Das Bild hat zu viele Bildpunkte."),
    ],
)
def test_what_is_no_photo_is_refused_and_what_was_typed_stays(office, out, content, problem):
    photo = SimpleUploadedFile("foto.jpg", content, "image/jpeg")

    response = office.post(
        step_url("take_back", out), typed(out, first_photo=photo, first_note="Ein Riss")
    )

    assert response.status_code == 200
    assert problem in response.text
    assert 'value="Ein Riss"' in response.text
    assert Booking.objects.get(pk=out.pk).state == BookingState.OUT


def test_a_photo_that_is_too_large_is_refused(office, out, monkeypatch):
    monkeypatch.setattr(photos, "LARGEST_FILE", 1000)

    response = office.post(step_url("take_back", out), typed(out, first_photo=phone_photo()))

    assert "Das Foto ist größer als 15 MB." in response.text


def test_a_photo_is_shown_to_those_who_decide_and_nowhere_else(client, office, out):
    office.post(step_url("take_back", out), typed(out, first_photo=phone_photo((40, 30))))
    finding = PartCondition.objects.get()
    address = reverse("bookings:photo", args=[finding.pk])

    answer = office.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]

    client.logout()
    assert client.get(address).status_code == 302
    assert client.get(f"/media/{finding.photo.name}").status_code == 404
    client.force_login(UserFactory(groups=["Chefredaktion"]))
    assert client.get(address).status_code == 302

    default_storage.delete(finding.photo.name)
    client.force_login(UserFactory(groups=[MANAGER]))
    assert client.get(address).status_code == 404
