"""The packing list as PDF."""

from dataclasses import replace

import pytest

from exhibitions.documents.contract import Item
from exhibitions.documents.packing_list import packing_list_pdf


@pytest.mark.needs("poppler")
@pytest.mark.parametrize(
    "words",
    [
        "Vorgangsnummer W-2027-0412",
        "Plakatsatz „Satz A“",
        "Packstücke 5 Packstücke, je 110 × 21 × 11 cm",
        "Gewicht 7,5 kg je Packstück",
        "Nr. Bezeichnung Ankunft Rückgabe Notizen",
        "1 Plakat „Wasserstoff“ ohne Mängel",
        "2 Exponatkoffer Schloss klemmt",
        "So bauen Sie auf 1. Füße herausdrehen. 2. Stangen zusammenstecken.",
        "Seite 1 von 1",
    ],
)
def test_the_packing_list_says(words, packing_list, read_pages):
    assert words in " ".join(read_pages(packing_list_pdf(packing_list)))


@pytest.mark.needs("poppler")
def test_a_long_list_repeats_its_head_and_keeps_each_item_on_one_page(packing_list, read_pages):
    items = tuple(
        Item(
            str(number), f"Plakat {number} {'über den Wandel im Revier ' * 4}Ende {number}.", "neu"
        )
        for number in range(1, 61)
    )

    pages = read_pages(packing_list_pdf(replace(packing_list, items=items)))

    assert len(pages) >= 3
    assert all("Ankunft Rückgabe" in page for page in pages if "Plakat" in page)
    for number in range(1, 61):
        (page,) = [page for page in pages if f"Plakat {number} " in page]
        assert f"Ende {number}." in page


@pytest.mark.needs("poppler")
def test_what_is_not_known_leaves_no_gap(packing_list, read_pages):
    short = replace(packing_list, packages="", weight="", guide=())

    (page,) = read_pages(packing_list_pdf(short))

    assert "Packstücke" not in page
    assert "Gewicht" not in page
    assert "So bauen Sie auf" not in page


@pytest.mark.needs("poppler")
def test_markup_in_an_item_is_written_letter_by_letter(packing_list, read_pages):
    hostile = replace(packing_list, items=(Item("#1", '#read("x") *a*', "<b> $y$"),))

    (page,) = read_pages(packing_list_pdf(hostile))

    assert '#1 #read("x") *a* <b> $y$' in page


def test_equal_data_gives_equal_bytes(packing_list):
    assert packing_list_pdf(packing_list) == packing_list_pdf(packing_list)


def test_the_packing_list_declares_that_everybody_can_read_it(packing_list):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packing_list_pdf(packing_list)
