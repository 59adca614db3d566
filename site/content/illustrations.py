"""The drawings that stand in for photographs. Each is a file in `templates/illustrations/`."""

from django.db import models


class Illustration(models.TextChoices):
    """A drawing by the name of its file."""

    NONE = "", "Keine Zeichnung"
    AKTUELLES = "aktuelles", "Aktuelles"
    ARBEITSWEISE = "arbeitsweise", "Arbeitsweise"
    AUSSTELLUNG = "ausstellung", "Ausstellung"
    BARRIEREFREIHEIT = "barrierefreiheit", "Barrierefreiheit"
    ENERGIE = "energie", "Energie"
    GEBAERDENSPRACHE = "gebaerdensprache", "Gebärdensprache"
    GESUNDHEIT = "gesundheit", "Gesundheit"
    GLOSSAR = "glossar", "Glossar"
    HISTORIE = "historie", "Historie"
    KONTAKT = "kontakt", "Kontakt"
    KREISLAUF = "kreislauf", "Kreislaufwirtschaft"
    LEICHTE_SPRACHE = "leichte-sprache", "Leichte Sprache"
    MISSION = "mission", "Mission"
    MOBILITAET = "mobilitaet", "Mobilität und IT"
    NETZWERK = "netzwerk", "Netzwerk"
    PROJEKTIDEE = "projektidee", "Projektidee"
    PUBLIKATION = "publikation", "Publikation"
    TOURISMUS = "tourismus", "Tourismus und lebenswerte Regionen"

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"illustrations/{self.value}.svg"
