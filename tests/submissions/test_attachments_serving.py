"""Files handed out: only as downloads, only when they may be opened, by no other way."""

import re

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import get_resolver

from content.storage import PrivateS3Storage
from submissions.attachments import attach, download_answer
from submissions.models import Attachment
from tests.submissions.evil_files import pdf

pytestmark = pytest.mark.usefixtures("room")

Scan = Attachment.Scan


def sent(submission, name="plan.pdf", content=None):
    return attach(submission, SimpleUploadedFile(name, content or pdf()))


def test_a_file_is_saved_never_shown_and_kept_nowhere(submission):
    response = download_answer(sent(submission))

    assert b"".join(response.streaming_content) == pdf()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "ETag" not in response.headers


@pytest.mark.parametrize(
    "name",
    ['a"b.pdf', "Grüße aus Zittau.pdf", "a\r\nSet-Cookie: b.pdf", "../../etc/a.pdf", "%41;.pdf"],
)
def test_no_name_gets_out_of_its_header(submission, name):
    attachment = sent(submission)
    attachment.name = name  # as if it had come past the checks
    header = download_answer(attachment).headers["Content-Disposition"]

    assert header.startswith("attachment; filename")
    assert "\r" not in header
    assert "\n" not in header
    assert header.isascii()


def test_a_text_says_its_encoding(submission):
    response = download_answer(sent(submission, "notiz.txt", "Grüße".encode()))

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("scan", [Scan.PENDING, Scan.INFECTED])
def test_what_may_not_be_opened_is_not_there(submission, scan):
    attachment = sent(submission)
    attachment.scan = scan

    with pytest.raises(Http404):
        download_answer(attachment)


def test_a_file_whose_bytes_are_lost_is_not_there(submission):
    attachment = sent(submission)
    attachment.file.storage.delete(attachment.file.name)

    with pytest.raises(Http404):
        download_answer(attachment)


# --- No other way ------------------------------------------------------------------------------


@pytest.fixture
def one_bucket(settings, tmp_path):
    """Both stores in one place, as with a bucket: the private files in a folder of it."""
    disk = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": disk, "OPTIONS": {"location": str(tmp_path)}},
        "private": {"BACKEND": disk, "OPTIONS": {"location": str(tmp_path / "private")}},
    }
    name = storages["private"].save("attachments/0815", ContentFile(b"nur fuer das Team"))
    storages["default"].save("images/bild.png", ContentFile(b"fuer alle"))
    assert storages["default"].exists(f"private/{name}")
    return f"private/{name}"


WAYS = [
    "/media/{}",
    "/media/images/{}",
    "/media/images/../{}",
    "/media/images/%2e%2e/{}",
    "/media/images/..%2f{}",
    "/media/images/..\\{}",
    "/media/images//{}",
    "/media/images/./../{}",
    "/media/images/x/../../{}",
    "/media//{}",
    "/{}",
    "/dokumente/{}",
    "/static/../{}",
]


@pytest.mark.parametrize("way", WAYS)
def test_no_address_of_the_public_leads_to_a_private_file(one_bucket, client, db, way):
    response = client.get(way.format(one_bucket), follow=True)

    assert response.status_code == 404


def test_the_public_picture_beside_it_is_shown(one_bucket, client, db):
    response = client.get("/media/images/bild.png")

    assert b"".join(response.streaming_content) == b"fuer alle"


def test_only_pictures_have_an_address_below_media():
    below = [
        str(pattern.pattern)
        for included in get_resolver().url_patterns
        for pattern in getattr(included, "url_patterns", [])
        if str(pattern.pattern).startswith("media")
    ]

    assert below == ["media/images/<path:path>"]


def test_nginx_hands_out_no_file_itself():
    configuration = (site_settings.BASE_DIR / "deploy/nginx.conf").read_text()

    assert (
        re.findall(r"^\s*(?:root|alias|try_files|autoindex)\b", configuration, re.MULTILINE) == []
    )


def test_the_private_store_has_no_address():
    with pytest.raises(ValueError, match="no address"):
        storages["private"].url("attachments/0815")
    with pytest.raises(ValueError, match="no address"):
        PrivateS3Storage(bucket_name="eimer", access_key="a", secret_key="b").url(
            "attachments/0815"
        )


def test_in_a_bucket_private_files_lie_apart_and_are_nobody_elses(monkeypatch):
    from config.settings import services

    bucket = {"bucket_name": "eimer"}
    monkeypatch.setattr(services, "_bucket", lambda: bucket)

    assert services.private_file_storage()["OPTIONS"] == bucket | {
        "location": "private",
        "default_acl": "private",
    }


def test_a_backup_of_a_bucket_holds_private_files_once(one_bucket):
    from operations.backup.media import stored_files

    assert list(stored_files(storage=storages["default"])) == ["images/bild.png"]
    assert list(stored_files(storage=storages["private"])) == ["attachments/0815"]
