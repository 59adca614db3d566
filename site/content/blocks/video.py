"""Videos in German Sign Language, from our own server."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class VideoBlock(blocks.StructBlock):
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
