"""Numbers of rows as an address or a form brings them."""

LONGEST = 15  # digits that every database takes


def is_number(text: str) -> bool:
    """Whether it can be the number of a row or a page."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST
