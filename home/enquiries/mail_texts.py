"""The occasions of the mails about an enquiry. What they say stands in `templates/mail/enquiries/`.

The first line of a text is its subject. None holds a word that a sender typed.
"""

from django.conf import settings

from submissions.mail_template_files import register_texts

FOLDER = settings.BASE_DIR / "templates" / "mail" / "enquiries"

OCCASIONS = {
    "enquiries.barrier_received": "Barriere gemeldet: Eingang bestätigt",
    "enquiries.contact_received": "Kontaktformular: Eingang bestätigt",
    "enquiries.closed": "Anfrage oder Meldung abgeschlossen",
    "enquiries.withdrawn": "Anfrage oder Meldung zurückgezogen",
    "enquiries.deletion": "Bitte um Löschung eingegangen",
    "enquiries.link": "Link zur Anfrage noch einmal gesendet",
}
# What stands for each placeholder in a preview.
EXAMPLES = {
    "reference": "K7MT4RX9",
    "received": "Dienstag, 24. November 2026",
    "answer_by": "Donnerstag, 24. Dezember 2026",
    "until": "Dienstag, 1. Dezember 2026",
    "link": "https://www.example.org/vorgang/…",
}


def register() -> None:
    """Make all occasions known to the outbox."""
    register_texts(FOLDER, OCCASIONS, EXAMPLES, always=frozenset({"reference", "received"}))
