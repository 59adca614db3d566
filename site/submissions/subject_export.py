"""What somebody gets who asks which data about her there are (Art. 15 GDPR): one ZIP file.

In it are the data as JSON for machines, as PDF for people, and the files that she sent. Never in
it: internal notes, drafts, votes, names of the team.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from submissions.kinds import child_of, kind_of
from submissions.models import Attachment, Message, OutboxMail, Submission

# Files are packed with this date, so that the same data give the same bytes.
PACKED_AT = (2000, 1, 1, 0, 0, 0)
NO_FILE = "nicht enthalten: Prüfung auf Schadsoftware steht aus oder ist nicht bestanden"
Render = Callable[[str, dict[str, Any]], bytes]


def subject_zip(submission: Submission, *, render: Render) -> bytes:
    """All that the sender gave us and we told her. `render` makes a PDF of a template and data."""
    child = child_of(submission)
    files = list(_files(submission))
    data = {
        "Vorgangsnummer": submission.reference,
        "Art": kind_of(submission).label,
        "Eingegangen am": submission.created_at,
        "Wird gelöscht am": submission.forget_on,
        "Kontakt": {
            "Name": submission.contact_name,
            "E-Mail-Adresse": submission.contact_email,
            "Telefon": submission.contact_phone,
        },
        "Angaben": dict(kind_of(submission).subject_data(child)),
        "Nachrichten": [_message(each) for each in _messages(submission)],
        "E-Mails an Sie": [_mail(each) for each in _mails(submission)],
        "Anlagen": [
            {"Name": each.name, "Größe in Byte": each.size, "Datei": path or NO_FILE}
            for each, path, _ in files
        ],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "daten.json", json.dumps(_plain(data), ensure_ascii=False, indent=2).encode())
        _add(archive, "daten.pdf", render("subject_export", _as_document(data)))
        for _, path, content in files:
            if path:
                _add(archive, path, content)
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path, PACKED_AT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _messages(submission: Submission):
    """What was really said: no draft, nothing that was thrown away."""
    said = [Message.State.RECEIVED, Message.State.RELEASED]
    return submission.messages.filter(state__in=said).order_by("created_at", "pk")


def _message(message: Message) -> dict[str, Any]:
    return {
        "Am": message.released_at or message.created_at,
        "Von": "Ihnen" if message.is_from_sender else "uns",
        "Text": message.text,
    }


def _mails(submission: Submission):
    """Mails that left for the sender; what was written to the team is none of them."""
    sent = submission.mails.filter(is_to_contact=True).exclude(sent_at=None)
    return sent.order_by("sent_at", "pk")


def _mail(mail: OutboxMail) -> dict[str, Any]:
    return {"Am": mail.sent_at, "Betreff": mail.subject}


def _files(submission: Submission):
    """Each attachment with its place in the ZIP and its bytes; "" where nobody may open it."""
    for number, each in enumerate(submission.attachments.order_by("pk"), start=1):
        content = _content(each)
        path = f"anlagen/{number:02d}-{each.name}" if content is not None else ""
        yield each, path, content


def _content(attachment: Attachment) -> bytes | None:
    if not attachment.may_be_opened or not attachment.file.name:
        return None
    try:
        with attachment.file.storage.open(attachment.file.name) as file:
            return file.read()
    except OSError:  # the bytes are lost: the list says that the file is not there
        return None


# --- For machines and for people ----------------------------------------------------------------
def _plain(value: Any) -> Any:
    """As JSON knows it."""
    match value:
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case datetime():
            return timezone.localtime(value).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case None | bool() | int() | float():
            return value
    return str(value)


def _as_document(data: Mapping[str, Any]) -> dict[str, Any]:
    """Sections of pairs of a name and its paragraphs."""
    top = {name: value for name, value in data.items() if not isinstance(value, dict | list)}
    sections = [("Vorgang", top), ("Kontakt", data["Kontakt"]), ("Ihre Angaben", data["Angaben"])]
    lists = [(name, value) for name, value in data.items() if isinstance(value, list)]
    return {
        "reference": data["Vorgangsnummer"],
        "sections": [{"title": title, "groups": [_pairs(values)]} for title, values in sections]
        + [
            {"title": title, "groups": [_pairs(each) for each in entries]}
            for title, entries in lists
            if entries
        ],
    }


def _pairs(values: Mapping[str, Any]) -> list[list[Any]]:
    return [[str(name), _paragraphs(value)] for name, value in values.items()]


def _paragraphs(value: Any) -> list[str]:
    lines = [line for line in _in_words(value).splitlines() if line.strip()]
    return lines or ["–"]


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "ja" if value else "nein"
        case datetime():
            return date_format(timezone.localtime(value), "j. F Y, H:i") + " Uhr"
        case date():
            return date_format(value, "j. F Y")
        case None:
            return ""
    return str(value)
