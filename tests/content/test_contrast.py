"""WCAG contrast of every pair of colours that stand on each other, computed from the token file."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR) / "site/static/css/source/tokens.css"
DARK = "@media (prefers-color-scheme: dark)"

TEXT_ENHANCED = 7.0  # WCAG 1.4.6, for normal text
CONTROL = 3.0  # WCAG 1.4.11, for edges of controls and for the focus

SURFACES = ["paper", "ground", "mint"]
DEEP = ["deep", "deep-2"]
TEXT_PAIRS = [
    *[(text, ground) for text in ("text", "text-quiet", "brand", "visited") for ground in SURFACES],
    ("on-brand", "brand"),
    ("on-solid", "solid"),
    ("on-light", "light"),
    *[(text, ground) for text in ("on-deep", "on-deep-quiet", "light") for ground in DEEP],
    ("error", "paper"),
    ("error", "error-ground"),
    ("error", "mint"),
    ("error", "ground"),
    ("text", "error-ground"),
]
CONTROL_PAIRS = [
    *[("line", ground) for ground in SURFACES],
    *[("focus", ground) for ground in SURFACES],
    ("focus", "focus-halo"),
    ("error", "paper"),
    ("light-line", "light"),
]


def hex_colors(css: str) -> dict[str, str]:
    """The colours of one rule, by name without `--color-`."""
    return dict(re.findall(r"--color-([a-z0-9-]+):\s*(#[0-9a-f]{6});", css))


def block(css: str, start: str) -> str:
    """The text of the first rule that begins at or after `start`, braces within it included."""
    opened = css.index("{", css.index(start))
    depth, end = 1, opened
    while depth:
        end += 1
        depth += {"{": 1, "}": -1}.get(css[end], 0)
    return css[opened + 1 : end]


def schemes(css: str) -> dict[str, dict[str, str]]:
    light = hex_colors(block(css, ":root"))
    return {"light": light, "dark": light | hex_colors(block(css, DARK))}


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(colors: dict[str, str], pairs: list[tuple[str, str]], least: float) -> list[str]:
    measured = [(front, back, contrast(colors[front], colors[back])) for front, back in pairs]
    return [f"{front} on {back}: {ratio:.2f}" for front, back, ratio in measured if ratio < least]


@pytest.fixture(scope="module")
def colors():
    return schemes(TOKENS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reaches_the_enhanced_contrast(colors, scheme):
    assert too_weak(colors[scheme], TEXT_PAIRS, TEXT_ENHANCED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_and_the_focus_are_visible(colors, scheme):
    assert too_weak(colors[scheme], CONTROL_PAIRS, CONTROL) == []


def test_the_focus_on_a_deep_band_is_visible_in_both_schemes(colors):
    deep = hex_colors(block(TOKENS.read_text(encoding="utf-8"), "    .deep {"))

    for scheme in colors.values():
        pairs = [("focus", "deep"), ("focus", "deep-2")]
        assert too_weak(scheme | deep, pairs, CONTROL) == []


def test_the_dark_set_changes_what_it_must(colors):
    assert colors["dark"]["paper"] != colors["light"]["paper"]
    assert colors["dark"].keys() == colors["light"].keys()


def test_the_measure_finds_a_weak_pair():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    grey = {"grey": "#777777", "paper": "#ffffff"}
    assert too_weak(grey, [("grey", "paper")], TEXT_ENHANCED) == ["grey on paper: 4.48"]


def test_raw_colours_stand_in_the_token_file_only():
    sources = sorted(TOKENS.parent.glob("*.css"))
    raw = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(")

    strays = [
        path.name
        for path in sources
        if path != TOKENS and raw.search(path.read_text(encoding="utf-8"))
    ]

    assert TOKENS in sources
    assert strays == []
