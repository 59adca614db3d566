"""What is left of a query: words, and how they belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Boost, Fuzzy, Phrase, PlainText
from modelsearch.utils import parse_query_string

from search.admin_backend.queries import (
    EVERYTHING,
    LONGEST_QUERY,
    All,
    Any,
    But,
    Reader,
    Without,
    Word,
    wanted_words,
)
from search.admin_backend.queries import Phrase as WordsInOrder
from search.admin_backend.words import LONGEST_WORD


def suggested(query):
    return Reader(beginnings=True).read(query)


def searched(query):
    return Reader(beginnings=False).read(query)


def beginning(word):
    return Word((word,), is_beginning=True)


def words_of(part):
    return [word for each in getattr(part, "parts", [part]) for word in each.forms]


def test_for_a_suggestion_the_beginning_of_each_word_is_enough():
    assert suggested(PlainText("Netzw Laus")) == All((beginning("netzw"), beginning("laus")))


@pytest.mark.parametrize("typed", ["Foerd", "Förd", "FÖRD", "fo\u0308rd", "För\u00add"])
def test_every_spelling_is_the_same_word(typed):
    assert suggested(PlainText(typed)) == beginning("foerd")


def test_a_word_is_looked_for_in_all_its_forms():
    assert searched(PlainText("Förderungen")).forms[:2] == ("foerderungen", "foerderung")


def test_words_without_meaning_are_left_out_when_others_are_there():
    assert searched(PlainText("das Bild")) == searched(PlainText("Bild"))
    assert searched(PlainText("das")) is not None


def test_a_suggestion_keeps_them():
    assert suggested(PlainText("die Lausitz")) == All((beginning("die"), beginning("lausitz")))


def test_one_of_several_words_is_enough_where_the_caller_says_so():
    assert suggested(PlainText("a b", operator="or")) == Any((beginning("a"), beginning("b")))


def test_a_phrase_keeps_the_order():
    assert searched(Phrase("Haus der Kunst")) == WordsInOrder(("haus", "der", "kunst"))


def test_words_and_phrases_of_the_page_search_are_one_list():
    _, query = parse_query_string('a "b c" d', operator="and")

    assert suggested(query) == All(
        (beginning("a"), WordsInOrder(("b", "c"), is_beginning=True), beginning("d"))
    )


def test_what_is_not_wanted_stands_behind_what_is():
    part = suggested(And([PlainText("a"), ~PlainText("b"), ~PlainText("c")]))

    assert part == But(beginning("a"), Any((beginning("b"), beginning("c"))))
    assert wanted_words(part) == beginning("a")


@pytest.mark.parametrize(
    ("query", "read"),
    [
        (~PlainText("a"), Without(beginning("a"))),
        (~~PlainText("a"), beginning("a")),
        (~PlainText("a") & ~PlainText("b"), Without(Any((beginning("a"), beginning("b"))))),
        (PlainText("a") | ~PlainText("b"), Without(But(beginning("b"), beginning("a")))),
        (MATCH_ALL, EVERYTHING),
        (MATCH_NONE, None),
        (MATCH_ALL & PlainText("a"), beginning("a")),
        (MATCH_ALL | PlainText("a"), EVERYTHING),
        (Boost(PlainText("a"), 2), beginning("a")),
        (Fuzzy("a"), beginning("a")),
    ],
)
def test_every_kind_of_query_is_understood(query, read):
    assert suggested(query) == read


@pytest.mark.parametrize("typed", ["", "   ", '"', "\x00", "😀", "\ud800", "\u00ad", "((*:-^"])
def test_without_a_word_nothing_is_looked_for(typed):
    assert suggested(PlainText(typed)) is None
    assert suggested(Phrase(typed)) is None
    assert suggested(PlainText("a") & PlainText(typed)) == beginning("a")


def test_only_the_first_200_characters_count():
    _, query = parse_query_string('"a" b' * 1000, operator="and")

    assert len(words_of(searched(PlainText("ab " * 5000)))) <= LONGEST_QUERY
    assert len(suggested(query).parts) <= LONGEST_QUERY
    assert words_of(suggested(PlainText("x" * 10_000))) == ["x" * LONGEST_WORD]


@given(st.text())
def test_of_any_string_only_letters_and_digits_are_left(typed):
    for part in (searched(PlainText(typed)), suggested(PlainText(typed))):
        assert part is None or all(word.isalnum() for word in words_of(part))
