"""The papers of a loan, filled in from what is agreed."""

from django.utils import timezone
from wagtail.models import Site

from content.models import OrganisationSettings
from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import Booking, LoanContract
from exhibitions.documents.contract import ContractData, Item, Party, contract_pdf
from exhibitions.documents.packing_list import PackingListData, packing_list_pdf
from exhibitions.models import ExhibitionPage
from submissions.kinds import Document

PDF = "application/pdf"


def contract_of(booking: Booking) -> Document:
    """The contract for what holds now: as it was sent, and until then as it will be."""
    kept = booking.contracts.filter(version=booking.version).first()
    pdf = bytes(kept.pdf) if kept else contract_pdf(_contract_data(booking))
    return Document(f"leihvertrag-{booking.reference}.pdf", PDF, pdf)


def contract_to_send(booking: Booking) -> Document:
    """The contract as it leaves: kept from now on, byte by byte."""
    contract = contract_of(booking)
    LoanContract.objects.get_or_create(
        booking=booking, version=booking.version, defaults={"pdf": contract.content}
    )
    return contract


def packing_list_of(booking: Booking) -> Document:
    """What is in the set, to tick at unpacking and at packing."""
    poster_set = booking.poster_set
    data = PackingListData(
        reference=booking.reference,
        set_name=poster_set.name,
        items=_items(booking),
        packages=poster_set.packages,
        weight=f"{poster_set.weight_kg:n} kg" if poster_set.weight_kg else "",
        guide=(
            "Zählen Sie die Packstücke, bevor die Lieferung wieder fährt.",
            "Bauen Sie zu zweit auf. Haken Sie jede Tafel ab.",
            "Schreiben Sie auf, was beschädigt ist oder fehlt.",
            "Packen Sie am letzten Tag in derselben Reihenfolge ein.",
        ),
    )
    return Document(f"packliste-{booking.reference}.pdf", PDF, packing_list_pdf(data))


def _contract_data(booking: Booking) -> ContractData:
    poster_set, terms = booking.poster_set, booking.terms
    place = (booking.institution, booking.street, f"{booking.postcode} {booking.town}")
    return ContractData(
        reference=booking.reference,
        lender=_lender(),
        borrower=Party(booking.institution, (*place[1:], booking.contact_name)),
        exhibition=_exhibition_title(),
        set_name=poster_set.name,
        items=_items(booking),
        value_eur=poster_set.value_eur,
        delivery_day=booking.occupancy.start,
        first_day=booking.first_day,
        last_day=booking.last_day,
        pick_up_day=SchoolDays.load().after(booking.last_day, 1),
        place=tuple(line for line in place if line),
        terms_version=terms.version if terms else 0,
        terms_text=terms.text if terms else "",
        # Who phoned has ticked nothing: for that school the terms hold with the promise.
        accepted_at=booking.created_at if booking.confirmed_address_at else None,
        made_on=timezone.localdate(booking.decided_at),
    )


def _items(booking: Booking) -> tuple[Item, ...]:
    return tuple(
        Item(part.number, part.name, part.get_condition_display())
        for part in booking.poster_set.parts.all()
    )


def _lender() -> Party:
    site = Site.objects.filter(is_default_site=True).first()
    organisation = OrganisationSettings.for_site(site)
    name, *lines = organisation.address_lines or ["[Platzhalter: Name der Stelle]"]
    return Party(name, tuple(lines))


def _exhibition_title() -> str:
    page = ExhibitionPage.objects.live().first()
    return page.full_title if page else "Wanderausstellung"
