"""Who runs the site: everything the Impressum, the footer and search engines say of it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from content.models.images import SiteImage
from content.phone import PHONE
from content.placeholder_mark import is_placeholder


@register_setting(icon="home", order=100)
class OrganisationSettings(BaseSiteSetting):
    """The body that runs the site, for § 5 DDG, § 18 MStV and Art. 13 DSGVO."""

    name = models.CharField(
        "Name", max_length=200, blank=True, help_text="Der volle Name, wie er im Impressum steht."
    )
    short_name = models.CharField(
        "Kurzname", max_length=60, blank=True, help_text="Die Abkürzung, falls es eine gibt."
    )
    statement = models.CharField(
        "Satz im Fuß der Seite",
        max_length=200,
        blank=True,
        help_text="Ein Satz unter der Wortmarke.",
    )
    street = models.CharField(
        "Straße und Hausnummer",
        max_length=200,
        blank=True,
        help_text="Erscheint im Impressum und auf der Kontaktseite.",
    )
    postcode = models.CharField(
        "Postleitzahl", max_length=60, blank=True, help_text="Erscheint vor dem Ort."
    )
    town = models.CharField(
        "Ort",
        max_length=120,
        blank=True,
        help_text="Erscheint im Impressum und auf der Kontaktseite.",
    )
    phone = models.CharField(
        "Telefon", max_length=60, blank=True, help_text="Mit Vorwahl, zum Beispiel 0351 1234."
    )
    email = models.CharField(
        "E-Mail-Adresse",
        max_length=200,
        blank=True,
        help_text="Erscheint öffentlich. Nehmen Sie ein Postfach, das mehrere lesen.",
    )
    represented_by = models.CharField(
        "Vertreten durch",
        max_length=200,
        blank=True,
        help_text="Name und Amt der Person, die die Stelle nach außen vertritt.",
    )
    register_entry = models.CharField(
        "Registereintrag",
        max_length=200,
        blank=True,
        help_text="Gericht und Nummer. Leer, wenn es keinen Eintrag gibt.",
    )
    vat_id = models.CharField(
        "Umsatzsteuer-Identifikationsnummer",
        max_length=60,
        blank=True,
        help_text="Leer, wenn es keine gibt.",
    )
    editorial_responsible = models.CharField(
        "Redaktionell verantwortlich (§ 18 Absatz 2 MStV)",
        max_length=200,
        blank=True,
        help_text="Name und Anschrift einer Person.",
    )
    data_protection_officer = models.TextField(
        "Datenschutzbeauftragte Person",
        blank=True,
        help_text="Wie man die Person erreicht. Erscheint in der Datenschutzerklärung.",
    )
    security_email = models.CharField(
        "E-Mail-Adresse für Hinweise auf Sicherheitslücken",
        max_length=200,
        blank=True,
        help_text="Steht in der Datei security.txt.",
    )
    funding_notice = models.TextField(
        "Förderhinweis im Fuß der Seite",
        blank=True,
        help_text="Erscheint auf jeder Seite unter dem Satz zur Stelle.",
    )
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

    def clean(self):
        """What is to be dialled or written to must be real, or plainly a placeholder."""
        super().clean()
        checks = {"phone": PHONE, "email": validate_email, "security_email": validate_email}
        problems = {}
        for name, check in checks.items():
            value = getattr(self, name)
            if value and not is_placeholder(value):
                try:
                    check(value)
                except ValidationError as problem:
                    problems[name] = problem
        if problems:
            raise ValidationError(problems)

    @property
    def address_lines(self) -> list[str]:
        """The postal address, line by line, without empty ones."""
        town = f"{self.postcode} {self.town}".strip()
        return [line for line in (self.name, self.street, town) if line]

    @property
    def contact_lines(self) -> list[str]:
        """Every way to reach the body, line by line, without empty ones."""
        return [*self.address_lines, *(line for line in (self.phone, self.email) if line)]
