"""All blocks of a page's body, in the groups that editors choose from. No raw HTML."""

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
