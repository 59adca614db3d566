"""The occasions of mails that are the same for all kinds."""

from django.conf import settings

from submissions.mail_template_files import register_texts

OCCASIONS = {"submissions.message": "Nachricht an die Person, die etwas eingereicht hat"}
EXAMPLES = {
    "reference": "K7MT4RX9",
    "text": "Vielen Dank. Bitte nennen Sie uns noch den Ort, an dem das Vorhaben entstehen soll.",
    "link": "https://www.example.org/vorgang/…",
}
TO_THE_TEAM = {"submissions.digest": "Tägliche Übersicht für eine Person im Team"}
EXAMPLES_TO_THE_TEAM = {
    "number": "2",
    "lines": "K7MT4RX9: Ihnen zugewiesen\nhttps://www.example.org/admin/…",
}


def register() -> None:
    """Make them known to the outbox."""
    folder = settings.BASE_DIR / "templates" / "mail" / "submissions"
    register_texts(folder, OCCASIONS, EXAMPLES)
    register_texts(folder, TO_THE_TEAM, EXAMPLES_TO_THE_TEAM, always=frozenset())
