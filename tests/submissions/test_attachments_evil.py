"""A corpus of bad files: each refused with its reason, in no time, within little memory."""

import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import typst
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from submissions.attachments import check_upload
from submissions.attachments.refusals import WORDS
from tests.submissions.evil_files import (
    EVIL,
    FOR_THE_SCANNER,
    office,
    open_document,
    pdf,
    picture,
)

MOST_SECONDS = 2
MOST_MEMORY = 150 * 1024 * 1024  # bytes more than before


def upload(name, content):
    file = SimpleUploadedFile("x", content)
    file._name = name  # as wild as it comes
    return file


@pytest.mark.parametrize(("name", "make", "reason"), EVIL, ids=[each[0] for each in EVIL])
def test_a_bad_file_is_refused_with_its_reason(name, make, reason):
    file = upload(name, make())

    start = time.perf_counter()
    with pytest.raises(ValidationError) as problem:
        check_upload(file)

    assert problem.value.error_list[0].code == reason
    assert time.perf_counter() - start < MOST_SECONDS
    assert "%(" not in problem.value.messages[0]


def test_the_corpus_is_large_and_knows_every_reason():
    by_the_row = {"too_much", "too_many", "not_stored"}

    assert len(EVIL) >= 60
    assert {reason for _, _, reason in EVIL} == set(WORDS) - by_the_row


def test_the_whole_corpus_takes_little_memory():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(Path(__file__).with_name("looking.py"))],
        env={
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"{settings.BASE_DIR / 'site'}:{settings.BASE_DIR}",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(done.stdout) < MOST_MEMORY


@pytest.mark.parametrize(("name", "make"), FOR_THE_SCANNER)
def test_a_virus_looks_like_any_other_file(name, make):
    """What the scanner is for: see test_attachments_scan.py."""
    assert check_upload(upload(name, make())).size


# --- Files that people really send -------------------------------------------------------------


def table_of_openpyxl():
    workbook, output = openpyxl.Workbook(), BytesIO()
    workbook.active.append(["Ort", "Gäste"])
    workbook.active.append(["Torgau", 120])
    workbook.save(output)
    return output.getvalue()


def our_pdf():
    """As typst makes it, with packed objects and PDF/UA."""
    return typst.compile(
        b"#set document(title: [Skizze])\n= Skizze\nEin Bahnhof.",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )


GOOD = [
    ("Skizze Bahnhof.pdf", our_pdf),
    ("alt.pdf", pdf),
    ("foto.jpg", lambda: picture("JPEG", (4000, 3000), quality=80)),
    ("foto.JPEG", lambda: picture("JPEG", (640, 480), progressive=True)),
    ("plan.png", lambda: picture("PNG", (3000, 2000), "RGBA")),
    ("scan.png", lambda: picture("PNG", (4960, 7016), "L")),
    ("druck.jpg", lambda: picture("JPEG", (640, 480), "CMYK")),
    ("bild.webp", lambda: picture("WEBP", (800, 600))),
    ("Idee.docx", office),
    ("Folien.pptx", lambda: office("pptx", {"ppt/embeddings/Tabelle.xlsx": table_of_openpyxl()})),
    ("Kosten.xlsx", table_of_openpyxl),
    (
        "Hausvorlage.docx",
        lambda: office(
            parts={
                "word/_rels/settings.xml.rels": '<Relationship Type="x/attachedTemplate"'
                r' Target="file:///\\server\vorlagen\brief.dotx" TargetMode="External"/>',
                "word/_rels/document.xml.rels": '<Relationship Type="x/hyperlink"'
                ' Target="https://example.org/" TargetMode="External"/>',
            }
        ),
    ),
    ("Text.odt", open_document),
    ("Tabelle.ods", lambda: open_document("ods")),
    ("Vortrag.odp", lambda: open_document("odp", {"Thumbnails/thumbnail.png": picture("PNG")})),
    ("Notiz.txt", "Grüße\n\taus Zittau – „so“\r\n".encode),
    ("Liste.csv", "\ufeffOrt;Höhe;Telefon\nZittau;-12,5;+49 3583 1\n- frei;;a\n".encode),
]


@pytest.mark.parametrize(("name", "make"), GOOD, ids=[each[0] for each in GOOD])
def test_a_good_file_is_taken(name, make):
    checked = check_upload(upload(name, make()))

    assert checked.name.rpartition(".")[0] == name.rpartition(".")[0]
    assert len(checked.content.read()) == checked.size


def test_a_table_of_libreoffice_is_taken(tmp_path):
    """Any program's ZIP: entries with data descriptors, folders, an empty one."""
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("Configurations2/images/Bitmaps/", "")
        with archive.open("content.xml", "w", force_zip64=True) as content:
            content.write(b"<office:document/>")

    assert check_upload(upload("brief.odt", output.getvalue())).content_type.endswith(".text")


def test_a_picture_is_named_after_what_it_is():
    checked = check_upload(upload("Bild.jpg", picture("PNG")))

    assert (checked.name, checked.content_type) == ("Bild.png", "image/png")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_says_nothing_of_place_camera_or_person(kind):
    exif = Image.Exif()
    exif[0x010F] = "Kanaria Kamera"
    exif[0x8825] = {1: "N", 2: (51.0, 3.0, 0.0), 3: "E", 4: (13.0, 44.0, 0.0)}
    options = {"comment": b"Kanaria"} if kind == "JPEG" else {}
    sent = picture(kind, exif=exif, **options)
    assert b"Kanaria" in sent

    content = check_upload(upload(f"bild.{kind.lower()}", sent)).content.read()

    assert b"anaria" not in content
    assert dict(Image.open(BytesIO(content)).getexif()) == {}


def test_a_picture_taken_sideways_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 6

    content = check_upload(upload("a.jpg", picture(size=(64, 48), exif=exif))).content.read()

    assert Image.open(BytesIO(content)).size == (48, 64)


def test_a_photo_of_a_large_camera_becomes_smaller_instead_of_refused():
    sent = picture("JPEG", (12_000, 7_000), "L", quality=5)

    content = check_upload(upload("a.jpg", sent)).content.read()

    assert Image.open(BytesIO(content)).size == (12_000, 7_000)


# --- Names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Anna\\Plan.txt", "Plan.txt"),
        ("/absolut.txt", "absolut.txt"),
        ("harmlos\u202etxt.txt", "harmlostxt.txt"),
        ("Zeile\r\nSet-Cookie: a.txt", "ZeileSet-Cookie_ a.txt"),
        ("a\x00b.txt", "ab.txt"),
        ('"><script>.txt', "___script_.txt"),
        ("CON.txt", "_CON.txt"),
        ("nul.pdf.txt", "_nul.pdf.txt"),
        ("  . .txt", "Anlage.txt"),
        ("...", "Anlage"),
        ("", "Anlage"),
        (None, "Anlage"),
        ("u\u0308ber.txt", "über.txt"),
        ("x" * 500 + ".txt", "x" * 116 + ".txt"),
        ("ä" * 500, "ä" * 120),
        ("\ud800.txt", "Anlage.txt"),
    ],
)
def test_a_name_is_for_people_and_never_a_path(name, shown):
    from submissions.attachments.names import harmless_name

    assert harmless_name(name) == shown
