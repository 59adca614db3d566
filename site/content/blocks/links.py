"""A link to a page of this site or to an address elsewhere."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from content.blocks.readable import ReadableBlock


class LinkValue(blocks.StructValue):
    """Where the link leads, whichever of the two fields is filled in.

    A page that is not published, or not there any more, leaves no address: then show no link.
    """

    @property
    def href(self) -> str:
        page = self.get("page")
        return (page.url if page and page.live else "") or self.get("url") or ""


class LinkBlock(ReadableBlock):
    """A labelled link; exactly one of page and address is filled in."""

    label = blocks.CharBlock(label="Beschriftung", max_length=80)
    page = blocks.PageChooserBlock(label="Seite", required=False)
    url = blocks.URLBlock(
        label="oder Adresse im Netz", required=False, help_text="Mit https:// am Anfang."
    )

    class Meta:
        icon = "link"
        label = "Verweis"
        description = "Ein beschrifteter Verweis auf eine Seite oder eine Adresse im Netz."
        value_class = LinkValue

    def get_searchable_content(self, value):
        """The label, as long as the link leads somewhere."""
        return super().get_searchable_content(value) if value.href else []

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = ValidationError("Wählen Sie eine Seite oder geben Sie eine Adresse ein.")
            raise StructBlockValidationError({"page": message})
        return cleaned
