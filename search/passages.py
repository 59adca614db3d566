"""Where on a page the words stand together: a line that has all of them answers best.

An engine counts words on the whole page. Words far from each other, or in a line that every page
of a kind has, say little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import sqrt

from german.words import folded_words
from search.excerpts import spelled
from search.fit import Wanted

LOOKED_THROUGH = 10_000  # characters of a page


def best_passages(texts: Mapping[int, str], wanted: Wanted) -> dict[int, float]:
    """By page, how much of what is wanted stands in one line of its text, 0 to 1.

    A line that several of these pages have says less of each."""
    hint = re.compile("|".join(map(spelled, sorted(wanted.terms))), re.IGNORECASE)
    lines = {
        page: {line for line in text[:LOOKED_THROUGH].splitlines() if hint.search(line)}
        for page, text in texts.items()
    }
    pages_with = Counter(line for of_page in lines.values() for line in of_page)
    worth = {
        line: wanted.share_in(folded_words(line)) / sqrt(pages)
        for line, pages in pages_with.items()
    }
    return {
        page: max((worth[line] for line in of_page), default=0) for page, of_page in lines.items()
    }
