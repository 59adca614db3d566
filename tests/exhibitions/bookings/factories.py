"""Sets and loans for tests, with as little said as possible."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from exhibitions.bookings.models import (
    Booking,
    InstitutionType,
    LoanTerms,
    Occupancy,
    PosterSet,
    SetPart,
)
from exhibitions.bookings.states import AGREED, ENDING, STAGES, BookingState
from submissions.models import OutboxMail
from submissions.outbox import send_due

MONDAY = date(2027, 4, 12)
FRIDAY = date(2027, 4, 23)
TODAY = date(2026, 11, 24)


def details(**values) -> dict:
    """What a school types, without the dates."""
    return {
        "institution": "Beispiel-Oberschule Musterstadt",
        "institution_type": InstitutionType.OBERSCHULE,
        "street": "Musterweg 1",
        "postcode": "02943",
        "town": "Weißwasser",
        "contact_name": "Erika Beispiel",
        "contact_email": "sekretariat@schule.example",
    } | values


class PosterSetFactory(factory.django.DjangoModelFactory):
    """A set that is lent; `parts=3` gives it parts."""

    class Meta:
        model = PosterSet
        skip_postgeneration_save = True

    name = factory.Sequence("Probesatz {}".format)
    value_eur = 1200

    @factory.post_generation
    def parts(self, create, extracted, **kwargs):
        for number in range(1, (extracted or 0) + 1):
            SetPart.objects.create(
                poster_set=self, number=str(number), name=f"Tafel {number}", sort_order=number
            )


class LoanTermsFactory(factory.django.DjangoModelFactory):
    """A version of the terms."""

    class Meta:
        model = LoanTerms

    text = "## Haftung\n\nLeichte Spuren sind kein Schaden.\n\n- Punkt eins\n- Punkt zwei"
    valid_from = date(2026, 1, 1)


class BookingFactory(factory.django.DjangoModelFactory):
    """A loan in any state, written past the actions; with `poster_set` it takes it from the day
    before to three days after."""

    class Meta:
        model = Booking
        skip_postgeneration_save = True

    institution = factory.Sequence("Beispiel-Schule {}".format)
    institution_type = InstitutionType.GYMNASIUM
    street = "Musterweg 1"
    postcode = "02943"
    town = "Weißwasser"
    contact_name = "Erika Beispiel"
    contact_email = factory.Sequence("schule{}@schule.example".format)
    state = BookingState.REQUESTED
    first_day = MONDAY
    last_day = FRIDAY
    stage = factory.LazyAttribute(lambda booking: STAGES[booking.state])
    hold_until = factory.LazyAttribute(
        lambda booking: timezone.now() + timedelta(hours=48) if booking.state in ENDING else None
    )
    decided_at = factory.LazyAttribute(
        lambda booking: (
            timezone.now() if booking.state in AGREED | {BookingState.DECLINED} else None
        )
    )
    reason = factory.LazyAttribute(
        lambda booking: "Umbau" if booking.state == BookingState.DECLINED else ""
    )
    confirmed_address_at = factory.LazyAttribute(
        lambda booking: None if booking.state == BookingState.UNCONFIRMED else timezone.now()
    )

    @factory.post_generation
    def poster_set(self, create, extracted, **kwargs):
        if extracted:
            Occupancy.objects.create(
                booking=self,
                poster_set=extracted,
                start=self.first_day - timedelta(days=1),
                end=self.last_day + timedelta(days=3),
            )


def mails_to(booking) -> list[str]:
    """The occasions of all mails about a loan, in order."""
    return list(
        OutboxMail.objects.filter(submission=booking).order_by("pk").values_list("key", flat=True)
    )


def send_all() -> int:
    """Send every waiting mail, whatever the clock of the test says."""
    OutboxMail.objects.update(next_attempt_at=timezone.now())
    return send_due()
