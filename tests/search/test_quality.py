"""The search stays as good as it is, on queries that nobody tuned it on.

A failure tells totals only: whoever mends it looks at the queries of the part `tune`."""

import pytest

from search import failover, mirror, tickets
from search.engines import elasticsearch
from search.models import SearchEntry
from tests.search.judged import figures, judgements, measure

RECALL = 0.86  # of the best pages, how many are among the first five hits
MRR = 0.82  # mean reciprocal rank of the first best page

pytestmark = pytest.mark.django_db


def held(measured):
    """Nothing if the figures are kept, else all that may be said."""
    whole = figures(measured)
    if whole.recall >= RECALL and whole.mrr >= MRR:
        return ""
    kinds = sorted({each.judgement.about for each in measured})
    parts = {
        kind: figures(each for each in measured if each.judgement.about == kind) for kind in kinds
    }
    return "\n".join(
        f"{name:12} {part.queries:3} recall@5 {part.recall:.3f} MRR {part.mrr:.3f}"
        for name, part in {"all": whole, **parts}.items()
    )


def keep_quality():
    broken = held(measure("held_out"))
    if broken:
        pytest.fail(broken, pytrace=False)


def test_the_database_finds_what_people_look_for():
    keep_quality()


def test_elasticsearch_finds_what_people_look_for(own_index, monkeypatch):
    assert mirror.reconcile() == SearchEntry.objects.count()
    # A busy machine may be late, and the database would answer in its place.
    monkeypatch.setattr(failover, "DEADLINE", 10)
    monkeypatch.setattr(elasticsearch, "ASKING", 10)

    keep_quality()

    assert tickets.lost() == 0  # each was answered by Elasticsearch


def test_figures_below_the_line_are_told_without_any_query():
    measured = measure("tune")
    nothing = [type(each)(each.judgement, ()) for each in measured]

    told = held(nothing)

    assert told.startswith(f"all          {len(judgements('tune')):3} recall@5 0.000 MRR 0.000")
    assert not any(each.query in told for each in judgements("tune"))
