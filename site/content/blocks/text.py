"""Words: headings, text, quotations, facts, questions and answers, notices."""

from django.utils.text import slugify
from wagtail import blocks

from content.blocks.readable import ReadableBlock, lines_of


class HeadingValue(blocks.StructValue):
    """A heading that can be linked to.

    The prefix keeps it apart from the ids that templates use (`inhalt`, `menue` …). Two headings
    of the same words are told apart by the body: see `content.blocks.body.arranged`.
    """

    @property
    def anchor(self) -> str:
        return f"abschnitt-{slugify(self.get('text', ''))}".rstrip("-")


class HeadingBlock(ReadableBlock):
    """A heading inside the text."""

    text = blocks.CharBlock(label="Überschrift", max_length=120)
    level = blocks.ChoiceBlock(
        label="Ebene", choices=[("h2", "Abschnitt"), ("h3", "Unterabschnitt")], default="h2"
    )

    class Meta:
        icon = "title"
        label = "Überschrift"
        description = "Gliedert den Text. Vorleseprogramme springen von einer zur nächsten."
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "Worum es geht", "level": "h2"}


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def get_searchable_content(self, value):
        """Its paragraphs and the items of its lists."""
        return lines_of(value)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = (
            "Absätze, Listen und Verweise. Fremde Wörter und Fachwörter lassen sich kennzeichnen."
        )
        template = "blocks/text.html"
        preview_value = "<p>Wo heute <b>Kraftwerke</b> stehen, soll Neues entstehen.</p>"


class QuoteValue(blocks.StructValue):
    """A quotation and where it comes from."""

    @property
    def source(self) -> str:
        return ", ".join(part for part in (self.get("person"), self.get("role")) if part)


class QuoteBlock(ReadableBlock):
    """What somebody said, with the name."""

    text = blocks.TextBlock(label="Wortlaut", max_length=400)
    person = blocks.CharBlock(label="Name", required=False, max_length=120)
    role = blocks.CharBlock(label="Amt oder Aufgabe", required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = "Zitat"
        description = "Ein belegter Satz einer Person. Nur mit ihrer Zustimmung."
        template = "blocks/quote.html"
        value_class = QuoteValue
        preview_value = {
            "text": "Hier steht ein Satz, den die Redaktion belegt.",
            "person": "Name",
            "role": "Amt",
        }


class FactBlock(ReadableBlock):
    """A figure and what it counts."""

    number = blocks.CharBlock(label="Zahl", required=False, max_length=12)
    text = blocks.CharBlock(label="Text", max_length=200)

    class Meta:
        icon = "list-ol"
        label = "Angabe"


class FactsBlock(ReadableBlock):
    """A box with the essentials."""

    title = blocks.CharBlock(label="Überschrift", default="Kurz gefasst", max_length=80)
    facts = blocks.ListBlock(FactBlock(), label="Angaben", min_num=1, max_num=8)

    class Meta:
        icon = "info-circle"
        label = "Kurz gefasst"
        description = "Ein Kasten mit den wichtigsten Angaben."
        template = "blocks/facts.html"
        preview_value = {
            "title": "Kurz gefasst",
            "facts": [
                {"number": "10", "text": "Zukunftsmissionen"},
                {"number": "5", "text": "Schwerpunkte"},
                {"number": "11", "text": "Fachnetzwerke"},
            ],
        }


class AccordionEntryBlock(ReadableBlock):
    """A question and its answer."""

    title = blocks.CharBlock(label="Frage oder Titel", max_length=160)
    text = blocks.RichTextBlock(label="Antwort")

    class Meta:
        icon = "help"
        label = "Eintrag"


class AccordionBlock(ReadableBlock):
    """Sections that open one by one; printed, all of them are open."""

    entries = blocks.ListBlock(AccordionEntryBlock(), label="Einträge", min_num=1)
    first_open = blocks.BooleanBlock(label="Erster Eintrag ist offen", required=False)

    class Meta:
        icon = "list-ul"
        label = "Fragen und Antworten"
        description = "Einträge zum Aufklappen. Für Nachgefragtes, nicht für das Wichtigste."
        template = "blocks/accordion.html"
        preview_value = {
            "first_open": True,
            "entries": [
                {
                    "title": "Was bedeutet InvKG?",
                    "text": "<p>Investitionsgesetz Kohleregionen.</p>",
                },
                {"title": "Seit wann gilt es?", "text": "<p>Seit 2020.</p>"},
            ],
        }


class NoticeBlock(ReadableBlock):
    """Something that must not be overlooked."""

    kind = blocks.ChoiceBlock(
        label="Art",
        choices=[("info", "Gut zu wissen"), ("warning", "Achtung"), ("success", "Erledigt")],
        default="info",
    )
    title = blocks.CharBlock(label="Überschrift", max_length=100)
    text = blocks.RichTextBlock(label="Text")

    class Meta:
        icon = "warning"
        label = "Hinweis"
        description = "Ein hervorgehobener Hinweis. Sparsam verwenden: höchstens einer je Seite."
        template = "blocks/notice.html"
        preview_value = {
            "kind": "info",
            "title": "Gut zu wissen",
            "text": "<p>Eine Projektidee ist noch kein Förderantrag.</p>",
        }
