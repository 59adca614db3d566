"""All blocks of a page's body, in the groups that editors choose from. No raw HTML."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail import blocks

from content.blocks.media import CaptionedImageBlock, DownloadBlock, GalleryBlock
from content.blocks.references import (
    CallToActionBlock,
    ContactBlock,
    FormBlock,
    RelatedPagesBlock,
)
from content.blocks.sequences import StepsBlock, TimelineBlock
from content.blocks.tables import DataTableBlock
from content.blocks.text import (
    AccordionBlock,
    FactsBlock,
    HeadingBlock,
    NoticeBlock,
    QuoteBlock,
    TextBlock,
)

BRING_AN_H2 = {"facts", "call_to_action", "related_pages"}


@dataclass(frozen=True)
class BodyPart:
    """A block in its place: an id of its own and the level that a heading inside it may have."""

    block: blocks.StreamValue.StreamChild
    anchor: str
    subheading: str

    @property
    def brings_h2(self) -> bool:
        """Whether headings after this block may be one level lower."""
        value = self.block.value
        if self.block.block_type == "heading":
            return value["level"] == "h2" or self.subheading == "h2"
        return self.block.block_type in BRING_AN_H2 or bool(
            self.block.block_type == "gallery" and value["title"]
        )


def arranged(body: Iterable) -> list[BodyPart]:
    """The blocks of a body with ids that stand only once and headings that skip no level.

    Before the first h2 every heading is one, whatever level the editor chose.
    """
    parts: list[BodyPart] = []
    taken: Counter[str] = Counter()
    subheading = "h2"
    for position, block in enumerate(body, start=1):
        is_heading = block.block_type == "heading"
        anchor = block.value.anchor if is_heading else f"block-{position}"
        taken[anchor] += 1
        unique = anchor if taken[anchor] == 1 else f"{anchor}--{taken[anchor]}"
        part = BodyPart(block, unique, subheading)
        parts.append(part)
        if part.brings_h2:
            subheading = "h3"
    return parts


class BodyBlocks(blocks.StreamBlock):
    """What a page's body may hold."""

    heading = HeadingBlock(group="Text")
    text = TextBlock(group="Text")
    quote = QuoteBlock(group="Text")
    facts = FactsBlock(group="Text")
    accordion = AccordionBlock(group="Text")
    notice = NoticeBlock(group="Text")
    image = CaptionedImageBlock(group="Bilder und Dateien")
    gallery = GalleryBlock(group="Bilder und Dateien")
    download = DownloadBlock(group="Bilder und Dateien")
    table = DataTableBlock(group="Gliedern", table_options={"contextMenu": True})
    timeline = TimelineBlock(group="Gliedern")
    steps = StepsBlock(group="Gliedern")
    contact = ContactBlock(group="Verweise")
    call_to_action = CallToActionBlock(group="Verweise")
    related_pages = RelatedPagesBlock(group="Verweise")
    form = FormBlock(group="Verweise")

    class Meta:
        template = "blocks/body.html"

    def get_context(self, value, parent_context=None):
        """`parts`: the blocks as `arranged` gives them."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"parts": arranged(value or [])}
