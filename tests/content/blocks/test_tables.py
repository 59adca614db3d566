"""Tables."""

import pytest
from django.core.exceptions import ValidationError

from content.blocks.tables import DataTableBlock

DATA = [["Gruppe", "Blick"], ["Fachnetzwerk", "Strategie"]]


def table(choice="both", caption="Wer berät", data=DATA):
    return {"data": data, "table_header_choice": choice, "table_caption": caption}


def test_cells_know_the_head_above_them(render):
    html = render(("table", table()))

    assert '<table class="table table--stacked">' in html
    assert "<caption>Wer berät</caption>" in html
    assert '<th scope="col">Gruppe</th><th scope="col">Blick</th>' in html
    assert '<th scope="row">Fachnetzwerk</th>' in html
    assert '<td data-head="Blick">Strategie</td>' in html


def test_a_table_with_heads_only_in_its_column_moves_in_a_box(render):
    html = render(("table", table("column")))

    assert '<div class="table-scroll" role="region" tabindex="0" aria-label="Wer berät">' in html
    assert '<th scope="row">Gruppe</th>' in html
    assert "<thead>" not in html


def test_a_table_of_many_columns_moves_in_a_box(render):
    html = render(("table", table("row", data=[list("ABCDE"), list("12345")])))

    assert "table-scroll" in html


def test_an_empty_corner_is_no_heading(render):
    html = render(("table", table(data=[["", "Blick"], ["", "Strategie"]])))

    assert html.count("<td></td>") == 2
    assert '<th scope="col"></th>' not in html


@pytest.mark.parametrize("value", [table(caption=""), table("neither"), table("")])
def test_a_table_without_caption_or_headers_is_refused(value):
    with pytest.raises(ValidationError):
        DataTableBlock().clean(value)


@pytest.mark.parametrize("choice", ["row", "column", "both"])
def test_a_table_with_caption_and_headers_is_accepted(choice):
    assert DataTableBlock().clean(table(choice))["table_header_choice"] == choice


def test_a_table_without_any_data_still_renders(render):
    assert "<table" in render(("table", {"data": [], "table_header_choice": "row"}))
