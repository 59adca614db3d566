"""Of the pages that are found, the one that calls itself by the words comes first."""

import pytest

from home.models import StandardPage
from search.asking import FEW, search
from search.filters import Filters
from search.models import Promotion, SynonymGroup
from search.vocabulary import learn_words
from tests.factories import make_news

pytestmark = pytest.mark.django_db


def titles(query, number=1):
    return [hit.page.title for hit in search(query, Filters(), number).hits]


def page(home, title, introduction="", locale=None):
    return home.add_child(instance=StandardPage(title=title, introduction=introduction))


def test_a_title_that_is_the_words_comes_before_one_that_has_more(home):
    page(home, "Quittenmus aus Birnen und Quitten", "Quitten, Quitten, Quitten.")
    page(home, "Quitten")

    assert titles("Quitte")[0] == "Quitten"


def test_a_title_comes_before_a_text(home):
    page(home, "Obst", "Quitten und wieder Quitten.")
    page(home, "Quitten im Garten")

    assert titles("Quitten") == ["Quitten im Garten", "Obst"]


def test_the_words_themselves_come_before_what_means_the_same(home):
    SynonymGroup.objects.create(expressions="Quitte, Scheinapfel")
    page(home, "Scheinapfel")
    page(home, "Quitten")

    assert titles("Quitten") == ["Quitten", "Scheinapfel"]
    assert titles("Scheinäpfel") == ["Scheinapfel", "Quitten"]


def test_a_page_of_the_language_comes_before_one_of_another(home):
    english = home.get_siblings().get(slug="en") if home.slug != "en" else home
    english.add_child(instance=StandardPage(title="Quitten", locale=english.locale))
    page(home, "Quitten im Garten")

    assert titles("Quitten") == ["Quitten im Garten", "Quitten"]


def test_whoever_asks_a_question_gets_pages_with_some_of_the_words(home):
    page(home, "Quitten ernten")
    learn_words()

    answer = search("Wann kann ich hier eigentlich Quitten pflücken?", Filters(), 1)

    assert answer.hits[0].page.title == "Quitten ernten"
    assert answer.some_words


def test_whoever_finds_few_pages_gets_those_with_some_of_the_words_behind_them(home):
    page(home, "Quitten und Mispeln")
    page(home, "Quitten")

    answer = search("Quitten Mispeln", Filters(), 1)

    assert [hit.page.title for hit in answer.hits] == ["Quitten und Mispeln", "Quitten"]
    assert answer.some_words


def test_whoever_finds_enough_gets_only_pages_with_all_words(home):
    for number in range(FEW):
        page(home, f"Quitten und Mispeln {number}")
    page(home, "Quitten")

    answer = search("Quitten Mispeln", Filters(), 1)

    assert answer.total == FEW
    assert not answer.some_words


def test_a_word_that_nobody_knows_leads_to_what_begins_like_it(home):
    make_news("Quittenkonservierung leicht gemacht")
    learn_words()

    assert titles("Quittenkonserven") == ["Quittenkonservierung leicht gemacht"]


def test_pages_of_results_neither_repeat_nor_leave_out(home):
    for number in range(47):
        page(home, f"Quitten {number}", "Quitten " * (number % 5))

    found = [title for number in range(1, 7) for title in titles("Quitten", number)]

    assert len(found) == len(set(found)) == 47


def test_what_is_promoted_is_counted_and_stands_on_one_page_of_results_only(home):
    pages = [page(home, f"Quitten {number}", "Quitten " * (number % 7)) for number in range(25)]
    other = page(home, "Birnen")
    last = [title for number in (1, 2, 3) for title in titles("Quitten", number)][-1]
    for promoted in (other, next(each for each in pages if each.title == last)):
        Promotion.objects.create(query="Quitten", page=promoted)

    answers = [search("Quitten", Filters(), number) for number in (1, 2, 3)]

    found = [hit.page.title for answer in answers for hit in answer.hits]
    assert found[:2] == ["Birnen", last]
    assert len(found) == len(set(found)) == 26
    assert {answer.total for answer in answers} == {26}
