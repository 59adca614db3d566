"""The bands of the start page. Most fill themselves from the pages they speak of."""

from dataclasses import dataclass

from wagtail import blocks

from content.blocks import LinkBlock, ReadableBlock

# Surfaces from the top of the page on, below the paths (which stand on paper). Falling and rising
# edges take turns, and no two neighbours look alike, whatever sections editors choose.
SURFACES = (
    "band--late",
    "band--paper band--rising",
    "band--mint band--late",
    "band--paper band--rising",
)


def is_published(page) -> bool:
    """Whether there is a page that visitors can go to."""
    return bool(page and page.live)


class PathBlock(ReadableBlock):
    """One of the three ways into the site."""

    title = blocks.CharBlock(label="Aufgabe", max_length=60)
    text = blocks.TextBlock(label="Text", max_length=200)
    page = blocks.PageChooserBlock(label="Seite")

    class Meta:
        icon = "arrow-right"
        label = "Weg"
        description = "Eine Aufgabe, mit der Menschen kommen, und die Seite, die dabei hilft."

    def get_searchable_content(self, value):
        """Nothing while the page is not published: then the start page shows no such way."""
        return super().get_searchable_content(value) if is_published(value["page"]) else []


class SectionBlock(ReadableBlock):
    """A band of the start page. Its template gets `section_id` for the heading's id."""

    class Meta:
        preview_template = "blocks/sections/preview.html"

    def has_content(self, value, page) -> bool:
        """Whether there is anything to show; a section without leaves no empty band."""
        return True

    def get_preview_context(self, value, parent_context=None):
        from home.models import HomePage  # which is made of these blocks

        context = super().get_preview_context(value, parent_context=parent_context)
        return context | {"page": HomePage.objects.live().order_by("path").first()}


class StructureSectionBlock(SectionBlock):
    """The diagram: missions, Schwerpunkte, networks."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.TextBlock(label="Text", required=False, max_length=500)
    note = blocks.TextBlock(label="Hinweis zur Zuordnung", required=False, max_length=300)

    class Meta:
        icon = "site"
        label = "Gefüge: Missionen, Schwerpunkte, Netzwerke"
        description = "Entsteht aus der Missionsseite, den Schwerpunkten und den Fachnetzwerken."
        template = "blocks/sections/mission_structure.html"
        preview_value = {
            "title": "Aus zehn Missionen werden elf Netzwerke",
            "text": "Im Juli 2021 übergab der Innovationsbeirat Sachsen seinen Bericht.",
            "note": "Gezeigt ist eine redaktionelle Zuordnung.",
        }

    def has_content(self, value, page) -> bool:
        return bool(page.structure.missions and page.structure.rows)


class FocusAreasSectionBlock(SectionBlock):
    """The Schwerpunkte as tiles."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)

    class Meta:
        icon = "grip"
        label = "Schwerpunkte"
        description = "Alle veröffentlichten Schwerpunkte als Kacheln."
        template = "blocks/sections/focus_areas.html"
        preview_value = {"title": "Fünf Schwerpunkte"}

    def has_content(self, value, page) -> bool:
        return bool(page.published_focus_areas)


