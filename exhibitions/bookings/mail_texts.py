"""The occasions of the mails about a loan. What they say stands in `templates/mail/bookings/`.

The first line of a text is its subject. None holds a word that a sender typed.
"""

from django.conf import settings

from submissions.mail_template_files import register_texts

FOLDER = settings.BASE_DIR / "templates" / "mail" / "bookings"

OCCASIONS = {
    "booking.received": "Anfrage eingegangen: Adresse bestätigen",
    "booking.requested": "Adresse bestätigt: so geht es weiter",
    "booking.unconfirmed_expired": "Nicht bestätigt: Zeitraum wieder frei",
    "booking.confirmed": "Zusage mit Vertrag und Kalendereintrag",
    "booking.declined": "Absage mit Grund und anderen Zeiträumen",
    "booking.changed": "Neuer Zeitraum oder anderer Satz",
    "booking.cancelled": "Ausleihe storniert",
    "booking.withdrawn": "Anfrage von der Schule zurückgezogen",
    "booking.soon": "Erinnerung vor der Lieferung",
    "booking.ends": "Erinnerung vor dem letzten Tag",
    "booking.overdue": "Überfällig",
    "booking.report": "Bitte um Rückmeldung",
    "booking.report_again": "Zweite und letzte Bitte um Rückmeldung",
    "booking.link": "Link noch einmal gesendet",
    "waiting.received": "Warteliste: Adresse bestätigen",
    "waiting.listed": "Warteliste: Platz bestätigt",
    "waiting.offered": "Warteliste: Zeitraum angeboten",
    "waiting.accepted": "Warteliste: Angebot angenommen",
    "waiting.offer_expired": "Warteliste: Angebot verfallen",
    "waiting.cancelled": "Warteliste: Eintrag gestrichen",
    "waiting.over": "Warteliste: Zeit vorbei",
    "team.requested": "An das Team: neue Anfrage",
    "team.changed": "An das Team: Zeitraum von der Schule geändert",
    "team.cancelled": "An das Team: von der Schule abgesagt",
    "team.unanswered": "An das Team: Anfrage ohne Antwort",
    "team.overdue": "An das Team: nicht zurück",
}
# What stands for each placeholder in a preview.
EXAMPLES = {
    "reference": "K7MT4RX9",
    "first_day": "Montag, 12. April 2027",
    "last_day": "Freitag, 23. April 2027",
    "phone": "[Telefon der Stelle]",
    "reach_us": "Telefon: [Telefon der Stelle]",
    "link": "https://www.example.org/vorgang/…",
    "until": "26. November 2026, 10:15 Uhr",
    "answer_by": "Freitag, 27. November 2026",
    "lending": "https://www.example.org/wanderausstellung/ausleihen/",
    "delivery_day": "Freitag, 9. April 2027",
    "pick_up_day": "Montag, 26. April 2027",
    "ways": "Lieferung: Freitag, 9. April 2027\nAbholung: Montag, 26. April 2027",
    "delivery_text": "Wir bringen die Ausstellung und holen sie ab.",
    "cancel_note": "Absagen können Sie dort bis Montag, 29. März 2027, danach bitte telefonisch.",
    "calendar_note": "Der Eintrag im Anhang nimmt den Termin aus Ihrem Kalender.",
    "changed_note": "Der alte Zeitraum ist wieder frei.",
    "reason": "Der Satz wird in dieser Zeit erneuert.",
    "alternatives": "- Mo, 3. Mai 2027 bis Fr, 14. Mai 2027",
    "state": "Zugesagt",
    "set_up": "https://www.example.org/wanderausstellung/aufbau/",
    "waits_until": "Freitag, 2. Juli 2027",
    "offer_hours": "72",
    "admin": "https://www.example.org/admin/…",
    "days": "14",
}

ALWAYS = frozenset({"reference", "first_day", "last_day", "phone", "reach_us"})


def register() -> None:
    """Make all occasions known to the outbox."""
    register_texts(FOLDER, OCCASIONS, EXAMPLES, always=ALWAYS, file_of=_file_of)


def _file_of(key: str) -> str:
    return key.removeprefix("booking.").replace(".", "/")
