"""The occasions of the mails about an idea. What they say stands in `templates/mail/ideas/`."""

from django.conf import settings

from submissions.mail_template_files import register_texts

OCCASIONS = {
    "idea.draft": "Angefangene Idee: Link zum Weiterschreiben",
    "idea.received": "Idee eingegangen",
    "idea.contents": "Link zum Inhalt, zehn Minuten gültig",
    "idea.link": "Link zum Stand noch einmal gesendet",
    "idea.withdrawn": "Idee zurückgezogen",
    "idea.erasure": "Löschung verlangt",
    "idea.team.received": "An das Team: neue Idee",
    "idea.team.erasure": "An das Team: jemand verlangt Löschung",
}
EXAMPLES = {
    "reference": "K7MT4RX9",
    "link": "https://www.example.org/vorgang/…",
    "answer_by": "Freitag, 27. November 2026",
    "network": "Energiemodellregion im Lausitzer Revier",
    "minutes": "10",
    "draft_days": "30",
    "questions": "https://www.example.org/kontakt/",
    "form": "https://www.example.org/projektidee/",
    "until": "Donnerstag, 24. Dezember 2026",
    "admin": "https://www.example.org/admin/…",
}


def register() -> None:
    """Make all occasions known to the outbox."""
    register_texts(
        settings.BASE_DIR / "templates" / "mail" / "ideas",
        OCCASIONS,
        EXAMPLES,
        always=frozenset({"reference", "questions"}),
    )
