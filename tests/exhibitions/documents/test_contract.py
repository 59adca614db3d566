"""The loan contract as PDF."""

import itertools
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from content.pdf import DRAWABLE, DocumentFailed, render
from exhibitions.documents.contract import Item, Party, contract_pdf
from exhibitions.terms_text import terms_parts

HOSTILE = r"""#eval("1+1") *fett* \ $x$ @ref <label> #read("/etc/passwd")"""


@pytest.mark.needs("poppler")
@pytest.mark.parametrize(
    "words",
    [
        "Vorgangsnummer W-2027-0412",
        "Agentur für Strukturwandel",
        "02943 Weißwasser/O.L.",
        "Oberschule „Jan Šołta“",
        "Zoë Müller",
        "Plakatsatz „Satz A“ der Wanderausstellung „Wandel zeigen“",
        "1 Plakat „Wasserstoff“ ohne Mängel",
        "2 Exponatkoffer Schloss klemmt",
        "Wert 1.250 €",
        "Anlieferung Freitag, 9. April 2027",
        "Erster Tag Montag, 12. April 2027",
        "Letzter Tag Freitag, 30. April 2027",
        "Abholung Dienstag, 4. Mai 2027",
        "Aula im Haus 2",
        "Fassung 2, angenommen am 24.11.2026 um 10:15 Uhr",
        "Die Ausstellung bleibt am vereinbarten Ort.",
        "– meldet Schäden sofort.",
        "Er braucht keine Unterschrift.",
        "Ausgestellt am 25. November 2026",
    ],
)
def test_the_contract_says(words, contract, read_pages):
    assert words in " ".join(read_pages(contract_pdf(contract)))


@pytest.mark.needs("poppler")
def test_a_value_that_nobody_knows_will_be_named(contract, read_pages):
    pages = read_pages(contract_pdf(replace(contract, value_eur=None)))

    assert "Wert wird noch genannt" in pages[0]


@pytest.mark.needs("poppler")
def test_every_page_carries_its_number_the_reference_and_the_head_of_the_list(contract, read_pages):
    items = tuple(
        Item(str(number), "Plakat über den Wandel im Revier " * 4, "ohne Mängel")
        for number in range(1, 61)
    )

    pages = read_pages(contract_pdf(replace(contract, items=items)))

    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert f"Seite {number} von {len(pages)}" in page
        assert "Vorgang W-2027-0412" in page
    assert all("Nr. Bezeichnung Zustand" in page for page in pages if "ohne Mängel" in page)


@pytest.mark.needs("poppler")
def test_markup_in_a_name_is_written_letter_by_letter(contract, read_pages):
    hostile = replace(
        contract,
        borrower=Party(HOSTILE, (HOSTILE,)),
        exhibition=HOSTILE,
        set_name=HOSTILE,
        items=(Item(HOSTILE, HOSTILE, HOSTILE),),
        place=(HOSTILE,),
        terms_text=f"## {HOSTILE}\n{HOSTILE}\n- {HOSTILE}",
    )

    text = " ".join(read_pages(contract_pdf(hostile)))

    # A line may end anywhere, and the narrow column of numbers breaks the words themselves.
    assert text.replace(" ", "").count(HOSTILE.replace(" ", "")) >= 9
    assert "root:" not in text


@pytest.mark.needs("poppler")
def test_foreign_letters_fall_back_and_what_no_font_has_is_marked(contract, read_pages):
    name = "Ελλάδα Привет 👩\u200d🔬 \u202eabc\x00\ud800 u\u0308"

    pages = read_pages(contract_pdf(replace(contract, borrower=Party(name, ()))))

    assert "Ελλάδα Привет �� abc� ü" in pages[0]


def test_every_character_that_counts_as_drawable_is_drawn(contract):
    characters = itertools.chain.from_iterable(range(a, b + 1) for a, b in DRAWABLE)

    pdf = contract_pdf(replace(contract, terms_text=" ".join(map(chr, characters))))

    assert pdf.startswith(b"%PDF")


def test_accents_are_drawn_on_letters_that_have_none(contract):
    accents = [chr(code) for code in range(0x300, 0x370) if unicodedata.combining(chr(code))]

    text = " ".join(letter + accent for letter in "mяΩ„" for accent in accents)

    assert contract_pdf(replace(contract, terms_text=text)).startswith(b"%PDF")


def test_equal_data_gives_equal_bytes_in_every_language_and_time_zone(contract):
    with translation.override("pl"), timezone.override("Asia/Tokyo"):
        abroad = contract_pdf(contract)

    assert abroad == contract_pdf(contract)


def test_other_data_gives_other_bytes(contract):
    tomorrow = replace(contract, made_on=contract.made_on + timedelta(days=1))

    assert contract_pdf(tomorrow) != contract_pdf(contract)


def test_the_contract_declares_that_everybody_can_read_it(contract):
    pdf = contract_pdf(contract)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"Leihvertrag W-2027-0412" in pdf


def test_a_contract_without_items_place_and_terms_can_be_made(contract):
    empty = replace(
        contract, items=(), place=(), terms_text="", borrower=Party("", ()), lender=Party("", ())
    )

    assert contract_pdf(empty).startswith(b"%PDF")


def test_what_cannot_be_made_says_where():
    with pytest.raises(DocumentFailed, match="reference"):
        render("contract", {})


def test_terms_are_headings_paragraphs_and_lists():
    text = "## Haftung\nErste Zeile\nzweite Zeile\n\nAbsatz\n- eins\n  weiter\n- zwei\n\nEnde"

    assert list(terms_parts(text)) == [
        {"kind": "heading", "lines": ["Haftung"]},
        {"kind": "paragraph", "lines": ["Erste Zeile", "zweite Zeile"]},
        {"kind": "paragraph", "lines": ["Absatz"]},
        {"kind": "list", "lines": ["eins weiter", "zwei"]},
        {"kind": "paragraph", "lines": ["Ende"]},
    ]
