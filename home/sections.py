"""The bands of the start page. Most fill themselves from the pages they speak of."""

from wagtail import blocks

from content.blocks import LinkBlock


class PathBlock(blocks.StructBlock):
    """One of the three ways into the site."""

    title = blocks.CharBlock(label="Aufgabe", max_length=60)
    text = blocks.TextBlock(label="Text", max_length=200)
    page = blocks.PageChooserBlock(label="Seite")

    class Meta:
        icon = "arrow-right"
        label = "Weg"


class StructureSectionBlock(blocks.StructBlock):
    """The diagram: missions, Schwerpunkte, networks."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.TextBlock(label="Text", required=False, max_length=500)
    note = blocks.TextBlock(label="Hinweis zur Zuordnung", required=False, max_length=300)

    class Meta:
        icon = "site"
        label = "Gefüge: Missionen, Schwerpunkte, Netzwerke"
        description = "Entsteht aus der Missionsseite, den Schwerpunkten und den Fachnetzwerken."
        template = "blocks/sections/mission_structure.html"


class FocusAreasSectionBlock(blocks.StructBlock):
    """The Schwerpunkte as tiles."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)

    class Meta:
        icon = "grip"
        label = "Schwerpunkte"
        description = "Alle veröffentlichten Schwerpunkte als Kacheln."
        template = "blocks/sections/focus_areas.html"


class ManagersSectionBlock(blocks.StructBlock):
    """The network managers of the Reviere."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.TextBlock(label="Text", required=False, max_length=300)

    class Meta:
        icon = "user"
        label = "Netzwerkmanagement"
        description = "Die Ansprechperson jedes Reviers."
        template = "blocks/sections/managers.html"


class ExhibitionSectionBlock(blocks.StructBlock):
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


class NewsSectionBlock(blocks.StructBlock):
    """The latest news."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)

    class Meta:
        icon = "doc-full"
        label = "Aktuelles"
        description = "Die drei neuesten Meldungen. Ohne Meldung erscheint der Abschnitt nicht."
        template = "blocks/sections/news.html"


class AccessesSectionBlock(blocks.StructBlock):
    """Leichte Sprache and Gebärdensprache."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)

    class Meta:
        icon = "view"
        label = "Zugänge"
        description = "Alle Seiten, deren Verweis oben rechts steht."
        template = "blocks/sections/accesses.html"


class TextSectionBlock(blocks.StructBlock):
    """Text with links."""

    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.RichTextBlock(label="Text")
    links = blocks.ListBlock(LinkBlock(), label="Verweise", required=False, default=[])

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Ein freier Abschnitt."
        template = "blocks/sections/text.html"


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
