"""Which words are marked."""

import pytest

from german.lexicon import Lexicon
from german.wanted import Synonyms, want
from search.excerpts import excerpt, marked, pattern

LEXICON = Lexicon(
    learned=["netz", "werk", "netzwerk", "batterie", "recycling", "arbeit", "platz", "werkstoffe"],
    listed=[],
)


def marks(query, *texts):
    found = pattern(want(query, LEXICON, Synonyms()), texts)
    return [piece.text for text in texts for piece in marked(text, found) if piece.is_marked]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("Netzwerk", "Werkstoffe im Netzwerk", ["Netzwerk"]),
        ("Netzwerk", "Fachnetzwerke für Werkstoffe", ["Fachnetzwerke"]),
        ("Netzwerk", "Werkstoffe allein", []),
        ("Netzwerk", "Das Werk am Netz", ["Werk", "Netz"]),
        ("Batterierecycling", "Recycling von Batterien", ["Recycling", "Batterien"]),
        ("Batterierecycling", "Batterierecycling und Batterien", ["Batterierecycling"]),
        ("Arbeitplatz", "Arbeitsplatz und Platz für Arbeit", ["Arbeitsplatz"]),
        ("Netzwerk Batterie", "Netzwerk für Werkstoffe der Batterie", ["Netzwerk", "Batterie"]),
    ],
)
def test_a_whole_word_is_marked_and_parts_only_where_it_is_not(query, text, expected):
    assert marks(query, text) == expected


def test_a_whole_word_in_one_text_leaves_parts_in_the_other_unmarked():
    assert marks("Netzwerk", "Netzwerk", "Werkstoffe im Stromnetz") == ["Netzwerk"]


def test_without_words_nothing_is_marked():
    assert pattern((), ["Netz"]) is None
    assert [piece.is_marked for piece in excerpt(["Netz"], None)] == [False]


def test_a_heading_stands_apart_from_the_sentence_behind_it():
    pieces = excerpt(["Fachgruppe Förderung\nSie prüft.\nDann\nFinanzen"], None)

    assert "".join(piece.text for piece in pieces) == (
        "Fachgruppe Förderung · Sie prüft. Dann · Finanzen"
    )
