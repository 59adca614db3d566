"""One thing after the other: years and steps."""

from wagtail import blocks

from content.blocks.readable import ReadableBlock


class TimelineEntryBlock(ReadableBlock):
    """What happened when."""

    date = blocks.CharBlock(label="Zeitpunkt", max_length=60, help_text="Zum Beispiel: Juli 2021")
    title = blocks.CharBlock(label="Überschrift", required=False, max_length=120)
    text = blocks.RichTextBlock(label="Text")

    class Meta:
        icon = "date"
        label = "Ereignis"


class TimelineBlock(ReadableBlock):
    """What happened, in order."""

    entries = blocks.ListBlock(TimelineEntryBlock(), label="Ereignisse", min_num=2)

    class Meta:
        icon = "history"
        label = "Zeitleiste"
        description = "Ereignisse in ihrer Reihenfolge, das früheste zuerst."
        template = "blocks/timeline.html"
        preview_value = {
            "entries": [
                {"date": "August 2019", "title": "", "text": "<p>Der Beirat wird gegründet.</p>"},
                {"date": "Juli 2021", "title": "", "text": "<p>Der Bericht wird übergeben.</p>"},
            ]
        }


class StepBlock(ReadableBlock):
    """One step."""

    title = blocks.CharBlock(label="Überschrift", max_length=80)
    text = blocks.TextBlock(label="Text", max_length=300)

    class Meta:
        icon = "arrow-right"
        label = "Schritt"


class StepsBlock(ReadableBlock):
    """Steps that follow each other."""

    entries = blocks.ListBlock(StepBlock(), label="Schritte", min_num=2, max_num=6)

    class Meta:
        icon = "list-ol"
        label = "Schritte"
        description = "Zwei bis sechs Schritte nacheinander; am schönsten sind drei."
        template = "blocks/steps.html"
        preview_value = {
            "entries": [
                {"title": "Fachnetzwerk", "text": "Prüft Strategie und Technik."},
                {"title": "Fachgruppe Regionalentwicklung", "text": "Prüft, was machbar ist."},
                {"title": "Fachgruppe Förderung", "text": "Prüft die Finanzierung."},
            ]
        }
