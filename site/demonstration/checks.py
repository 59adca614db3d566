"""What the demonstration brought as an example must not stay when the site goes public."""

from django.core.checks import Error, Warning, register
from django.db import Error as DatabaseError


@register(deploy=True)
def no_example_is_lent(app_configs, **kwargs):
    """Example loans stand on the public tour; terms and sets hold what is still to be filled in."""
    try:
        return [*_example_loans(), *_example_ideas(), *_placeholders()]
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


def _example_ideas() -> list[Error]:
    from demonstration.ideas import example_ideas

    number = example_ideas().count()
    if not number:
        return []
    return [
        Error(
            f"Beispiel-Ideen: {number}",
            hint="manage.py load_demo --without-ideas nimmt sie weg.",
            id="demonstration.E003",
        )
    ]


def _placeholders() -> list[Error]:
    from content.placeholder_mark import is_placeholder
    from exhibitions.bookings.models import LoanTerms, PosterSet
    from networks.ideas.models import ConsentText

    terms = LoanTerms.current()
    consent = ConsentText.current()
    texts = {
        "Ausleihe: Leihbedingungen": terms.text if terms else "",
        "Projektideen: Einwilligung": consent.text if consent else "",
    }
    for each in PosterSet.objects.all():
        texts[f"Ausleihe: {each.name}"] = " ".join([each.depot, each.packages])
    return [
        Error(f"Platzhalter: {place}", id="demonstration.E002")
        for place, text in texts.items()
        if is_placeholder(text)
    ]
