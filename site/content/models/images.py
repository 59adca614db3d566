"""Images with what the law asks for: a text alternative, the author, the licence, the consent."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from content.fields import WebAddressField


class SiteImage(AbstractImage):
    """An image that may be published: nobody can save one without text alternative and author.

    Sources: WCAG 1.1.1 (text alternative), § 13 UrhG (author), § 22 KUG (consent of persons).
    """

    class Consent(models.TextChoices):
        NOT_NEEDED = "not_needed", "Keine Person erkennbar"
        GIVEN = "given", "Einwilligung liegt vor"

    description = models.CharField(
        "Alternativtext",
        max_length=255,
        help_text="Was zeigt das Bild? Ein Satz für alle, die es nicht sehen. Ohne „Bild von“.",
    )
    credit = models.CharField(
        "Bildnachweis",
        max_length=255,
        help_text="Wer hat das Bild gemacht? Zum Beispiel: „Foto: Vorname Name“.",
    )
    licence = models.CharField(
        "Lizenz",
        max_length=120,
        help_text="Unter welchen Bedingungen dürfen wir es zeigen? Zum Beispiel: „CC BY 4.0“.",
    )
    source_url = WebAddressField(
        "Quelle im Netz",
        blank=True,
        help_text="Woher das Bild stammt, falls es im Netz veröffentlicht ist.",
    )
    consent = models.CharField(
        "Abgebildete Personen",
        max_length=20,
        choices=Consent,
        default=Consent.NOT_NEEDED,
        help_text="Wer zu erkennen ist, muss zugestimmt haben (§ 22 KUG).",
    )
    is_placeholder = models.BooleanField(
        "Platzhalter",
        default=False,
        help_text="Das Bild muss ersetzt werden, bevor die Website öffentlich wird.",
    )

    admin_form_fields = (
        *[name for name in Image.admin_form_fields if name != "description"],
        "description",
        "credit",
        "licence",
        "source_url",
        "consent",
        "is_placeholder",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = "Bild"
        verbose_name_plural = "Bilder"


class SiteRendition(AbstractRendition):
    """One size and format of an image."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
