"""The diagram "Arbeitsweise der Fachnetzwerke": real text, and a drawing from the same data."""

from wagtail import blocks

from content.blocks.readable import ReadableBlock


class StageBlock(ReadableBlock):
    """One group that gives advice."""

    title = blocks.CharBlock(label="Gruppe", max_length=80)
    subtitle = blocks.CharBlock(label="Zusatz", required=False, max_length=80)
    tasks = blocks.ListBlock(blocks.CharBlock(max_length=160), label="Aufgaben", min_num=1)

    class Meta:
        icon = "group"
        label = "Beratung"


class WayBlock(ReadableBlock):
    """One way that the project can go on."""

    title = blocks.CharBlock(label="Weg", max_length=80)
    steps = blocks.ListBlock(blocks.CharBlock(max_length=160), label="Stationen", min_num=1)

    class Meta:
        icon = "arrow-right"
        label = "Weg"


class ProcessBlock(ReadableBlock):
    """From the first initiative to the project carried out."""

    title = blocks.CharBlock(label="Titel", max_length=160)
    start = blocks.CharBlock(label="Anstoß", max_length=160)
    own_ideas = blocks.CharBlock(label="Eigene Ideen der Gruppe", required=False, max_length=200)
    inputs = blocks.ListBlock(blocks.CharBlock(max_length=160), label="Was einfließt", min_num=1)
    stages = blocks.ListBlock(StageBlock(), label="Beratung", min_num=1, max_num=3)
    stages_note = blocks.CharBlock(label="Satz zur Beratung", required=False, max_length=200)
    recommendation = blocks.CharBlock(label="Ergebnis der Beratung", max_length=200)
    ways = blocks.ListBlock(WayBlock(), label="Wege danach", min_num=1, max_num=3)
    end = blocks.CharBlock(label="Ziel", max_length=120)
    outputs = blocks.ListBlock(blocks.CharBlock(max_length=160), label="Was entsteht", min_num=1)

    class Meta:
        icon = "site"
        label = "Ablauf"
        description = "Der Weg einer Idee als Liste; die Zeichnung entsteht aus denselben Angaben."
        template = "blocks/process.html"
        preview_value = {
            "title": "Arbeitsweise",
            "start": "Projektinitiative",
            "own_ideas": "",
            "inputs": ["Fachwissen"],
            "stages": [{"title": "Fachnetzwerk", "subtitle": "", "tasks": ["Strategie"]}],
            "stages_note": "",
            "recommendation": "Verbale Empfehlung",
            "ways": [{"title": "Verfahren nach RL InvKG", "steps": ["Einreichung in ASTER"]}],
            "end": "Projektrealisierung",
            "outputs": ["Informationsgewinn"],
        }
