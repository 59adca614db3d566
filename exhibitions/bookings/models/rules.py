"""The rules of lending, as the people who lend have set them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from submissions.references import new_link_key


def number(label: str, default: int, most: int, help_text: str = "", least: int = 0):
    """A whole number with bounds."""
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        help_text=help_text,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
    )


@register_setting(icon="date", order=200)
class LendingRules(BaseGenericSetting):
    """How long, how early, how often. Defaults after what comparable lenders do.

    Whoever has the `feed_key` may subscribe to the team's calendar; a new one ends that.
    """

    shortest_school_days = number("Mindestens (Schultage)", 5, 60, least=1)
    usual_weeks = number("Üblich (Wochen)", 2, 12, "So lang sind die vorgeschlagenen Zeiträume.", 1)
    longest_days = number("Höchstens (Tage, mit Wochenenden)", 28, 366, least=1)
    lead_days = number(
        "Vorlauf (Tage)", 14, 365, "So viele Tage vor Beginn muss die Anfrage da sein."
    )
    horizon_months = number("Im Voraus buchbar (Monate)", 18, 60, least=1)
    delivery_days_before = number("Liefertage vorher", 1, 20, "Montag bis Freitag, ohne Ferien.")
    delivery_days_after = number("Liefertage danach", 2, 20, "Abholen, prüfen, weitergeben.")

    confirm_hours = number("Adresse bestätigen (Stunden)", 48, 336, least=1)
    offer_hours = number("Angebot der Warteliste gilt (Stunden)", 72, 336, least=1)
    answer_working_days = number("Antwort nach (Werktagen)", 3, 60, "Steht auf der Website.", 1)
    warn_working_days = number(
        "Mahnen nach (Werktagen)", 10, 60, "Dann erinnert eine E-Mail das Team an die Anfrage.", 1
    )
    free_cancel_days = number("Selbst absagen bis (Tage vorher)", 14, 365)
    report_days = number("Rückmeldung nach (Tagen)", 14, 365, "Frist nach dem letzten Tag.", 1)

    open_per_address = number("Offene Anfragen je E-Mail-Adresse", 2, 100, least=1)
    open_per_institution = number("Offene Anfragen je Einrichtung", 2, 100, least=1)
    unconfirmed_per_visitor = number(
        "Unbestätigte Anfragen je Internetanschluss",
        50,
        10_000,
        "Innerhalb der Frist zum Bestätigen. Schulen teilen sich oft einen Anschluss.",
        1,
    )

    keep_months = number(
        "Kontaktdaten nach einer Ausleihe (Monate)",
        12,
        120,
        "Danach werden sie entfernt. Steht in der Datenschutzerklärung.",
        1,
    )
    keep_months_without_loan = number(
        "Kontaktdaten ohne Ausleihe (Monate)", 3, 120, "Abgesagt, storniert oder verfallen.", 1
    )
    link_days = number("Link in der E-Mail gilt nach dem Ende (Tage)", 90, 365, least=1)

    team_email = models.EmailField(
        "E-Mail-Adresse des Teams",
        blank=True,
        help_text="Bekommt eine Nachricht über jede bestätigte Anfrage. Leer: niemand.",
    )
    phone = models.CharField(
        "Telefon für Schulen",
        max_length=60,
        blank=True,
        help_text="Für alles, was nicht über den Link geht. Leer: die Nummer der Stelle.",
    )
    delivery_text = models.TextField(
        "Wer bringt und holt",
        max_length=500,
        blank=True,
        help_text="Ein, zwei Sätze. Stehen auf der Seite zum Ausleihen und in der Zusage.",
    )

    feed_key = models.CharField(max_length=32, default=new_link_key, editable=False)

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("shortest_school_days"), FieldPanel("longest_days")]),
                FieldRowPanel([FieldPanel("usual_weeks"), FieldPanel("lead_days")]),
                FieldPanel("horizon_months"),
                FieldRowPanel(
                    [FieldPanel("delivery_days_before"), FieldPanel("delivery_days_after")]
                ),
            ],
            heading="Dauer und Wege",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("confirm_hours"), FieldPanel("offer_hours")]),
                FieldRowPanel([FieldPanel("answer_working_days"), FieldPanel("warn_working_days")]),
                FieldRowPanel([FieldPanel("free_cancel_days"), FieldPanel("report_days")]),
            ],
            heading="Fristen",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("open_per_address"), FieldPanel("open_per_institution")]),
                FieldPanel("unconfirmed_per_visitor"),
            ],
            heading="Grenzen",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("keep_months"), FieldPanel("keep_months_without_loan")]),
                FieldPanel("link_days"),
            ],
            heading="Datenschutz",
        ),
        MultiFieldPanel(
            [FieldPanel("team_email"), FieldPanel("phone"), FieldPanel("delivery_text")],
            heading="Kontakt und Texte",
        ),
    ]

    class Meta:
        verbose_name = "Regeln der Ausleihe"

    def clean(self):
        super().clean()
        if (self.shortest_school_days or 0) > (self.longest_days or 0):
            raise ValidationError(
                {"longest_days": "Höchstens muss mindestens so lang sein wie mindestens."}
            )


class HolidayPeriod(models.Model):
    """Holidays that the library does not know, or knows wrongly. This row has the last word."""

    name = models.CharField(
        "Name", max_length=80, help_text="Zum Beispiel: „Herbstferien“. Steht im Kalender."
    )
    first_day = models.DateField("Erster Tag")
    last_day = models.DateField("Letzter Tag")
    is_school_time = models.BooleanField(
        "An diesen Tagen ist Schule",
        default=False,
        help_text="Mit Häkchen gilt der Zeitraum als Schulzeit, auch wenn Ferien bekannt sind.",
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("is_school_time"),
    ]

    class Meta:
        verbose_name = "Ferien oder freie Tage"
        verbose_name_plural = "Ferien und freie Tage"
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="bookings_holidays_end_after_they_begin",
                violation_error_message="Der letzte Tag liegt vor dem ersten.",
            )
        ]

    def __str__(self):
        return f"{self.name} {self.first_day:%d.%m.%Y} bis {self.last_day:%d.%m.%Y}"

    def clean(self):
        super().clean()
        if self.first_day and self.last_day and (self.last_day - self.first_day).days > 100:
            raise ValidationError({"last_day": "Der Zeitraum ist länger als hundert Tage."})
        if self.first_day and not date(2000, 1, 1) < self.first_day < date(2100, 1, 1):
            raise ValidationError({"first_day": "Bitte prüfen Sie das Jahr."})
