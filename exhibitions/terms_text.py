"""The terms of lending are plain text with headings and lists; here it is taken apart."""

from collections.abc import Iterator


def terms_parts(text: str) -> Iterator[dict]:
    """Headings, paragraphs and lists of a plain text: `{"kind": …, "lines": […]}`.

    The lines of a paragraph stay lines. What follows an item of a list without a blank line
    belongs to the item."""
    part = None
    for line in map(str.strip, text.splitlines()):
        if line.startswith("## "):
            if part:
                yield part
            yield {"kind": "heading", "lines": [line.removeprefix("## ").strip()]}
            part = None
        elif line.startswith("- "):
            if part and part["kind"] != "list":
                yield part
                part = None
            part = part or {"kind": "list", "lines": []}
            part["lines"].append(line.removeprefix("- ").strip())
        elif not line:
            if part:
                yield part
            part = None
        elif part and part["kind"] == "list":
            part["lines"][-1] += f" {line}"
        else:
            part = part or {"kind": "paragraph", "lines": []}
            part["lines"].append(line)
    if part:
        yield part
