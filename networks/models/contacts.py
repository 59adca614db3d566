"""Whom to ask. Kept once, shown everywhere by reference."""

from django.db import models
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from content.models import SiteImage
from content.phone import PHONE


class ContactPerson(index.Indexed, models.Model):
    """A person to ask. What is not filled in is not offered: no empty phone line, no dead vCard."""

    name = models.CharField("Name", max_length=120, help_text="Vorname und Nachname.")
    role = models.CharField(
        "Aufgabe",
        max_length=160,
        blank=True,
        help_text="Zum Beispiel: „Netzwerkmanager für das Lausitzer Revier“.",
    )
    organisation = models.CharField(
        "Stelle", max_length=200, blank=True, help_text="Wo die Person arbeitet."
    )
    phone = models.CharField(
        "Telefon",
        max_length=40,
        blank=True,
        validators=[PHONE],
        help_text="Mit Vorwahl. Leer: Es erscheint keine Telefonzeile.",
    )
    email = models.EmailField(
        "E-Mail-Adresse", blank=True, help_text="Leer: Es erscheint keine E-Mail-Zeile."
    )
    address = models.TextField(
        "Anschrift",
        max_length=300,
        blank=True,
        help_text="Für Besuche und Post, mit Zeilenumbrüchen.",
    )
    photo = models.ForeignKey(
        SiteImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Foto",
        help_text="Nur mit Einwilligung der Person.",
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
    def lines(self) -> list[str]:
        """Who it is, line by line, without empty ones; not how to reach them."""
        return [line for line in (self.name, self.role, self.organisation) if line]

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


class RegionQuerySet(models.QuerySet):
    """Questions about the Reviere."""

    def managed(self):
        """Those that have somebody to ask, with the person."""
        return self.exclude(manager=None).select_related("manager", "manager__photo")


class Region(models.Model):
    """One of the two Reviere of Saxony, with its network manager."""

    class Line(models.TextChoices):
        SINGLE = "single", "Einfache Linie"
        DOUBLE = "double", "Doppelte Linie"

    name = models.CharField(
        "Name", max_length=80, unique=True, help_text="Zum Beispiel: „Lausitzer Revier“."
    )
    slug = models.SlugField(
        "Kurzform in Adressen",
        max_length=40,
        unique=True,
        help_text="Steht in Adressen. Nicht mehr ändern, sobald die Seite öffentlich ist.",
    )
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
        help_text="Erscheint bei jedem Netzwerk des Reviers, das keine eigene Ansprechperson hat.",
    )
    line = models.CharField(
        "Kennlinie",
        max_length=10,
        choices=Line,
        default=Line.SINGLE,
        help_text="Unterscheidet die Reviere auch ohne Farbe.",
    )
    sort_order = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Kleine Zahlen zuerst."
    )

    objects = RegionQuerySet.as_manager()

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

    def published_page(self, locale_id: int):
        """The Revier's page in a language, where it is published; else nothing."""
        pages = self.pages.all()  # may be fetched ahead
        return next((page for page in pages if page.live and page.locale_id == locale_id), None)

    @property
    def has_double_line(self) -> bool:
        """Whether the Revier is marked by a double line."""
        return self.line == self.Line.DOUBLE
