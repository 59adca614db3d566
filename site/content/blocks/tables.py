"""Tables that a screen reader can read: with caption and headers."""

from django.core.exceptions import ValidationError
from wagtail.blocks import Block
from wagtail.contrib.table_block.blocks import TableBlock

HEADERS = {"row": (True, False), "column": (False, True), "both": (True, True)}
STACKED_COLUMNS = 4  # as many cells below each other still read as one row


class DataTableBlock(TableBlock):
    """A table; without a caption and without headers it cannot be saved (WCAG 1.3.1)."""

    def clean(self, value):
        cleaned = super().clean(value)
        if not (cleaned or {}).get("table_caption"):
            raise ValidationError("Geben Sie der Tabelle eine Beschriftung.")
        if (cleaned or {}).get("table_header_choice") not in HEADERS:
            raise ValidationError(
                "Wählen Sie, ob die erste Zeile oder Spalte Überschriften enthält."
            )
        return cleaned

    def get_searchable_content(self, value):
        """The caption and the cells."""
        caption = (value or {}).get("table_caption")
        return [str(text) for text in (caption, *super().get_searchable_content(value)) if text]

    def render(self, value, context=None):
        """As every other block; Wagtail's own table would not ask `get_context`."""
        return Block.render(self, value, context)

    def get_context(self, value, parent_context=None):
        """The table as its template wants it: `head` (cells) and `rows` (header, [(head, cell)]).

        A row without a header has None there. `is_wide`: it cannot be stacked on a small screen.
        """
        context = super().get_context(value, parent_context=parent_context)
        value = value or {}
        first_row, first_column = HEADERS.get(value.get("table_header_choice"), (False, False))
        data = [["" if cell is None else cell for cell in row] for row in value.get("data") or []]
        head = data[0] if first_row and data else []
        labels = head or [""] * max((len(row) for row in data), default=0)
        rows = []
        for row in data[1:] if first_row else data:
            cells = list(zip(labels, row, strict=False))
            rows.append(
                (row[0] if first_column and row else None, cells[1:] if first_column else cells)
            )
        return context | {
            "caption": value.get("table_caption") or "",
            "head": head,
            "rows": rows,
            "is_wide": not head or len(head) > STACKED_COLUMNS,
        }

    class Meta:
        icon = "table"
        label = "Tabelle"
        description = (
            "Eine Tabelle mit Beschriftung und Überschriften. Für Daten, nicht zum Anordnen."
        )
        template = "blocks/table.html"
        preview_value = {
            "data": [["Gruppe", "Blick"], ["Fachnetzwerk", "Strategie"]],
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_header_choice": "both",
            "table_caption": "Wer berät",
        }
