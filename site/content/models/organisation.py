"""Who runs the site: everything the Impressum, the footer and search engines say of it."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from content.models.images import SiteImage


@register_setting(icon="home", order=100)
class OrganisationSettings(BaseSiteSetting):
    """The body that runs the site, for § 5 DDG, § 18 MStV and Art. 13 DSGVO."""

    name = models.CharField("Name", max_length=200, blank=True)
    short_name = models.CharField("Kurzname", max_length=60, blank=True)
    statement = models.CharField(
        "Satz im Fuß der Seite",
        max_length=200,
        blank=True,
        help_text="Ein Satz unter der Wortmarke.",
    )
    street = models.CharField("Straße und Hausnummer", max_length=200, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=60, blank=True)
    town = models.CharField("Ort", max_length=120, blank=True)
    phone = models.CharField("Telefon", max_length=60, blank=True)
    email = models.CharField("E-Mail-Adresse", max_length=200, blank=True)
    represented_by = models.CharField("Vertreten durch", max_length=200, blank=True)
    register_entry = models.CharField("Registereintrag", max_length=200, blank=True)
    vat_id = models.CharField("Umsatzsteuer-Identifikationsnummer", max_length=60, blank=True)
    editorial_responsible = models.CharField(
        "Redaktionell verantwortlich (§ 18 Absatz 2 MStV)", max_length=200, blank=True
    )
    data_protection_officer = models.TextField("Datenschutzbeauftragte Person", blank=True)
    security_email = models.CharField(
        "E-Mail-Adresse für Hinweise auf Sicherheitslücken", max_length=200, blank=True
    )
    funding_notice = models.TextField("Förderhinweis im Fuß der Seite", blank=True)
    share_image = models.ForeignKey(
        SiteImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Bild für geteilte Verweise",
        help_text="Erscheint, wenn eine Seite ohne eigenes Bild geteilt wird. 1200 × 630 Punkte.",
    )

    select_related = ["share_image"]

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("short_name"), FieldPanel("statement")],
            heading="Stelle",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("street", "postcode", "town", "phone", "email")],
            heading="Anschrift und Kontakt",
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "represented_by",
                    "register_entry",
                    "vat_id",
                    "editorial_responsible",
                    "data_protection_officer",
                    "security_email",
                )
            ],
            heading="Impressum und Datenschutz",
        ),
        MultiFieldPanel(
            [FieldPanel("funding_notice"), FieldPanel("share_image")], heading="Auf jeder Seite"
        ),
    ]

    class Meta:
        verbose_name = "Angaben zur Stelle"

    @property
    def address_lines(self) -> list[str]:
        """The postal address, line by line, without empty ones."""
        town = f"{self.postcode} {self.town}".strip()
        return [line for line in (self.name, self.street, town) if line]
