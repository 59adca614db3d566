"""Telephone numbers."""

from django.core.validators import RegexValidator

PHONE = RegexValidator(
    r"^\+?[0-9 ()/-]{4,}$", "Schreiben Sie die Telefonnummer mit Ziffern, zum Beispiel 0351 1234."
)
