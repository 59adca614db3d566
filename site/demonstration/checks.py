"""What the demonstration brought for lending must not stay when the site goes public."""

from django.core.checks import Error, Warning, register
from django.db import Error as DatabaseError


@register(deploy=True)
def no_example_is_lent(app_configs, **kwargs):
    """Example loans stand on the public tour; terms and sets hold what is still to be filled in."""
    try:
        return [*_example_loans(), *_placeholders()]
    except DatabaseError:
        return [Warning("The database is not there yet.", id="demonstration.W001")]


def _example_loans() -> list[Error]:
    from demonstration.loans import example_loans

    number = example_loans().count()
    if not number:
        return []
    return [
        Error(
            f"Beispiel-Ausleihen: {number}",
            hint="manage.py load_demo --without-loans nimmt sie weg.",
            id="demonstration.E001",
        )
    ]


def _placeholders() -> list[Error]:
    from content.placeholder_mark import is_placeholder
    from exhibitions.bookings.models import LoanTerms, PosterSet

    terms = LoanTerms.current()
    texts = {"Leihbedingungen": terms.text if terms else ""}
    for each in PosterSet.objects.all():
        texts[each.name] = " ".join([each.depot, each.packages])
    return [
        Error(f"Platzhalter: Ausleihe: {place}", id="demonstration.E002")
        for place, text in texts.items()
        if is_placeholder(text)
    ]
