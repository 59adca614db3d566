"""Words as PostgreSQL keeps them for a search."""

LAST_POSITION = 16_383  # PostgreSQL counts no further
LARGEST = 1_000_000  # bytes; PostgreSQL refuses more than 1,048,575. What is behind is not found
MOST_POSITIONS = 255  # of one word


def as_tsvector(*weighted: tuple[str, str]) -> str:
    """Words and weights as PostgreSQL writes a tsvector. It parses nothing: a word stays whole."""
    positions: dict[str, list[str]] = {}
    position = size = 0
    for words, weight in weighted:
        for word in words.split():
            position = min(position + 1, LAST_POSITION)
            needed = 2 if word in positions else len(word.encode()) + 8
            if size + needed > LARGEST:
                continue
            size += needed
            places = positions.setdefault(word, [])
            if len(places) < MOST_POSITIONS:
                places.append(f"{position}{weight}")
    return " ".join(f"'{word}':{','.join(places)}" for word, places in positions.items())
