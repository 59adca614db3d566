"""Videos in German Sign Language, from our own server."""

import logging

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from content.blocks.previews import first_document, first_image
from content.blocks.readable import ReadableBlock
from content.pictures import PRESETS

logger = logging.getLogger(__name__)


class VideoValue(blocks.StructValue):
    """A video and its poster."""

    @property
    def is_one_minute(self) -> bool:
        """Whether "Minute" is the word."""
        return self.get("minutes") == 1

    @property
    def poster_url(self) -> str:
        """The picture before the video starts; empty without one or when its file is broken."""
        poster = self.get("poster")
        if not poster:
            return ""
        try:
            return poster.get_rendition(PRESETS["wide"].spec(800, "jpeg")).url
        except Exception:  # a broken file may fail in any of Pillow's many ways
            logger.warning("Poster %s cannot be shown", poster.pk, exc_info=True)
            return ""


class VideoBlock(ReadableBlock):
    """A video with what BITV 2.0, Anlage 2 Teil 1 asks for: size and length beside the file."""

    title = blocks.CharBlock(label="Titel", max_length=120)
    file = DocumentChooserBlock(label="Videodatei", help_text="MP4, mindestens 320 × 240 Punkte.")
    poster = ImageChooserBlock(label="Standbild", required=False)
    minutes = blocks.DecimalBlock(label="Dauer in Minuten", min_value=0, decimal_places=1)
    transcript = blocks.RichTextBlock(label="Text des Videos")

    class Meta:
        icon = "media"
        label = "Video"
        description = "Ein Video mit Standbild, Dauer und Text zum Nachlesen."
        template = "blocks/video.html"
        value_class = VideoValue
        preview_needs = "Dokument"

    def get_searchable_content(self, value):
        """Nothing, once the file was deleted: then the page shows nothing either."""
        return super().get_searchable_content(value) if value["file"] else []

    def get_preview_value(self):
        document = first_document()
        example = {
            "title": "Video in Deutscher Gebärdensprache",
            "file": document,
            "poster": first_image(),
            "minutes": 3,
            "transcript": "<p>Hier steht der Text des Videos.</p>",
        }
        return self.normalize(example) if document else None
