"""A body by its headings: for bands with the heading at the left, and for tables of contents."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from content.blocks.body import BodyPart, arranged


@dataclass
class BodySection:
    """What stands under one heading. Facts stand beside the text, below the heading."""

    heading: BodyPart | None = None
    facts: list[BodyPart] = field(default_factory=list)
    parts: list[BodyPart] = field(default_factory=list)


@dataclass(frozen=True)
class ContentsEntry:
    """A line of a table of contents."""

    anchor: str
    text: str


class BodyOutline:
    """The blocks of a body, sorted for templates. No block is lost."""

    LONG = 3  # headings; from here on a table of contents helps

    def __init__(self, body: Iterable):
        self._parts = arranged(body)

    @property
    def sections(self) -> list[BodySection]:
        """A section for each heading of the second level; the first may have none."""
        sections: list[BodySection] = []
        for part in self._parts:
            if _opens_section(part):
                sections.append(BodySection(part))
                continue
            if not sections:
                sections.append(BodySection())
            section = sections[-1]
            (section.facts if _is_facts(part) else section.parts).append(part)
        return sections

    @property
    def key_facts(self) -> BodyPart | None:
        """The first facts, to stand beside an article."""
        return next(filter(_is_facts, self._parts), None)

    @property
    def article(self) -> list[BodyPart]:
        """Everything but the facts that stand beside the article."""
        beside = self.key_facts
        return [part for part in self._parts if part is not beside]

    @property
    def contents(self) -> list[ContentsEntry]:
        """The headings of a long text; a short one needs no table of contents."""
        entries = [
            ContentsEntry(part.anchor, part.block.value["text"])
            for part in self._parts
            if _opens_section(part)
        ]
        return entries if len(entries) >= self.LONG else []


def _is_facts(part: BodyPart) -> bool:
    return part.block.block_type == "facts"


def _opens_section(part: BodyPart) -> bool:
    if part.block.block_type != "heading":
        return False
    return part.block.value["level"] == "h2" or part.subheading == "h2"
