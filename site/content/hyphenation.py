"""Soft hyphens, so that long German words stand large on small screens."""

import re
from functools import lru_cache

import pyphen

SOFT_HYPHEN = "\u00ad"
LONG_WORD = 12  # letters; shorter words fit at 320 px in every size

_words = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")
_german = pyphen.Pyphen(lang="de_DE", left=4, right=4)


@lru_cache(maxsize=4096)
def hyphenate(text: str) -> str:
    """The text with soft hyphens in its long words. A second call changes nothing more."""
    return _words.sub(lambda word: _german.inserted(word.group(), SOFT_HYPHEN), text)
