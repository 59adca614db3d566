"""The drawing of "MISSION SACHSEN 2038", from the same data as the list on the page."""

from content.drawings import BRAND, Drawing

WIDTH = 1200
LEFT, MIDDLE, RIGHT = 40, 520, 860
LINE = 30


def structure_drawing(structure) -> Drawing:
    """Draw a `home.structure.Structure`, a row per Schwerpunkt."""
    drawing = Drawing(WIDTH, "MISSION SACHSEN 2038", _description(structure))
    drawing.text(LEFT, 56, "MISSION SACHSEN 2038", size=28, bold=True)
    for x, count, label in (
        (LEFT, len(structure.missions), "Zukunftsmissionen"),
        (MIDDLE, len(structure.rows), "Schwerpunkte"),
        (RIGHT, structure.network_count, "Fachnetzwerke"),
    ):
        drawing.text(x, 120, str(count), size=40, bold=True, color=BRAND)
        drawing.text(x, 146, label)
    y = 180.0
    for row in structure.rows:
        y = _row(drawing, y, row)
    return drawing


def _row(drawing, top, row) -> float:
    drawing.path(f"M{LEFT} {top:g}H{WIDTH - LEFT}", stroke=1)
    lines = max(len(row.missions) * 2, len(row.networks) * 2, 2)
    middle = top + lines * LINE / 4 + 30
    y = top + LINE
    for mission in row.missions:
        drawing.path(f"M{MIDDLE - 90} {y - 5:g}h20L{MIDDLE - 30} {middle - 6:g}h20")
        y = drawing.text(LEFT, y, f"{mission.number}  {mission.title}", width=340) + 6
    bottom = y
    drawing.text(MIDDLE, middle, row.focus_area.title, size=20, bold=True, width=250)
    y = top + LINE
    for network in row.networks:
        drawing.path(f"M{RIGHT - 70} {middle - 6:g}h10L{RIGHT - 30} {y - 5:g}h20")
        label = f"{network.region.name}: {network.title.removeprefix('Fachnetzwerk ')}"
        y = drawing.text(RIGHT, y, label, width=WIDTH - RIGHT - LEFT) + 6
    return max(bottom, y, middle + 40)


def _description(structure) -> str:
    rows = []
    for row in structure.rows:
        missions = ", ".join(mission.title for mission in row.missions) or "Querschnitt"
        networks = ", ".join(f"{network.title} ({network.region.name})" for network in row.networks)
        rows.append(f"{missions} – {row.focus_area.title} – {networks}")
    return ". ".join(rows)
