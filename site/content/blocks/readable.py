"""What the search finds of a block: what was written in it, as a visitor reads it."""

import re

from wagtail import blocks
from wagtail.rich_text import RichText, get_text_for_indexing

_edge_of_a_line = re.compile(r"</?(?:p|li|ul|ol|h\d|blockquote|br|hr)\b[^>]*>", re.IGNORECASE)


class ReadableBlock(blocks.StructBlock):
    """A block of named parts that tells the search what was written in them.

    A choice ("Unterabschnitt") is not read on the page, and a part left empty says nothing.
    """

    def get_searchable_content(self, value):
        """The written parts, in their order."""
        return [
            text
            for name, block in self.child_blocks.items()
            if (part := value.get(name)) and not isinstance(block, blocks.ChoiceBlock)
            for text in _written(block, part)
        ]


def lines_of(text: RichText) -> list[str]:
    """Running text by its paragraphs and the items of its lists, without tags.

    Wagtail makes one line of it, and one word of an item and the list inside it.
    """
    pieces = _edge_of_a_line.split(text.source)
    return [line for piece in pieces if (line := get_text_for_indexing(piece))]


def _written(block: blocks.Block, value) -> list[str]:
    return lines_of(value) if isinstance(value, RichText) else block.get_searchable_content(value)
