"""A loan to write about, and a way to read what was written."""

import subprocess
from datetime import UTC, date, datetime

import pytest

from exhibitions.documents.contract import ContractData, Item, Party
from exhibitions.documents.packing_list import PackingListData
from tests.services import found

TERMS = """\
## Pflichten
Die Ausstellung bleibt am vereinbarten Ort.

Die Schule
- gibt sie nicht weiter,
- meldet Schäden sofort."""


@pytest.fixture
def contract():
    return ContractData(
        reference="W-2027-0412",
        lender=Party("Agentur für Strukturwandel", ("Am See 1", "02943 Weißwasser/O.L.")),
        borrower=Party("Oberschule „Jan Šołta“", ("Łužica 2", "02999 Łaz", "Zoë Müller")),
        exhibition="Wandel zeigen",
        set_name="Satz A",
        items=(
            Item("1", "Plakat „Wasserstoff“", "ohne Mängel"),
            Item("2", "Exponatkoffer", "Schloss klemmt"),
        ),
        value_eur=1250,
        delivery_day=date(2027, 4, 9),
        first_day=date(2027, 4, 12),
        last_day=date(2027, 4, 30),
        pick_up_day=date(2027, 5, 4),
        place=("Aula im Haus 2", "Łužica 2, 02999 Łaz"),
        terms_version=2,
        terms_text=TERMS,
        accepted_at=datetime(2026, 11, 24, 9, 15, tzinfo=UTC),
        made_on=date(2026, 11, 25),
    )


@pytest.fixture
def packing_list(contract):
    return PackingListData(
        reference=contract.reference,
        set_name=contract.set_name,
        items=contract.items,
        packages="5 Packstücke, je 110 × 21 × 11 cm",
        weight="7,5 kg je Packstück",
        guide=("Füße herausdrehen.", "Stangen zusammenstecken."),
    )


@pytest.fixture
def read_pages():
    """The text of a PDF, page by page, with single spaces, as it was written. Needs poppler."""

    def read(pdf):
        answer = subprocess.run(
            [found("poppler"), "-raw", "-", "-"],
            input=pdf,
            capture_output=True,
            check=True,
            timeout=60,
        )
        return [" ".join(page.split()) for page in answer.stdout.decode().split("\f")[:-1]]

    return read
