"""Placeholder pictures and files in the site's own hand; nobody takes them for real."""

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

DEEP, BRAND, MINT, LIGHT, PAPER = "#06351f", "#4a9a67", "#e0eedd", "#ffc933", "#ffffff"
SURFACES = ((DEEP, PAPER), (MINT, DEEP), (LIGHT, DEEP), (BRAND, PAPER))
LINES = 5


def placeholder_picture(text: str, size: tuple[int, int], *, variant: int = 0) -> Image.Image:
    """A surface with sun, steps and `text`; `variant` picks the colours."""
    surface, ink = SURFACES[variant % len(SURFACES)]
    width, height = size
    picture = Image.new("RGB", size, surface)
    draw = ImageDraw.Draw(picture)
    radius = min(size) // 5
    sun = (width // 2, height // 3)
    draw.ellipse(
        [sun[0] - radius, sun[1] - radius, sun[0] + radius, sun[1] + radius],
        fill=PAPER if surface == LIGHT else LIGHT,
    )
    step, stroke = height // 9, max(4, width // 150)
    for line in range(LINES):
        y = height // 3 - step // 2 + line * (step // 2)
        left = width // 4 - line * (step // 4)
        draw.line(
            [
                (0, y),
                (left, y),
                (left + step, y + step),
                (width - left - step, y + step),
                (width - left, y),
                (width, y),
            ],
            fill=ink,
            width=stroke,
            joint="curve",
        )
    font = ImageFont.truetype(str(_font_file()), max(24, width // 12))
    draw.multiline_text(
        (width // 12, height * 7 // 10), text, fill=ink, font=font, spacing=width // 60
    )
    return picture


def picture_file(text: str, filename: str, size: tuple[int, int], variant: int) -> ContentFile:
    """The picture as an uploaded PNG file."""
    buffer = BytesIO()
    placeholder_picture(text, size, variant=variant).save(buffer, "PNG", optimize=True)
    return ContentFile(buffer.getvalue(), name=filename)


def pdf_file(text: str, filename: str) -> ContentFile:
    """A one-page PDF that only says what is missing."""
    buffer = BytesIO()
    wrapped = text.replace(": ", ":\n", 1).replace(" der ", "\nder ", 1)
    placeholder_picture(wrapped, (1240, 1754), variant=1).save(buffer, "PDF", resolution=150)
    return ContentFile(buffer.getvalue(), name=filename)


def _font_file() -> Path:
    return settings.BASE_DIR / "site" / "static" / "fonts" / "mission-sans-condensed-700.woff2"
