"""German words meet whatever their spelling and ending; no input is too strange."""

import pytest

from german.words import fold, search_words, stem, wanted_words


def is_found(wanted: str, text: str) -> bool:
    """As the inbox does it."""
    looked_at = search_words(text)
    return all(any(each in looked_at for each in word.stems) for word in wanted_words(wanted))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("STRAẞE", "strasse"),
        ("Görlitz", "goerlitz"),
        ("Go\u0308rlitz", "goerlitz"),
        ("GÖRLITZ", "goerlitz"),
        ("Café", "cafe"),
        ("Łódź", "łodz"),
        ("ﬀ", "ff"),
    ],
)
def test_spellings_of_the_same_are_folded_to_the_same(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "word", ["foerderungen", "lehrerinnen", "hauser", "schule", "wassern", "es", "ung", "", "a"]
)
def test_a_stem_is_the_beginning_of_its_word_and_never_nothing(word):
    assert word.startswith(stem(word))
    assert bool(stem(word)) == bool(word)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Haus", "Häuser"),
        ("Häuser", "Haus"),
        ("Häuser", "Haeuser"),
        ("Goerlitz", "Görlitz"),
        ("Gorlitz", "Görlitz"),
        ("Görlitz", "Goerlitz"),
        ("strasse", "Hauptstraße"),
        ("Straßen", "Strasse"),
        ("Lehrer", "Lehrerinnen"),
        ("Lehrerinnen", "Lehrer"),
        ("Förderungen", "Förderung"),
        ("Wandel", "Strukturwandel"),
        ("Wassers", "Wasserstoff"),
        ("Entwicklung", "Klimaentwicklung"),
        ("Entwicklung", "Neuentwicklung"),
        ("MOBILITÄT", "mobilitaet"),
        ("Projekt: Wasserstoff Lausitz", "Ein Projekt mit Wasserstoff für die Lausitz"),
        ("10:30", "Beginn 10 Uhr 30"),
        ("plan_görlitz.pdf", "Plan_Görlitz.pdf"),
    ],
)
def test_a_word_finds_its_relatives(wanted, text):
    assert is_found(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [("Wasser Lausitz", "Wasser in Leipzig"), ("Bahn", "Schule"), ("2027", "2026")],
)
def test_what_is_not_there_is_not_found(wanted, text):
    assert not is_found(wanted, text)


def test_signs_are_no_words():
    assert wanted_words('" % _ # : \x00 … 🙂') == []


def test_each_word_is_wanted_once():
    assert [each.typed for each in wanted_words("Schule SCHULEN schule Bahn")] == ["Schule", "Bahn"]


def test_stop_words_are_known_in_any_spelling():
    assert [each.is_stop_word for each in wanted_words("FÜR fuer der Bahn")] == [True, True, False]
