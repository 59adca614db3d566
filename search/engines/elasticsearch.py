"""The public index in Elasticsearch, behind one alias. It is a copy: see `search.mirror`.

Nothing here asks the database, and every answer is looked at before it is believed: what is no
answer of an Elasticsearch, or only a part of one, raises.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.conf import settings
from elasticsearch import Elasticsearch, helpers

from german.wanted import WantedWord, Way
from search.elasticsearch_settings import MOST_HITS
from search.engines.base import IN_OTHER_WORDS, IN_PART, Found, IndexedPage, Question
from search.filters import Filters, values_in

# How much a word weighs in title as it stands there, in title, lead, body, files.
WEIGHTS = {
    "title_words": 8,
    "title_terms": 8,
    "lead_terms": 3,
    "body_terms": 1,
    "files_terms": 0.3,
}
OTHER_PLACES = 0.3  # what a word weighs in all places but the best one
LATER_WAYS = 0.7  # what a way weighs that is not the plainest one
SPELT_SO = {"title.exact": 2, "lead.exact": 0.8, "body.exact": 0.3}
SIDE_BY_SIDE = {"title": 4, "lead": 2, "body": 1}
MOST_GROUPS = 10_000
LONGEST_BEGINNING = 200  # letters: longer than any word of the index
ASKING, WRITING = 0.19, 10  # seconds until a node is given up
BYTES_AT_ONCE = 8 * 1024 * 1024


def is_configured() -> bool:
    """Whether the site has an Elasticsearch at all."""
    return bool(settings.ELASTICSEARCH)


def alias() -> str:
    """The name that the index is asked by; the index's own begins with it and a hyphen."""
    return f"{settings.ELASTICSEARCH['prefix']}-public"


def client(seconds: float = WRITING) -> Elasticsearch:
    """The connections to Elasticsearch; a node that does not answer for so long is given up."""
    given = settings.ELASTICSEARCH
    return _client(seconds, tuple(given["hosts"]), given.get("basic_auth"), given.get("ca_certs"))


@lru_cache(maxsize=8)
def _client(seconds, hosts, basic_auth, ca_certs) -> Elasticsearch:
    options = {}
    if basic_auth:  # the client itself encodes nothing but ASCII
        options["basic_auth"] = b64encode(":".join(basic_auth).encode()).decode()
    if ca_certs:
        options["ca_certs"] = ca_certs
    return Elasticsearch(
        list(hosts),
        request_timeout=seconds,
        max_retries=len(hosts) - 1,  # who is refused asks the next node, and none twice
        retry_on_timeout=False,
        retry_on_status=(),
        **options,
    )


def forget_connections() -> None:
    """Let go of connections that hold somebody up; the next question opens its own."""
    _client.cache_clear()


