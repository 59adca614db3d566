"""Things that stand elsewhere and are only shown here: people, pages, forms."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks.links import LinkBlock
from content.blocks.previews import first_pages
from content.blocks.readable import ReadableBlock
from content.forms_registry import form_choices, form_template


class ContactBlock(ReadableBlock):
    """A contact person's card, always up to date."""

    person = SnippetChooserBlock("networks.ContactPerson", label="Ansprechperson")
    note = blocks.CharBlock(label="Wofür zuständig", required=False, max_length=200)

    class Meta:
        icon = "user"
        label = "Ansprechperson"
        description = "Zeigt, was bei der Person eingetragen ist. Einmal geändert, überall neu."
        template = "blocks/contact.html"
        preview_needs = "Ansprechperson"

    def get_searchable_content(self, value):
        """Who it is and what for; not how to reach them."""
        person = value["person"]
        return [line for line in (*person.lines, value["note"]) if line] if person else []

    def get_preview_value(self):
        person = self.child_blocks["person"].target_model.objects.order_by("pk").first()
        return self.normalize({"person": person, "note": ""}) if person else None


class CallToActionBlock(ReadableBlock):
    """The one thing to do next."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.TextBlock(label="Text", required=False, max_length=300)
    link = LinkBlock(label="Knopf")

    class Meta:
        icon = "arrow-right-full"
        label = "Aufruf"
        description = "Eine Einladung mit Knopf. Höchstens eine je Abschnitt."
        template = "blocks/call_to_action.html"
        preview_value = {
            "title": "Finden Sie Ihr Netzwerk",
            "text": "Fünf in der Lausitz, sechs in Mitteldeutschland.",
            "link": {"label": "Netzwerk finden", "page": None, "url": "https://example.org/"},
        }

    def get_searchable_content(self, value):
        """Nothing while the link leads nowhere: then the page shows nothing either."""
        return super().get_searchable_content(value) if value["link"].href else []


class RelatedPagesBlock(ReadableBlock):
    """Where to read on."""

    title = blocks.CharBlock(label="Überschrift", default="Mehr dazu", max_length=100)
    pages = blocks.ListBlock(blocks.PageChooserBlock(), label="Seiten", min_num=1, max_num=8)

    class Meta:
        icon = "doc-full"
        label = "Weitere Seiten"
        description = "Verweise auf Seiten dieser Website. Titel kommen von den Seiten selbst."
        template = "blocks/related_pages.html"
        preview_needs = "Seite"

    def get_context(self, value, parent_context=None):
        """`pages`: those that are published."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"pages": [page for page in value["pages"] if page and page.live]}

    def get_preview_value(self):
        pages = first_pages(3)
        return self.normalize({"title": "Mehr dazu", "pages": pages}) if pages else None


class FormBlock(ReadableBlock):
    """A form of the site; which ones exist is said by the apps (`content.forms_registry`)."""

    form = blocks.ChoiceBlock(label="Formular", choices=form_choices)

    class Meta:
        icon = "form"
        label = "Formular"
        description = "Bettet ein Formular der Website ein."
        preview_value = {"form": ""}

    def get_template(self, value=None, context=None):
        return form_template(value["form"] if value else "")
