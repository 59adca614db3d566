"""What the team promises to people with ideas."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="form", order=210)
class IdeaRules(BaseGenericSetting):
    """Editable promises of the form and its mails."""

    answer_working_days = models.PositiveSmallIntegerField(
        "Erste Rückmeldung nach (Werktagen)",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Steht auf der Website und in der Eingangsbestätigung.",
    )
    drafts_per_visitor = models.PositiveSmallIntegerField(
        "Angefangene Ideen je Internetanschluss und Tag",
        default=40,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
    )
    team_email = models.EmailField(
        "E-Mail-Adresse des Teams",
        blank=True,
        help_text="Bekommt eine Nachricht über jede neue Idee. Leer: niemand.",
    )
    phone = models.CharField(
        "Telefon für Fragen",
        max_length=60,
        blank=True,
        help_text="Leer: Es erscheint keine Telefonnummer.",
    )

    panels = [
        FieldPanel("answer_working_days"),
        FieldPanel("drafts_per_visitor"),
        FieldPanel("team_email"),
        FieldPanel("phone"),
    ]

    class Meta:
        verbose_name = "Regeln für Projektideen"
