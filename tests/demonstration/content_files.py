"""The demonstration content as it stands in its files, and what people read of it."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

CONTENT = Path(__file__).parents[2] / "site" / "demonstration" / "content"
FILES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in CONTENT.glob("*.yaml")}
ORDER = FILES["settings"]["files"]["pages"]
PAGES = {page["path"]: page for name in ORDER for page in FILES[name]["pages"]}


def words_in(value: object) -> Iterator[str]:
    """Every text below a value, whatever it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from words_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from words_in(part)


def plain(value: object) -> str:
    """What people read of a value, without the marks of rich text."""
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", words)) for words in words_in(value))
    return " ".join(text.split())
