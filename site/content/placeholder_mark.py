"""How a placeholder looks."""

MARK = "[Platzhalter"


def is_placeholder(text: str) -> bool:
    """Whether a text is, or holds, a placeholder."""
    return MARK in (text or "")
