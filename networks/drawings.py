"""The drawing of "Arbeitsweise der Fachnetzwerke", from the same data as its text."""

from collections.abc import Mapping

from content.drawings import LIGHT, Drawing

WIDTH = 1200
MARGIN = 40
COLUMN = 360
GUTTER = 20


def process_drawing(process: Mapping) -> Drawing:
    """Draw the value of a `ProcessBlock`: inputs, stages, the ways on, outputs."""
    drawing = Drawing(WIDTH, process["title"], _description(process))
    drawing.text(MARGIN, 56, process["title"], size=28, bold=True, width=WIDTH - 2 * MARGIN)
    y = _listing(drawing, MARGIN, 120, process["start"], process["inputs"], WIDTH - 2 * MARGIN)
    if process.get("own_ideas"):
        y = drawing.text(MARGIN, y, process["own_ideas"], width=WIDTH - 2 * MARGIN)
    y = _stairs(drawing, y + 60, process["stages"])
    if process.get("stages_note"):
        y = drawing.text(MARGIN, y + 10, process["stages_note"], width=WIDTH - 2 * MARGIN)
    drawing.box(MARGIN, y + 10, WIDTH - 2 * MARGIN, 56, fill=LIGHT)
    drawing.text(MARGIN + 20, y + 45, process["recommendation"], size=20, bold=True)
    y = _columns(drawing, y + 120, process["ways"])
    y = _listing(drawing, MARGIN, y + 40, process["end"], process["outputs"], WIDTH - 2 * MARGIN)
    return drawing


def _listing(drawing, x, y, title, items, width) -> float:
    y = drawing.text(x, y, title, size=20, bold=True, width=width)
    for item in items:
        drawing.dot(x + 8, y - 5, radius=4)
        y = drawing.text(x + 28, y, item, width=width - 28)
    return y


def _stairs(drawing, y, stages) -> float:
    step = 30
    bottom = y
    for place, stage in enumerate(stages):
        x = MARGIN + place * (COLUMN + GUTTER)
        top = y + (len(stages) - 1 - place) * step
        end = x + COLUMN + GUTTER
        rise = f"L{end:g} {top - step:g}" if place < len(stages) - 1 else ""
        drawing.path(f"M{x:g} {top:g}H{end - step:g}{rise}", stroke=6)
        below = drawing.text(
            x, top + 44, f"{place + 1}. {stage['title']}", size=20, bold=True, width=COLUMN
        )
        if stage.get("subtitle"):
            below = drawing.text(x, below, stage["subtitle"], width=COLUMN)
        for task in stage["tasks"]:
            below = drawing.text(x, below, f"– {task}", width=COLUMN)
        bottom = max(bottom, below)
    return bottom


def _columns(drawing, y, ways) -> float:
    width = (WIDTH - 2 * MARGIN - GUTTER * (len(ways) - 1)) / len(ways)
    bottom = y
    for place, way in enumerate(ways):
        x = MARGIN + place * (width + GUTTER)
        drawing.path(f"M{x:g} {y - 30:g}H{x + width - 20:g}")
        below = drawing.text(x, y, way["title"], size=20, bold=True, width=width)
        for number, station in enumerate(way["steps"], start=1):
            below = drawing.text(x, below, f"{number}. {station}", width=width)
        bottom = max(bottom, below)
    return bottom


def _description(process) -> str:
    stages = "; ".join(stage["title"] for stage in process["stages"])
    ways = "; ".join(way["title"] for way in process["ways"])
    return f"{process['start']}. {stages}. {process['recommendation']}. {ways}. {process['end']}."
