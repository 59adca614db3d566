"""How the public index looks in Elasticsearch.

Pages are found by `…_terms`, the words that this site's own analysis has made of them, as in every
other engine. Beside them stand the texts, with German rules made of the same constants: they find
nothing, but rank higher where the words stand side by side, or are spelt as they were typed.
"""

import hashlib
import json

from german.words import (
    ENDINGS,
    LETTERS_BEFORE_ENDING,
    SHORTEST_STEM,
    SOFT_HYPHEN,
    STOP_WORDS,
    WITHOUT_ENDING,
)

MOST_HITS = 10_000  # what lies behind cannot be turned to
# As `german.words.fold` has them.
_folded_letters = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "ae",
    "Ö": "oe",
    "Ü": "ue",
    "ß": "ss",
    "ẞ": "ss",
    "œ": "oe",
    "æ": "ae",
}


def stemming() -> str:
    """`german.words.stem` as an expression of Java: what stays is in the groups 1 and 2."""
    before = LETTERS_BEFORE_ENDING
    endings = "|".join(
        f"{ending}(?<=[{before[ending]}]{ending})" if ending in before else ending
        for ending in ENDINGS
    )
    kept = f"(?=.{{{SHORTEST_STEM}}})(.*?nis)s|(.{{{SHORTEST_STEM},}}?)"
    return f"^(?!.*(?:{'|'.join(WITHOUT_ENDING)})$)(?:{kept})(?:{endings})$"


ANALYSIS = {
    "char_filter": {
        "unhyphenated": {"type": "mapping", "mappings": [f"{SOFT_HYPHEN} => "]},
        "folded": {
            "type": "mapping",
            "mappings": [
                f"{SOFT_HYPHEN} => ",
                *(f"{letter} => {plain}" for letter, plain in _folded_letters.items()),
                *(f"{letter}\u0308 => {letter}e" for letter in "aouAOU"),  # in two signs
            ],
        },
    },
    "tokenizer": {
        "words": {"type": "pattern", "pattern": r"[^\p{L}\p{N}\p{M}]+"},
    },
    "filter": {
        "meaning": {"type": "stop", "stopwords": sorted(STOP_WORDS)},
        "stem": {"type": "pattern_replace", "pattern": stemming(), "replacement": "$1$2"},
    },
    "analyzer": {
        "german": {
            "type": "custom",
            "char_filter": ["folded"],
            "tokenizer": "words",
            "filter": ["lowercase", "asciifolding", "meaning", "stem"],
        },
        "as_typed": {
            "type": "custom",
            "char_filter": ["unhyphenated"],
            "tokenizer": "words",
            "filter": ["lowercase"],
        },
    },
}
SETTINGS = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",  # said, it goes on while nobody asks: the first question never waits
    "max_result_window": MOST_HITS,
    "analysis": ANALYSIS,
}
_keyword = {"type": "keyword"}
_terms = {"type": "text", "analyzer": "whitespace"}
_beginnings = {"min_chars": 1, "max_chars": 19}
_text = {
    "type": "text",
    "analyzer": "german",
    "fields": {"exact": {"type": "text", "analyzer": "as_typed"}},
}
MAPPINGS = {
    "dynamic": "strict",
    "properties": {
        "page": {"type": "integer"},
        "fingerprint": _keyword,
        "title": _text,
        "lead": _text,
        "body": _text,
        "title_length": {"type": "integer"},  # letters
        "title_words": _terms | {"index_prefixes": _beginnings},
        "title_terms": _terms | {"index_prefixes": _beginnings},
        "lead_terms": _terms,
        "body_terms": _terms,
        "files_terms": _terms,
        "facets": _keyword,
        "kind": _keyword,
        "focus_area": _keyword,
        "region": _keyword,
        "year": _keyword,
    },
}


def rules() -> str:
    """A number that is another one when an index made so far is not what it should be."""
    made_of = json.dumps([SETTINGS, MAPPINGS], sort_keys=True)
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]
