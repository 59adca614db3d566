"""The loan contract between the lender of an exhibition and a school."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.formats import date_format, number_format

from content.pdf import render
from exhibitions.terms_text import terms_parts

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Party:
    """One side of the contract: its name, below it address and contact person line by line."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A part of the set that is lent."""

    number: str
    name: str
    condition: str


@dataclass(frozen=True)
class ContractData:
    """All that stands in the contract. Store it, and the contract can be made again unchanged.

    `terms_text` is plain text: paragraphs separated by blank lines, lines that begin with "- " are
    items of a list, lines that begin with "## " are headings. `accepted_at` knows its time zone;
    without it nobody has ticked them.
    """

    reference: str
    lender: Party
    borrower: Party
    exhibition: str
    set_name: str
    items: tuple[Item, ...]
    value_eur: int | None
    delivery_day: date
    first_day: date
    last_day: date
    pick_up_day: date
    place: tuple[str, ...]
    terms_version: int
    terms_text: str
    accepted_at: datetime | None
    made_on: date


def contract_pdf(data: ContractData) -> bytes:
    """The contract as PDF/UA-1. Equal data gives equal bytes."""
    with translation.override("de"):
        return render(
            "contract",
            {
                "reference": data.reference,
                "lender": asdict(data.lender),
                "borrower": asdict(data.borrower),
                "exhibition": data.exhibition,
                "set_name": data.set_name,
                "items": [asdict(item) for item in data.items],
                "value": _euros(data.value_eur),
                "delivery_day": _day(data.delivery_day),
                "first_day": _day(data.first_day),
                "last_day": _day(data.last_day),
                "pick_up_day": _day(data.pick_up_day),
                "place": data.place,
                "terms_version": str(data.terms_version),
                "terms": list(terms_parts(data.terms_text)),
                "accepted": _accepted(data.accepted_at),
                "made_on": date_format(data.made_on, "j. F Y"),
                "document_date": [data.made_on.year, data.made_on.month, data.made_on.day],
            },
        )


def _euros(value: int | None) -> str:
    if value is None:
        return "wird noch genannt"
    return f"{number_format(value, force_grouping=True)}{NO_BREAK_SPACE}€"


def _accepted(moment: datetime | None) -> str:
    return f"angenommen am {_moment(moment)}" if moment else "gültig mit der Zusage"


def _day(day: date) -> str:
    return date_format(day, "l, j. F Y")


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return date_format(local, r"d.m.Y \u\m H:i \U\h\r")
