"""What an operator should know about files from strangers before the site goes public."""

from django.conf import settings
from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from submissions.attachments import clamd


@register(deploy=True)
def files_are_scanned(app_configs, **kwargs):
    """A scanner is named, and answers."""
    if not settings.CLAMD_SOCKET:
        return [
            CheckWarning(
                "CLAMD_SOCKET ist leer: Anlagen werden nicht auf Schadsoftware geprüft.",
                hint="Siehe docs/betrieb.md, Abschnitt Anlagen.",
                id="submissions.W001",
            )
        ]
    if not clamd.is_there(settings.CLAMD_SOCKET):
        return [
            CheckWarning(
                "clamd antwortet nicht: Anlagen bleiben gesperrt, bis sie geprüft sind.",
                hint="Prüfen Sie CLAMD_SOCKET und den Dienst clamav-daemon.",
                id="submissions.W002",
            )
        ]
    return []
