"""The judged queries are well-formed and judge pages that exist. Nothing here runs the search."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from content.models import BasePage

QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text("utf-8"))["queries"]
FIELDS = {"query", "about", "part", "best", "good"}
ABOUT = {
    "word",
    "inflection",
    "umlaut",
    "compound",
    "synonym",
    "abbreviation",
    "typo",
    "question",
    "name",
    "service",
}
FROM_THE_TASK = {
    "Foerderung",
    "Netzwerke Lausitz",
    "Batterie Recycling",
    "Austellung",
    "Giessler",
}


def share_held_out(queries) -> float:
    """Which part of the queries is kept out while tuning."""
    return sum(entry["part"] == "held_out" for entry in queries) / len(queries)


def test_there_are_at_least_eighty_queries():
    assert len(QUERIES) >= 80


def test_every_query_has_exactly_the_fields_of_a_judgement():
    assert [entry for entry in QUERIES if entry.keys() != FIELDS] == []


def test_every_query_is_a_text_without_blanks_around_it():
    assert [
        entry["query"]
        for entry in QUERIES
        if not isinstance(entry["query"], str)
        or not entry["query"]
        or entry["query"] != entry["query"].strip()
    ] == []


def test_every_query_says_what_makes_it_hard():
    assert {entry["about"] for entry in QUERIES} == ABOUT


def test_every_query_belongs_to_one_of_the_two_parts():
    assert {entry["part"] for entry in QUERIES} == {"tune", "held_out"}


def test_every_query_has_one_to_three_best_pages():
    assert [entry["query"] for entry in QUERIES if not 1 <= len(entry["best"]) <= 3] == []


def test_no_page_is_judged_twice_for_the_same_query():
    judged = {entry["query"]: Counter(entry["best"] + entry["good"]) for entry in QUERIES}

    assert [query for query, pages in judged.items() if max(pages.values()) > 1] == []


def test_no_query_stands_twice_however_it_is_capitalised():
    spellings = Counter(entry["query"].casefold() for entry in QUERIES)

    assert [query for query, times in spellings.items() if times > 1] == []


def test_about_sixty_per_cent_are_held_out():
    assert share_held_out(QUERIES) == pytest.approx(0.6, abs=0.05)


@pytest.mark.parametrize("about", sorted(ABOUT))
def test_both_parts_hold_queries_of_each_kind(about):
    of_this_kind = [entry for entry in QUERIES if entry["about"] == about]

    assert share_held_out(of_this_kind) == pytest.approx(0.6, abs=0.1)


def test_the_queries_of_the_task_are_not_among_those_held_out():
    tuned = {entry["query"] for entry in QUERIES if entry["part"] == "tune"}

    assert tuned >= FROM_THE_TASK


def test_every_judged_address_is_a_published_page(home):
    published = {page.url for page in BasePage.objects.descendant_of(home, inclusive=True).live()}
    judged = {address for entry in QUERIES for address in entry["best"] + entry["good"]}

    assert sorted(judged - published) == []
