"""Drawings made on the server from the same data as the text beside them."""

import textwrap
from dataclasses import dataclass, field
from html import escape

from django.http import HttpResponse

INK = "#13201a"
BRAND = "#00502a"
LIGHT = "#ffc933"
MINT = "#e0eedd"
PAPER = "#ffffff"
LETTER_WIDTH = 0.52  # of the font size, Fira Sans on average


@dataclass
class Drawing:
    """An SVG picture that grows as shapes are put on it. Lengths are user units."""

    width: float
    title: str
    description: str
    height: float = 0
    shapes: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 16,
        width: float = 0,
        bold: bool = False,
        color: str = INK,
    ) -> float:
        """Put words at (x, y), the baseline of the first line; broken at `width`.

        Returns the baseline below the last line."""
        letters = int(width / (size * LETTER_WIDTH)) if width else 200
        weight = "600" if bold else "400"
        for line in textwrap.wrap(words, letters) or [""]:
            self.shapes.append(
                f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}"'
                f' fill="{color}">{escape(line)}</text>'
            )
            y += size * 1.3
        self.height = max(self.height, y)
        return y

    def path(self, d: str, *, color: str = BRAND, stroke: float = 3) -> None:
        """A line along an SVG path."""
        self.shapes.append(
            f'<path d="{d}" fill="none" stroke="{color}" stroke-width="{stroke:g}"/>'
        )

    def box(self, x: float, y: float, width: float, height: float, *, fill: str = MINT) -> None:
        """A filled box whose upper right corner is cut by a step."""
        cut = 14
        self.shapes.append(
            f'<path d="M{x:g} {y:g}h{width - cut:g}l{cut} {cut}v{height - cut:g}h{-width:g}z"'
            f' fill="{fill}"/>'
        )
        self.height = max(self.height, y + height)

    def dot(self, x: float, y: float, *, radius: float = 6, fill: str = LIGHT) -> None:
        """A node."""
        self.shapes.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{BRAND}"'
            ' stroke-width="3"/>'
        )

    def svg(self) -> str:
        """The whole picture as an SVG document with title and description."""
        height = self.height + 24
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {height:g}"'
            ' role="img" aria-labelledby="title description"'
            " font-family=\"'Fira Sans', Arial, sans-serif\">"
            f'<title id="title">{escape(self.title)}</title>'
            f'<desc id="description">{escape(self.description)}</desc>'
            f'<path d="M0 0h{self.width:g}v{height:g}H0z" fill="{PAPER}"/>'
            + "".join(self.shapes)
            + "</svg>\n"
        )


def svg_response(drawing: Drawing, filename: str) -> HttpResponse:
    """The drawing as a file to look at or to keep."""
    response = HttpResponse(drawing.svg(), content_type="image/svg+xml; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
