"""A loan, from the request to the report."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from exhibitions.bookings.models.sets import PosterSet
from exhibitions.bookings.models.terms import LoanTerms
from exhibitions.bookings.states import AGREED, ENDING, HOLDING, OVER, BookingState
from exhibitions.geography.districts import District
from submissions.models import Submission

KIND = "booking"


class InstitutionType(models.TextChoices):
    """What kind of place borrows the exhibition."""

    OBERSCHULE = "oberschule", "Oberschule"
    GYMNASIUM = "gymnasium", "Gymnasium"
    VOCATIONAL = "bsz", "Berufliches Schulzentrum"
    SPECIAL_NEEDS = "foerderschule", "Förderschule"
    PRIMARY = "grundschule", "Grundschule"
    OUT_OF_SCHOOL = "ausserschulisch", "Außerschulische Einrichtung"
    OTHER = "sonstige", "Sonstige"


class BookingQuerySet(models.QuerySet):
    """Questions about many loans."""

    def in_states(self, states) -> "BookingQuerySet":
        """Those that stand in one of these."""
        return self.filter(state__in=states)

    def of_school(self, email: str, institution: str, postcode: str) -> "BookingQuerySet":
        """Those of one school: of this mail address, or of an institution of this name there."""
        same_address = Q(contact_email__iexact=email) if email else Q(pk__in=[])
        return self.filter(same_address | Q(institution__iexact=institution, postcode=postcode))

    def overlapping(self, first: date, last: date) -> "BookingQuerySet":
        """Those with a day at the school in this time, first and last included."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def on_tour(self) -> "BookingQuerySet":
        """Agreed, and the school wants to be named."""
        return self.in_states(AGREED).filter(is_public=True).order_by("first_day", "pk")


class Booking(Submission):
    """A school's loan of the exhibition. `version` counts its changes, for calendars and contract.

    On the waiting list `first_day` and `last_day` are what the school wanted, and any window of
    that length up to `waits_until` is welcome.
    """

    state = models.CharField(
        "Stand",
        max_length=20,
        choices=BookingState,
        default=BookingState.UNCONFIRMED,
        db_index=True,
    )
    institution = models.CharField("Einrichtung", max_length=160)
    institution_type = models.CharField("Art", max_length=20, choices=InstitutionType)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5)
    town = models.CharField("Ort", max_length=80)
    district = models.CharField("Kreis", max_length=20, choices=District, blank=True)
    latitude = models.FloatField("Breite", null=True, blank=True)
    longitude = models.FloatField("Länge", null=True, blank=True)
    place_source = models.CharField("Ort gefunden", max_length=10, blank=True, editable=False)

    first_day = models.DateField("Erster Tag", db_index=True)
    last_day = models.DateField("Letzter Tag", db_index=True)
    waits_until = models.DateField("Auf der Warteliste bis", null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=0, editable=False)
    hold_until = models.DateTimeField("Gehalten bis", null=True, blank=True, db_index=True)
    confirmed_address_at = models.DateTimeField("Adresse bestätigt am", null=True, blank=True)
    terms = models.ForeignKey(
        LoanTerms,
        null=True,
        on_delete=models.PROTECT,
        related_name="bookings",
        verbose_name="Leihbedingungen",
    )

    is_public = models.BooleanField(
        "Auf der Tour nennen", default=False, help_text="Nur mit Zustimmung der Einrichtung."
    )
    alternative = models.CharField("Ausweichzeitraum", max_length=200, blank=True)
    classes = models.CharField("Klassenstufen", max_length=100, blank=True)
    expected_visitors = models.PositiveIntegerField("Erwartete Zahl", null=True, blank=True)
    room = models.CharField("Raum", max_length=300, blank=True)
    wants_talk = models.BooleanField("Vortrag oder Forschende zu Gast gewünscht", default=False)
    opening = models.CharField("Eröffnung", max_length=100, blank=True)
    remarks = models.TextField("Bemerkung", max_length=2000, blank=True)
    delivery_contact = models.CharField(
        "Ansprechperson für die Lieferung", max_length=120, blank=True
    )
    delivery_phone = models.CharField("Telefon für die Lieferung", max_length=40, blank=True)
    delivery_hours = models.CharField("Wann jemand da ist", max_length=200, blank=True)
    delivery_helpers = models.CharField(
        "Hilfe beim Tragen und Aufbauen", max_length=200, blank=True
    )

    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Entschieden von",
    )
    decided_at = models.DateTimeField("Entschieden am", null=True, blank=True)
    reason = models.TextField("Grund", max_length=1000, blank=True)
    cancelled_by_school = models.BooleanField(default=False, editable=False)
    note = models.TextField("Interne Notiz", max_length=2000, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausleihe"
        verbose_name_plural = "Ausleihen"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="bookings_booking_ends_after_it_begins",
                violation_error_message="Der letzte Tag liegt vor dem ersten.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(BookingState.values)), name="bookings_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(ENDING), hold_until__isnull=False)
                | ~Q(state__in=sorted(ENDING)),
                name="bookings_what_ends_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=BookingState.DECLINED, decided_at__isnull=False) & ~Q(reason="")
                | ~Q(state=BookingState.DECLINED),
                name="bookings_declined_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(AGREED), decided_at__isnull=False)
                | ~Q(state__in=sorted(AGREED)),
                name="bookings_agreed_was_decided",
            ),
        ]

    def save(self, *args, **kwargs):
        self.kind = KIND
        super().save(*args, **kwargs)

    @property
    def is_holding(self) -> bool:
        """Whether it takes a set."""
        return self.state in HOLDING

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen with it."""
        return self.state in OVER

    @property
    def poster_set(self) -> PosterSet | None:
        """The set that it takes or took."""
        occupancy = getattr(self, "occupancy", None)
        return occupancy.poster_set if occupancy else None

    @property
    def days(self) -> tuple[date, date]:
        """First and last day at the school."""
        return self.first_day, self.last_day


class Reminder(models.Model):
    """A mail that is sent once for a loan, and was."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="reminders")
    key = models.CharField(max_length=60)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Erinnerung"
        verbose_name_plural = "Erinnerungen"
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "key"], name="bookings_reminded_once_of_each"
            )
        ]

    def __str__(self):
        return f"{self.booking} {self.key}"
