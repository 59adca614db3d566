"""Pictures and files."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class CaptionedImageBlock(blocks.StructBlock):
    """A picture with caption; its author is shown from the image itself."""

    image = ImageBlock(label="Bild")
    caption = blocks.CharBlock(label="Bildunterschrift", required=False, max_length=250)

    class Meta:
        icon = "image"
        label = "Bild"
        description = (
            "Ein Bild mit Nachweis. Ohne Aussage für den Text: „Dekoratives Bild“ ankreuzen."
        )
        template = "blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    title = blocks.CharBlock(label="Überschrift", required=False, max_length=100)
    images = blocks.ListBlock(CaptionedImageBlock(), label="Bilder", min_num=2, max_num=12)

    class Meta:
        icon = "image"
        label = "Bildergalerie"
        description = "Zwei bis zwölf Bilder nebeneinander, alle sichtbar, nichts zum Durchklicken."
        template = "blocks/gallery.html"


class DownloadBlock(blocks.StructBlock):
    """A file, with its kind, its size and whether everybody can read it."""

    document = DocumentChooserBlock(label="Datei")
    title = blocks.CharBlock(
        label="Beschriftung", required=False, max_length=160, help_text="Leer: Titel der Datei."
    )

    class Meta:
        icon = "download"
        label = "Datei zum Herunterladen"
        description = "Zeigt Art, Größe und Barrierefreiheit der Datei von selbst."
        template = "blocks/download.html"
