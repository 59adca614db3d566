"""The files of the demonstration fit together: references, order, shapes, descriptions."""

import re
from collections import Counter

import yaml

from tests.demonstration.content_files import FILES, PAGES, words_in

MENU = [
    "Mission",
    "Schwerpunkte",
    "Fachnetzwerke",
    "Wanderausstellung",
    "Projektidee",
    "Aktuelles",
    "Kontakt",
]
SHAPES = {
    "heading": {"text": str, "level": str},
    "quote": {"text": str, "person": str, "role": str},
    "facts": {"title": str, "facts": [{"number": str, "text": str}]},
    "accordion": {"first_open": bool, "entries": [{"title": str, "text": str}]},
    "notice": {"kind": str, "title": str, "text": str},
    "table": {"table_header_choice": str, "table_caption": str, "data": [[str]]},
    "timeline": {"entries": [{"date": str, "title": str, "text": str}]},
    "steps": {"entries": [{"title": str, "text": str}]},
    "download": {"document": str, "title": str},
    "contact": {"person": str, "note": str},
    "call_to_action": {
        "title": str,
        "text": str,
        "link": {"label": str, "page": str, "url": str},
    },
    "related_pages": {"title": str, "pages": [str]},
    "text": str,
}


def links() -> set[str]:
    """The paths of all pages that something links to."""
    everything = " ".join(words_in(FILES))
    return set(re.findall(r"page:(/[\w/-]*)", everything))


def has_shape(value: object, shape: object) -> bool:
    """Whether a value is built as its block expects: these keys, lists of these, these types."""
    if isinstance(shape, dict):
        return (
            isinstance(value, dict)
            and value.keys() == shape.keys()
            and all(has_shape(value[key], part) for key, part in shape.items())
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(has_shape(part, shape[0]) for part in value)
    return isinstance(value, shape)


def test_every_reference_leads_somewhere():
    known = {
        "person": {entry["key"] for entry in FILES["people"]["people"]},
        "region": {entry["key"] for entry in FILES["people"]["regions"]},
        "topic": {entry["key"] for entry in FILES["people"]["topics"]},
        "institution": {entry["key"] for entry in FILES["people"]["institutions"]},
        "image": {entry["key"] for entry in FILES["images"]["images"]},
        "document": {entry["key"] for entry in FILES["documents"]["documents"]},
    }
    pattern = re.compile(rf"^({'|'.join(known)}):(\S+)$")
    references = [found.groups() for words in words_in(FILES) if (found := pattern.match(words))]

    assert links() <= PAGES.keys()
    assert [(kind, key) for kind, key in references if key not in known[kind]] == []
    assert {kind for kind, _ in references} == known.keys() - {"topic"}


def test_every_page_stands_below_one_that_came_before():
    seen: set[str] = set()
    for path in PAGES:
        parent = re.sub(r"[^/]+/$", "", path)
        assert parent in seen or path == "/" or parent == "/", path
        seen.add(path)


def test_the_menu_has_its_six_entries_in_order():
    assert [page["title"] for page in PAGES.values() if page.get("show_in_menus")] == MENU


def test_every_page_describes_itself_to_search_engines():
    descriptions = Counter(page["search_description"] for page in PAGES.values())

    assert [text for text in descriptions if len(text) > 160] == []
    assert [text for text, count in descriptions.items() if count > 1] == []
    assert [path for path, page in PAGES.items() if len(page["introduction"]) > 500] == []


def test_every_block_has_the_shape_that_its_page_expects():
    for path, page in PAGES.items():
        for block in page.get("body", []):
            assert has_shape(block["value"], SHAPES[block["type"]]), (path, block)


def test_a_sentence_cut_at_its_comma_would_be_found():
    block = yaml.safe_load("{title: Prüfen, text: Sie schätzt ein, ob es geht}")

    assert not has_shape({"entries": [block]}, SHAPES["steps"])


def test_the_variety_of_blocks_is_shown():
    used = {block["type"] for page in PAGES.values() for block in page.get("body", [])}

    assert used | {"timeline"} == SHAPES.keys()
