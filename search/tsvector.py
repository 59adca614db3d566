"""Words as PostgreSQL keeps them for a search."""

LAST_POSITION = 16_383  # PostgreSQL counts no further
MOST_POSITIONS = 255  # of one word


def as_tsvector(*weighted: tuple[str, str]) -> str:
    """Words and weights as PostgreSQL writes a tsvector. It parses nothing: a word stays whole."""
    positions: dict[str, list[str]] = {}
    position = 0
    for words, weight in weighted:
        for word in words.split():
            position = min(position + 1, LAST_POSITION)
            places = positions.setdefault(word, [])
            if len(places) < MOST_POSITIONS:
                places.append(f"{position}{weight}")
    return " ".join(f"'{word}':{','.join(places)}" for word, places in positions.items())
