"""The words that the search knows at the moment, read once for each state of the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from german.lexicon import LONGEST_WORD, Lexicon
from german.wanted import Synonyms, WantedWord, loosened, want
from german.words import fold, stem, words_in
from search.meaning import stems, stems_of
from search.models import (
    IndexState,
    LearnedWord,
    ListedWord,
    Promotion,
    SearchEntry,
    SynonymGroup,
)

BATCH = 500


@dataclass(frozen=True)
class Vocabulary:
    """All that turns what somebody types into what an engine is asked."""

    lexicon: Lexicon
    synonyms: Synonyms
    shown: dict[str, str]  # how a known word is written, by its folded form
    pages: dict[str, int]  # on how many pages it is
    promoted: dict[frozenset[str], list[int]]  # pages that go first, by what is searched for

    def want(self, text: str) -> tuple[WantedWord, ...]:
        """What somebody wants who types this."""
        return want(text, self.lexicon, self.synonyms)

    def loosened(self, words: Iterable[WantedWord]) -> tuple[WantedWord, ...]:
        """The same for whoever is content with a part of it."""
        return loosened(words, self.lexicon, self.synonyms)

    def pages_with(self, word: str) -> int:
        """On about how many pages a folded word is, in whatever inflection."""
        return self._pages_by_stem.get(stem(word), 0)

    @cached_property
    def most_pages(self) -> int:
        """On how many pages the most common word is."""
        return max(self.pages.values(), default=1)

    @cached_property
    def _pages_by_stem(self) -> dict[str, int]:
        most: dict[str, int] = {}
        for word, pages in self.pages.items():
            stemmed = stem(word)
            most[stemmed] = max(pages, most.get(stemmed, 0))
        return most

    def promotions(self, words: Iterable[WantedWord]) -> list[int]:
        """The pages that editors want first for these words."""
        return self.promoted.get(frozenset(stems(words)), [])

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        """The known words, folded, by the number of their letters."""
        words: dict[int, list[str]] = {}
        for word in self.shown:
            words.setdefault(len(word), []).append(word)
        return words


_read: dict[int, Vocabulary] = {}  # the one that holds, by its number


def vocabulary(state: IndexState) -> Vocabulary:
    """The words of this state; read from the database when it is new."""
    known = _read.get(state.words)  # once: another thread may put a newer one in its place
    if known is None:
        known = read_vocabulary()
        _read.clear()
        _read[state.words] = known
    return known


def forget() -> None:
    """Read the words anew at the next question."""
    _read.clear()


def read_vocabulary() -> Vocabulary:
    """The words as they stand in the database."""
    learned = list(LearnedWord.objects.values_list("word", "shown", "pages"))
    listed = list(ListedWord.objects.values_list("word", flat=True))
    groups = [group.members for group in SynonymGroup.objects.all()]
    synonyms = Synonyms(groups)
    lexicon = Lexicon(learned=[word for word, _, _ in learned], listed=listed, meant=synonyms.words)
    told = [*listed, *(word for group in groups for member in group for word in words_in(member))]
    promoted: dict[frozenset[str], list[int]] = {}
    for query, page in Promotion.objects.values_list("query", "page_id"):
        pages = promoted.setdefault(frozenset(stems_of(query)), [])
        if page not in pages:
            pages.append(page)
    return Vocabulary(
        lexicon=lexicon,
        synonyms=synonyms,
        shown={fold(word): word for word in told} | {word: shown for word, shown, _ in learned},
        pages={word: pages for word, _, pages in learned},
        promoted=promoted,
    )


def learn_words() -> bool:
    """Learn the words that stand on the site now, forget the others. Whether any came or went."""
    state = IndexState.now()
    on_pages: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    texts = SearchEntry.objects.values_list("title", "lead", "body", "files")
    for entry in texts.iterator(BATCH):
        typed = Counter(word for text in entry for word in words_in(text))
        folded = {word: fold(word) for word in typed}
        on_pages.update(set(folded.values()))
        for word, number in typed.items():
            written.setdefault(folded[word], Counter())[word] += number
    words = {
        word: LearnedWord(word=word, shown=written[word].most_common(1)[0][0], pages=number)
        for word, number in on_pages.items()
        if _is_worth_learning(word)
    }
    with transaction.atomic():
        known = set(LearnedWord.objects.values_list("word", flat=True))
        gone = sorted(known - words.keys())
        for start in range(0, len(gone), BATCH):
            LearnedWord.objects.filter(word__in=gone[start : start + BATCH]).delete()
        LearnedWord.objects.bulk_create(
            words.values(),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["word"],
            update_fields=["shown", "pages"],
        )
        IndexState.objects.filter(pk=1).update(learned_from=state.entries)
        if known != words.keys():
            IndexState.count("words", "parts")
    return known != words.keys()


def _is_worth_learning(word: str) -> bool:
    return 2 <= len(word) <= LONGEST_WORD - 10 and not word.isdigit()
