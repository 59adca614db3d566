"""What editors upload: every file is taken or refused with a word, none breaks the page."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from content.models import OrganisationSettings, SiteDocument, SiteImage
from tests.factories import png

pytestmark = pytest.mark.django_db

NOISE = png(400, 400)
BROKEN_FILES = {
    "cut in half": NOISE[: len(NOISE) // 2],
    "text": b"no picture at all",
    "empty": b"",
    "only a signature": b"\x89PNG\r\n\x1a\n",
    "half of a JPEG": b"\xff\xd8\xff\xe0" + b"\x00" * 200,
}


@pytest.mark.parametrize("content", BROKEN_FILES.values(), ids=BROKEN_FILES.keys())
@pytest.mark.parametrize("view", ["wagtailimages:add", "wagtailimages:add_multiple"])
def test_a_broken_picture_is_refused_with_a_word(admin_client, view, content):
    file = SimpleUploadedFile("bild.png", content, "image/png")
    names = {"wagtailimages:add": "file", "wagtailimages:add_multiple": "files[]"}
    before = SiteImage.objects.count()

    response = admin_client.post(
        reverse(view),
        {names[view]: file, "title": "Bild", "description": "x", "credit": "x", "licence": "x"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert response.status_code == 200
    assert SiteImage.objects.count() == before


def test_several_documents_can_be_uploaded_at_once(admin_client):
    file = SimpleUploadedFile("bericht.pdf", b"%PDF-1.7 " + b"x" * 100, "application/pdf")
    uploaded = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": file, "title": "Bericht"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()
    number = uploaded["uploaded_file_id"]

    response = admin_client.post(
        reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[number]),
        {
            f"uploaded-document-{number}-title": "Bericht",
            f"uploaded-document-{number}-accessibility": "checked",
            f"uploaded-document-{number}-tags": "",
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert response.json()["success"] is True
    assert SiteDocument.objects.get(title="Bericht").accessibility == "checked"


@pytest.mark.parametrize(
    ("field", "value", "is_right"),
    [
        ("phone", "nicht anrufbar", False),
        ("phone", "0351 1234", True),
        ("phone", "[Platzhalter: Telefonnummer]", True),
        ("email", "kaputt", False),
        ("email", "name@example.org", True),
        ("security_email", "", True),
    ],
)
def test_what_is_to_be_dialled_or_written_to_is_real_or_a_placeholder(field, value, is_right):
    organisation = OrganisationSettings.objects.get()
    setattr(organisation, field, value)

    if is_right:
        organisation.clean()
    else:
        with pytest.raises(ValidationError) as refusal:
            organisation.clean()
        assert list(refusal.value.message_dict) == [field]


def test_a_form_without_its_token_gets_a_page_of_ours():
    response = Client(enforce_csrf_checks=True).post("/anmeldung/", {"login": "a"})

    assert response.status_code == 403
    assert "Das Formular ist abgelaufen." in response.text
    assert "<style" not in response.text
