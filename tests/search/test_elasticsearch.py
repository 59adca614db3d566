"""The public index on a real Elasticsearch: what it finds, in which order, and how it is filled."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings import services
from german.wanted import WantedWord
from german.words import ENDINGS, STOP_WORDS, fold, stem, words_in
from search import mirror, tickets
from search.engines import database_engine
from search.engines.base import Found, IndexedPage, Question
from search.engines.elasticsearch import ElasticsearchEngine, alias, client
from search.filters import Filters, choices
from search.index import indexed
from search.models import IndexState, SearchEntry
from search.vocabulary import vocabulary
from tests.factories import make_news


def wanted(*words):
    """„Netz/Werk+Stoff“: who types „Netz“ wants that, or „Werk“ and „Stoff“."""
    return tuple(
        WantedWord(
            word.split("/")[0], tuple(tuple(map(fold, way.split("+"))) for way in word.split("/"))
        )
        for word in words
    )


def entry(page, title, body="", facets="Meldung|2026||", lead="", files=""):
    return IndexedPage(
        page=page,
        title=title,
        lead=lead,
        body=body,
        files=files,
        title_words=" ".join(map(fold, words_in(title))),
        title_terms=" ".join(stem(fold(word)) for word in words_in(title)),
        lead_terms=" ".join(stem(fold(word)) for word in words_in(lead)),
        body_terms=" ".join(stem(fold(word)) for word in words_in(body)),
        files_terms=" ".join(stem(fold(word)) for word in words_in(files)),
        facets=facets,
        fingerprint=f"print-{page}",
    )


@pytest.fixture
def engine(own_index, monkeypatch):
    """An index with nothing in it; `engine.fill(…)` puts entries there."""
    monkeypatch.setattr(mirror, "fingerprints", dict)
    assert mirror.rebuild() == 0
    engine = ElasticsearchEngine()

    def fill(*entries):
        engine.write(entries)
        client().indices.refresh(index=alias())

    engine.fill = fill
    return engine


def found(engine, *words, **options):
    return engine.find(Question(wanted(*words), **options)).pages


def test_all_words_are_wanted_or_any_and_each_in_any_of_its_ways(engine):
    engine.fill(
        entry(1, "Wasserstoff", body="Lausitz"),
        entry(2, "Wasserstoff"),
        entry(3, "Recycling von Batterien", body="Lausitz"),
        entry(4, "Recycling"),
    )

    assert found(engine, "Wasserstoff", "Lausitz") == [1]
    assert sorted(found(engine, "Wasserstoff", "Lausitz", any_word=True)) == [1, 2, 3]
    assert found(engine, "batterierecycling/batteri+recycling") == [3]
    assert found(engine, "Quitte") == []
    assert engine.find(Question(())) == Found()


def test_a_title_counts_more_than_a_body_and_that_more_than_a_file(engine):
    text = "Strom und noch sehr viele andere Worte"
    engine.fill(
        entry(1, "Erstens", files=text),
        entry(2, "Zweitens", body=text),
        entry(3, "Drittens", lead=text),
        entry(4, text),
        entry(5, "Strom"),
    )

    assert found(engine, "Strom") == [5, 4, 3, 2, 1]


def test_what_is_spelt_as_typed_stands_first(engine):
    engine.fill(
        entry(1, "Maße", body="x"), entry(2, "Masse", body="x"), entry(3, "Massen", body="x")
    )

    assert found(engine, "Masse/mass")[0] == 2
    assert found(engine, "Maße/mass")[0] == 1


def test_the_plainest_way_counts_more_than_another(engine):
    engine.fill(entry(1, "Kammer"), entry(2, "Gremium"))

    assert found(engine, "Gremium/kamm") == [2, 1]
    assert found(engine, "kamm/Gremium") == [1, 2]


def test_words_side_by_side_count_more_than_apart(engine):
    engine.fill(
        entry(1, "Eins", body="Kohle gibt es hier, und später kommt der Ausstieg"),
        entry(2, "Zwei", body="Hier gibt es den Kohle Ausstieg, und später kommt er"),
    )

    assert found(engine, "Kohle/kohl", "Ausstieg") == [2, 1]


def test_a_choice_narrows_the_pages_and_leaves_the_counts(engine):
    engine.fill(
        entry(1, "Netz", facets="Meldung|2026|energie,gesundheit|lausitz"),
        entry(2, "Netz", facets="Meldung|2025||lausitz,mitte"),
        entry(3, "Netz", facets="Seite|||"),
    )

    for filters, pages in [
        (Filters(kind="Meldung"), [1, 2]),
        (Filters(year="2025"), [2]),
        (Filters(region="lausitz", focus_area="gesundheit"), [1]),
        (Filters(kind='gibt es nicht \x00 " * [ 😀'), []),
    ]:
        answer = engine.find(Question(wanted("Netz"), filters))
        assert answer.pages == pages
        assert choices(answer.groups, Filters(), "kind") == {"Meldung": 2, "Seite": 1}


def test_pages_can_be_turned_and_behind_the_last_one_is_nothing(engine):
    engine.fill(*(entry(page, "Netz") for page in range(1, 26)))

    turned = [found(engine, "Netz", start=n, stop=n + 10) for n in (0, 10, 20, 30)]

    assert [page for pages in turned for page in pages] == [*range(1, 26)]
    for start in (9_995, 10_000, 10_000_000):
        answer = engine.find(Question(wanted("Netz"), start=start, stop=start + 10))
        assert answer == Found({}, {"Meldung|2026||": 25})


def test_titles_are_found_by_their_beginnings_with_umlauts_too(engine):
    engine.fill(
        entry(1, "Förderung von Übungsleiterinnen"),
        entry(2, "Förderung"),
        entry(3, "Forderung"),
        entry(4, "Donaudampfschifffahrtsgesellschaftskapitän"),
    )

    assert engine.titles_with([fold("Förd")], 8) == [2, 1]
    assert engine.titles_with([fold("Foerd")], 1) == [2]
    assert engine.titles_with([fold("ü"), fold("förder")], 8) == [1]
    assert engine.titles_with([fold("Ford")], 8) == [3]
    assert engine.titles_with([fold("Donaudampfschifffahrtsgesellschaftsk")], 8) == [4]
    assert engine.titles_with([fold("Donaudampfschifffahrtsgesellschaftsx")], 8) == []


def test_any_string_is_answered(engine):
    engine.fill(entry(1, "Netz"))
    for hostile in ["\x00", '"', "[(*", "😀", "x" * 10_000, "AND", "\\", "a" * 300]:
        assert found(engine, hostile) == []
        assert engine.titles_with([hostile], 8) == []


def test_a_page_is_replaced_and_deleted(engine):
    engine.fill(entry(1, "Netz"), entry(2, "Netz"))
    engine.fill(entry(1, "Kohle"))
    assert found(engine, "Netz") == [2]

    engine.delete([2, 99])
    engine.fill()

    assert found(engine, "Netz") == []


def test_its_german_rules_are_those_of_the_site(engine):
    ends = {*ENDINGS, "niss", "nisse", "nissen", "system", "systeme", "problem", "problems"}
    heads = ["netz", "werk", "erleb", "ver", "region", "auto", "kreis", "a", "sammel", "prozess"]
    words = [head + end for head in heads for end in sorted(ends)]
    words += words_in(" ".join(["Straße STRASSE Ärzten Gru\u00adben A\u0308pfel Übungen Größen"]))
    analyzed = client().indices.analyze(
        index=alias(), analyzer="german", text=words, filter_path="tokens.token"
    )

    tokens = [token["token"] for token in analyzed["tokens"]]

    assert tokens == [stem(fold(word)) for word in words if fold(word) not in STOP_WORDS]


@pytest.mark.django_db
class TestMirror:
    """Against the demonstration content."""

    @pytest.fixture(autouse=True)
    def filled(self, own_index):
        assert mirror.reconcile() == SearchEntry.objects.count() > 50

    def index(self):
        return list(client().indices.get(index=f"{alias()}-*"))

    def test_it_holds_exactly_what_the_database_does(self):
        assert mirror.mirrored_fingerprints() == mirror.fingerprints()
        assert mirror.reconcile() == 0

    @pytest.mark.parametrize("query", ["Netzwerk Lausitz", "Förderung", "Kohleausstieg", "Schule"])
    def test_it_finds_the_same_pages_as_the_database(self, query):
        words = vocabulary(IndexState.now()).want(query)
        question = Question(words, stop=500)

        ours, theirs = ElasticsearchEngine().find(question), database_engine().find(question)

        assert sorted(ours.pages) == sorted(theirs.pages)
        assert ours.groups == theirs.groups

    def test_what_is_published_and_what_is_withdrawn_is_sent(self):
        page = make_news("Quittenernte")
        assert mirror.send([page.pk])
        question = Question(vocabulary(IndexState.now()).want("Quittenernte"))
        assert ElasticsearchEngine().find(question).pages == [page.pk]

        page.unpublish()
        assert mirror.send([page.pk])

        assert ElasticsearchEngine().find(question).pages == []

    def test_what_was_missed_is_mended(self):
        changed, gone = SearchEntry.objects.order_by("pk")[:2]
        SearchEntry.objects.filter(pk=changed.pk).update(title="Quitte", fingerprint="new")
        gone.delete()
        while tickets.take():  # Elasticsearch is away: nobody tells it of the page
            pass
        page = make_news("Quittenernte")
        tickets.give_all_back()
        ElasticsearchEngine().write(
            [indexed(SearchEntry(pk=10**6, title="Zu viel", facets="|||"), vocabulary_now())]
        )

        assert mirror.reconcile() == 4

        assert mirror.mirrored_fingerprints() == mirror.fingerprints()
        assert page.pk in mirror.mirrored_fingerprints()

    def test_compounds_that_are_split_anew_are_sent_anew(self):
        IndexState.objects.update(split_with=IndexState.now().split_with + 1)

        assert mirror.reconcile() == SearchEntry.objects.count()

    def test_a_rebuild_puts_one_new_index_in_place_of_all_older_ones(self):
        before = self.index()
        client().indices.create(index=f"{alias()}-left-over")

        assert mirror.rebuild() == SearchEntry.objects.count()

        after = self.index()
        assert len(after) == 1
        assert after != before
        assert list(client().indices.get_alias(name=alias())) == after
        assert mirror.mirrored_fingerprints() == mirror.fingerprints()

    def test_the_old_index_answers_until_the_new_one_is_full(self, monkeypatch):
        seen = []
        write = ElasticsearchEngine.write

        def look_and_write(engine, pages):
            seen.append(len(mirror.mirrored_fingerprints()))
            write(engine, pages)

        monkeypatch.setattr(ElasticsearchEngine, "write", look_and_write)
        mirror.rebuild()

        assert set(seen) == {SearchEntry.objects.count()}

    def test_other_rules_lead_to_a_rebuild(self, monkeypatch):
        before = self.index()
        monkeypatch.setattr(mirror, "rules", lambda: "others")

        assert mirror.reconcile() == SearchEntry.objects.count()

        assert self.index() != before
        assert mirror.reconcile() == 0

    def test_an_index_that_is_gone_does_not_come_back_without_rules(self):
        client().indices.delete(index=self.index())

        assert not mirror.send([SearchEntry.objects.first().pk])
        assert self.index() == []
        assert mirror.reconcile() == SearchEntry.objects.count()

    def test_nothing_happens_twice_at_once(self):
        from django.core.cache import cache

        cache.add(mirror.REBUILDING, True)
        before = self.index()

        assert mirror.rebuild() is None
        assert self.index() == before


def vocabulary_now():
    return vocabulary(IndexState.now()).lexicon


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", {}),
        ("http://es:9200", {"hosts": ["http://es:9200"], "prefix": "missionsachsen2038"}),
        (
            "https://site:p%40ss%2C1@es1, https://es2:9243/proxied/",
            {
                "hosts": ["https://es1:9200", "https://es2:9243/proxied"],
                "prefix": "missionsachsen2038",
                "basic_auth": ("site", "p@ss,1"),
            },
        ),
        (
            "http://[::1]:9200",
            {"hosts": ["http://[::1]:9200"], "prefix": "missionsachsen2038"},
        ),
    ],
)
def test_nodes_and_password_come_from_one_variable(url, expected, monkeypatch):
    monkeypatch.setenv("ELASTICSEARCH_URL", url)

    assert services.elasticsearch() == expected


@pytest.mark.parametrize("url", ["es:9200", "http://", "https://es1,es2"])
def test_an_address_that_is_none_is_said_at_the_start(url, monkeypatch):
    monkeypatch.setenv("ELASTICSEARCH_URL", url)

    with pytest.raises(ImproperlyConfigured, match="ELASTICSEARCH_URL"):
        services.elasticsearch()


def test_name_and_password_go_to_every_node(settings):
    settings.ELASTICSEARCH = {
        "hosts": ["http://127.0.0.1:1", "http://127.0.0.1:2"],
        "prefix": "x",
        "basic_auth": ("site", "secret"),
    }

    connections = client()

    assert len(connections.transport.node_pool) == 2
    assert connections._headers["authorization"] == "Basic c2l0ZTpzZWNyZXQ="