class ManagersSectionBlock(SectionBlock):
    """The network managers of the Reviere."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.TextBlock(label="Text", required=False, max_length=300)

    class Meta:
        icon = "user"
        label = "Netzwerkmanagement"
        description = "Die Ansprechperson jedes Reviers."
        template = "blocks/sections/managers.html"
        preview_value = {
            "title": "Ihre Ansprechpersonen",
            "text": "Jedes Revier hat einen Netzwerkmanager.",
        }

    def has_content(self, value, page) -> bool:
        return bool(page.managed_regions)

    def get_context(self, value, parent_context=None):
        """`managed`: the Reviere with somebody to ask, and their pages where published."""
        context = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        return context | {"managed": page.managed_regions if page else []}


class ExhibitionSectionBlock(SectionBlock):
    """An invitation to the exhibition."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.TextBlock(label="Text", max_length=400)
    page = blocks.PageChooserBlock(label="Seite", page_type="exhibitions.ExhibitionPage")
    link_label = blocks.CharBlock(label="Beschriftung des Verweises", max_length=80)

    class Meta:
        icon = "image"
        label = "Ausstellung"
        description = "Bild und Einladung zur Wanderausstellung."
        template = "blocks/sections/exhibition.html"
        preview_needs = "veröffentlichte Ausstellung"

    def has_content(self, value, page) -> bool:
        return is_published(value["page"])

    def get_searchable_content(self, value):
        """Nothing while the exhibition is not published."""
        return super().get_searchable_content(value) if is_published(value["page"]) else []

    def get_preview_value(self):
        page = self.child_blocks["page"].target_model.objects.live().order_by("path").first()
        example = {
            "title": "Forschung zum Aufhängen",
            "text": "Sächsische Forschung zeigt auf Plakaten die Kreislaufwirtschaft.",
            "page": page,
            "link_label": "Zur Wanderausstellung",
        }
        return self.normalize(example) if page else None


class NewsSectionBlock(SectionBlock):
    """The latest news."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)

    class Meta:
        icon = "doc-full"
        label = "Aktuelles"
        description = "Die drei neuesten Meldungen. Ohne Meldung erscheint der Abschnitt nicht."
        template = "blocks/sections/news.html"
        preview_value = {"title": "Aktuelles"}

    def has_content(self, value, page) -> bool:
        return bool(page.latest_news)

    def get_context(self, value, parent_context=None):
        """`index`: the page of all news, when it is published."""
        context = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        newest = page.latest_news[:1] if page else []
        index = newest[0].get_parent() if newest else None
        return context | {"index": index if index and index.live else None}


class AccessesSectionBlock(SectionBlock):
    """Leichte Sprache and Gebärdensprache."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)

    class Meta:
        icon = "view"
        label = "Zugänge"
        description = "Alle Seiten, deren Verweis oben rechts steht."
        template = "blocks/sections/accesses.html"
        preview_value = {"title": "Für alle verständlich"}

    def has_content(self, value, page) -> bool:
        return bool(page.accesses)


class TextSectionBlock(SectionBlock):
    """Text with links."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.RichTextBlock(label="Text")
    links = blocks.ListBlock(LinkBlock(), label="Verweise", required=False, default=[])

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Ein freier Abschnitt."
        template = "blocks/sections/text.html"
        preview_value = {
            "title": "Ein Abschnitt",
            "text": "<p>Was auf der Startseite sonst noch stehen soll.</p>",
            "links": [{"label": "Mehr dazu", "page": None, "url": "https://example.org/"}],
        }

    def get_context(self, value, parent_context=None):
        """`links`: those that lead somewhere."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"links": [link for link in value["links"] if link.href]}


@dataclass(frozen=True)
class Band:
    """A section in its place on the page."""

    block: blocks.StreamValue.StreamChild
    surface: str
    section_id: str


class HomeSections(blocks.StreamBlock):
    """What the start page is made of, in the order that editors choose."""

    mission_structure = StructureSectionBlock()
    focus_areas = FocusAreasSectionBlock()
    managers = ManagersSectionBlock()
    exhibition = ExhibitionSectionBlock()
    news = NewsSectionBlock()
    accesses = AccessesSectionBlock()
    text = TextSectionBlock()

    class Meta:
        template = "blocks/sections/sections.html"

    def get_context(self, value, parent_context=None):
        """`bands`: the sections that have something to show, each on its surface."""
        context = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        shown = [child for child in value or [] if child.block.has_content(child.value, page)]
        return context | {
            "bands": [
                Band(child, SURFACES[place % len(SURFACES)], f"band-{place + 1}")
                for place, child in enumerate(shown)
            ]
        }
