"""Whom to ask. Kept once, shown everywhere by reference."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from content.models import SiteImage

PHONE = RegexValidator(
    r"^\+?[0-9 ()/-]{4,}$", "Schreiben Sie die Telefonnummer mit Ziffern, zum Beispiel 0351 1234."
)


class ContactPerson(index.Indexed, models.Model):
    """A person to ask. What is not filled in is not offered: no empty phone line, no dead vCard."""

    name = models.CharField("Name", max_length=120)
    role = models.CharField("Aufgabe", max_length=160, blank=True)
    organisation = models.CharField("Stelle", max_length=200, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True, validators=[PHONE])
    email = models.EmailField("E-Mail-Adresse", blank=True)
    address = models.TextField("Anschrift", max_length=300, blank=True)
    photo = models.ForeignKey(
        SiteImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Foto",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email"), FieldPanel("address")],
            heading="Kontakt (gezeigt wird nur, was hier steht)",
        ),
        FieldPanel("photo"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def phone_uri(self) -> str:
        """The phone number as an address to dial (RFC 3966)."""
        digits = "".join(character for character in self.phone if character in "+0123456789")
        return f"tel:{digits}" if digits else ""

    @property
    def card_url(self) -> str:
        """Where the vCard is; empty while there is nothing in it but the name."""
        if not (self.phone or self.email):
            return ""
        return reverse("contact_card", kwargs={"person_id": self.pk})


class Region(models.Model):
    """One of the two Reviere of Saxony, with its network manager."""

    class Line(models.TextChoices):
        SINGLE = "single", "Einfache Linie"
        DOUBLE = "double", "Doppelte Linie"

    name = models.CharField("Name", max_length=80, unique=True)
    slug = models.SlugField("Kurzform in Adressen", max_length=40, unique=True)
    name_in_text = models.CharField(
        "Name im Satz", max_length=80, help_text="Zum Beispiel: „im Lausitzer Revier“."
    )
    manager = models.ForeignKey(
        ContactPerson,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="managed_regions",
        verbose_name="Netzwerkmanagement",
    )
    line = models.CharField(
        "Kennlinie",
        max_length=10,
        choices=Line,
        default=Line.SINGLE,
        help_text="Unterscheidet die Reviere auch ohne Farbe.",
    )
    sort_order = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("name_in_text"),
        FieldPanel("manager"),
        FieldPanel("line"),
        FieldPanel("sort_order"),
    ]

    class Meta:
        verbose_name = "Revier"
        verbose_name_plural = "Reviere"
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name

    @property
    def has_double_line(self) -> bool:
        """Whether the Revier is marked by a double line."""
        return self.line == self.Line.DOUBLE
