"""Pictures and files."""

import copy

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from content.blocks.previews import first_document, first_image
from content.blocks.readable import ReadableBlock


class OwnImageBlock(ImageBlock):
    """Wagtail's image with its own text alternative, also where a page shows one image twice.

    Wagtail loads an image once per page and writes the text alternative on it, so the last use
    would speak for all of them.
    """

    def _struct_value_to_image(self, struct_value):
        image = struct_value.get("image")
        own = copy.copy(image) if image else image
        return super()._struct_value_to_image({**struct_value, "image": own})


class CaptionedImageValue(blocks.StructValue):
    """What the template asks of a picture."""

    @property
    def alt(self) -> str:
        """The text alternative; empty for decoration."""
        image = self.get("image")
        if not image or image.decorative:
            return ""
        return image.contextual_alt_text or image.default_alt_text

    @property
    def caption_lines(self) -> list[str]:
        """The caption and whose picture it is, without empty lines."""
        image = self.get("image")
        return [line for line in (self.get("caption"), image and image.credit) if line]

    @property
    def is_upright(self) -> bool:
        """Whether the picture is higher than wide."""
        image = self.get("image")
        return bool(image and image.height > image.width)


class CaptionedImageBlock(ReadableBlock):
    """A picture with caption; its author is shown from the image itself."""

    image = OwnImageBlock(label="Bild")
    caption = blocks.CharBlock(label="Bildunterschrift", required=False, max_length=250)

    class Meta:
        icon = "image"
        label = "Bild"
        description = "Ein Bild mit Nachweis. Sagt es nichts aus: „Dekoratives Bild“ ankreuzen."
        template = "blocks/image.html"
        value_class = CaptionedImageValue
        preview_needs = "Bild"

    def get_searchable_content(self, value):
        """What the picture shows, its caption and whose it is."""
        return [line for line in (value.alt, *value.caption_lines) if line]

    def get_preview_value(self):
        return self.normalize(example_picture()) if first_image() else None


class GalleryBlock(ReadableBlock):
    """Several pictures side by side."""

    title = blocks.CharBlock(label="Überschrift", required=False, max_length=100)
    images = blocks.ListBlock(CaptionedImageBlock(), label="Bilder", min_num=2, max_num=12)

    class Meta:
        icon = "image"
        label = "Bildergalerie"
        description = "Zwei bis zwölf Bilder nebeneinander, alle sichtbar, nichts zum Durchklicken."
        template = "blocks/gallery.html"
        preview_needs = "Bild"

    def get_preview_value(self):
        if not first_image():
            return None
        return self.normalize({"title": "Bilder", "images": [example_picture() for _ in range(3)]})


class DownloadBlock(ReadableBlock):
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
        preview_needs = "Dokument"

    def get_context(self, value, parent_context=None):
        """`documents`: the file as a list, empty when somebody has deleted it."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"documents": [value["document"]] if value["document"] else []}

    def get_searchable_content(self, value):
        """What the file is called here."""
        document = value["document"]
        return [value["title"] or document.title] if document else []

    def get_preview_value(self):
        document = first_document()
        return self.normalize({"document": document, "title": ""}) if document else None


def example_picture() -> dict:
    """The value of a picture block for previews."""
    image = first_image()
    picture = {"image": image, "decorative": False, "alt_text": image.default_alt_text}
    return {"image": picture, "caption": "Bildunterschrift"}
