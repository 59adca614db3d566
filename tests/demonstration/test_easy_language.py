"""The page in Leichte Sprache keeps the rules that a machine can check (BITV 2.0, Anlage 2)."""

import html
import re

import pytest

from tests.demonstration.content_files import FILES

[PAGE] = FILES["easy_language"]["pages"]

LONGEST_SENTENCE = 12
LONGEST_WORD = 14
SENTENCE_END = re.compile(r"(?<!\d)[.!?]+(?=\s|$)")
GENITIVE = re.compile(
    r"\b(des|eines|meines|seines|ihres|unseres|dieses|dessen|deren|wessen|wegen|trotz|"
    r"innerhalb|außerhalb|aufgrund|mithilfe|Sachsens|Deutschlands)\b",
    re.IGNORECASE,
)
SUBJUNCTIVE = re.compile(
    r"\b(wäre|hätte|würde|könnte|dürfte|müsste|sollte|wollte|möchte|käme|gäbe|ginge|ließe|"
    r"bräuchte|wüsste|sei|seien|habe man)(n|st|t|en)?\b",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"\b\w\. ?\w\.|\b(usw|bzw|ca|evtl|ggf|inkl|Nr|Dr|Prof|Tel|Abs)\.|%|§")
CAPITALS = re.compile(r"\b\w*[A-ZÄÖÜ]{2,}\w*\b")
SIGNS = re.compile(r"[;()–—/&]")
# Names stay as everybody writes them: the site's own, and what visitors find in the menu.
NAMES = ("MISSION SACHSEN 2038", "Schwerpunkte", "Fachnetzwerke", "Wanderausstellung")
LINKS_AND_ADDRESSES = re.compile(r"<a [^>]*>Erklärung zur Barrierefreiheit</a>|\S+@\S+")
PARTS = [
    "Darum geht es auf dieser Internet-Seite",
    "So finden Sie sich zurecht",
    "Erklärung zur Barriere·freiheit",
    "Mehr in Leichter Sprache und in Gebärden·sprache",
]


def faults(sentence: str) -> set[str]:
    """Which rules of Leichte Sprache a paragraph, list item or heading breaks."""
    for name in NAMES:
        sentence = sentence.replace(name, "Name")
    words = re.findall(r"[\w·-]+", sentence)
    parts = [part for word in words for part in re.split(r"[·-]", word)]
    found = {
        "long sentence": len(words) > LONGEST_SENTENCE,
        "several sentences": len(SENTENCE_END.findall(ABBREVIATION.sub("", sentence))) > 1,
        "long word": any(len(part) > LONGEST_WORD for part in parts),
        "genitive": GENITIVE.search(sentence),
        "subjunctive": SUBJUNCTIVE.search(sentence),
        "abbreviation": ABBREVIATION.search(sentence) or CAPITALS.search(sentence),
        "sign": SIGNS.search(sentence),
    }
    return {rule for rule, broken in found.items() if broken}


def sentences() -> list[str]:
    """Every line that people read on the page."""
    lines = [PAGE["title"], PAGE["introduction"], PAGE["search_description"]]
    for block in PAGE["body"]:
        if block["type"] == "heading":
            lines.append(block["value"]["text"])
        else:
            text = LINKS_AND_ADDRESSES.sub("Name", block["value"])
            found = re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", text)
            lines += [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in found]
    return lines


def test_the_page_keeps_every_rule():
    broken = {line: rules for line in sentences() if (rules := faults(line))}

    assert broken == {}


def test_every_word_of_the_page_stands_in_a_line_that_is_checked():
    for block in PAGE["body"]:
        assert block["type"] in ("heading", "text")
        if block["type"] == "text":
            rest = re.sub(r"<(p|li)>.*?</\1>|</?ul>", "", block["value"])
            assert rest.strip() == ""


def test_the_page_has_its_four_parts():
    headings = [block["value"] for block in PAGE["body"] if block["type"] == "heading"]

    assert [value["text"] for value in headings if value["level"] == "h2"] == PARTS


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (
            "In dieser Gruppe sprechen viele kluge Menschen lange über ganz neue Ideen hier.",
            "long sentence",
        ),
        ("Wir prüfen das. Dann schreiben wir Ihnen.", "several sentences"),
        ("Das ist die Koordinierungsstelle.", "long word"),
        ("Das ist die Aufgabe des Beirats.", "genitive"),
        ("Das wäre gut.", "subjunctive"),
        ("Es gibt z. B. Plakate.", "abbreviation"),
        ("Die SAS hilft Ihnen.", "abbreviation"),
        ("Das InvKG ist ein Gesetz.", "abbreviation"),
        ("Das Thema (Energie) ist wichtig.", "sign"),
    ],
)
def test_a_broken_rule_is_found(line, rule):
    assert faults(line) == {rule}


@pytest.mark.parametrize(
    "line",
    ["Am 7. Oktober gibt es ein Treffen.", "Ein Fach·netzwerk ist eine Gruppe mit Fach·leuten."],
)
def test_a_good_line_passes(line):
    assert faults(line) == set()