class ElasticsearchEngine:
    """`search.engines.base.Engine` on Elasticsearch. Writes go to `index` if it is given."""

    name = "Elasticsearch"

    def __init__(self, index: str = ""):
        self.index = index

    def find(self, question: Question) -> Found:
        if not question.words:
            return Found()
        start = min(question.start, MOST_HITS)
        answer = client(ASKING).search(
            index=alias(),
            query=_query(question),
            post_filter=_filter(question.filters),
            aggregations={"groups": {"terms": {"field": "facets", "size": MOST_GROUPS}}},
            sort=["_score", {"page": "asc"}],
            from_=start,
            size=min(question.stop, MOST_HITS) - start,
            source=False,
            track_total_hits=False,
        )
        pages, scores = _hits(answer), [float(hit["_score"]) for hit in answer["hits"]["hits"]]
        buckets = answer["aggregations"]["groups"]["buckets"]
        groups = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
        for facets in groups:
            values_in(facets)  # raises if they are none
        return Found(dict(zip(pages, scores, strict=True)), groups)

    def titles_with(self, beginnings: Sequence[str], limit: int) -> list[int]:
        beginnings = [each[:LONGEST_BEGINNING] for each in beginnings]
        words = [{"prefix": {"title_words": each}} for each in beginnings]
        parts = [
            {"bool": {"should": [word, {"prefix": {"title_terms": each}}]}}
            for word, each in zip(words, beginnings, strict=True)
        ]
        as_words = {"constant_score": {"filter": {"bool": {"filter": words}}}}
        answer = client(ASKING).search(
            index=alias(),
            query={"bool": {"filter": parts, "should": [as_words]}},
            sort=["_score", {"title_length": "asc"}, {"page": "asc"}],
            size=limit,
            source=False,
            track_total_hits=False,
        )
        return _hits(answer)

    def write(self, pages: Iterable[IndexedPage]) -> None:
        self._send({"_id": str(page.page), "_source": _document(page)} for page in pages)

    def delete(self, pages: Iterable[int]) -> None:
        gone = ({"_op_type": "delete", "_id": str(page)} for page in pages)
        self._send(gone, ignore_status=404)

    def _send(self, actions: Iterable[dict], **options) -> None:
        helpers.bulk(
            client(),
            actions,
            index=self.index or alias(),
            require_alias=not self.index,  # else a missing index would come to be, without rules
            max_chunk_bytes=BYTES_AT_ONCE,
            stats_only=True,
            **options,
        )


def _hits(answer) -> list[int]:
    """The pages of an answer that is whole."""
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise ValueError("Elasticsearch answered in part")
    return [int(hit["_id"]) for hit in answer["hits"]["hits"]]


def _document(page: IndexedPage) -> dict:
    return {
        "page": page.page,
        "fingerprint": page.fingerprint,
        "title": page.title,
        "lead": page.lead,
        "body": page.body,
        "title_length": len(page.title),
        "title_words": page.title_words,
        "title_terms": page.title_terms,
        "lead_terms": page.lead_terms,
        "body_terms": page.body_terms,
        "files_terms": page.files_terms,
        "facets": page.facets,
        **values_in(page.facets),
    }


def _filter(filters: Filters) -> dict:
    return {"bool": {"filter": [{"term": {name: value}} for name, value in filters.chosen.items()]}}


def _query(question: Question) -> dict:
    """The words in the language of Elasticsearch, and what makes one page better than another."""
    wanted = _combined(question)
    bonus = [_spelt_so(word) for word in question.words]
    if len(question.words) > 1:
        bonus.append(_side_by_side(question.words))
    return {"bool": {"must": [wanted], "should": bonus}}


def _combined(question: Question) -> dict:
    words = [_word(word) for word in question.words]
    return {"bool": {"should" if question.any_word else "must": words}}


def _word(word: WantedWord) -> dict:
    ways = [_way(way, LATER_WAYS if position else 1) for position, way in enumerate(word.ways)]
    ways += [_way(way, IN_OTHER_WORDS) for way in word.others]
    ways += [_way(way, IN_PART) for way in word.parts]
    return {"dis_max": {"queries": ways, "tie_breaker": OTHER_PLACES}}


def _way(way: Way, boost: float) -> dict:
    return {"bool": {"must": [_term(term) for term in way], "boost": boost}}


def _term(term: str) -> dict:
    places = [
        {"term": {field: {"value": term, "boost": weight}}} for field, weight in WEIGHTS.items()
    ]
    return {"dis_max": {"queries": places, "tie_breaker": OTHER_PLACES}}


def _spelt_so(word: WantedWord) -> dict:
    places = [
        {"match": {field: {"query": word.typed, "boost": weight}}}
        for field, weight in SPELT_SO.items()
    ]
    return {"dis_max": {"queries": places}}


def _side_by_side(words: Sequence[WantedWord]) -> dict:
    text = " ".join(word.typed for word in words)
    places = [
        {"match_phrase": {field: {"query": text, "slop": 2, "boost": weight}}}
        for field, weight in SIDE_BY_SIDE.items()
    ]
    return {"dis_max": {"queries": places}}
