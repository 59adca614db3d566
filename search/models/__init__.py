"""What the search remembers."""

from search.models.curated import ListedWord, Promotion, SynonymGroup
from search.models.index import DocumentText, IndexState, LearnedWord, SearchEntry
from search.models.questions import SearchedQuery

__all__ = [
    "DocumentText",
    "IndexState",
    "LearnedWord",
    "ListedWord",
    "Promotion",
    "SearchEntry",
    "SearchedQuery",
    "SynonymGroup",
]
