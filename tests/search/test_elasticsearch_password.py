"""An Elasticsearch behind TLS and a password, as `ELASTICSEARCH_URL` names it."""

import logging
import secrets
import traceback
from urllib.parse import quote

import pytest

from config.settings import services
from german.wanted import WantedWord
from search import mirror, tickets
from search.engines import database_engine
from search.engines.base import Question
from search.engines.elasticsearch import forget_connections
from search.failover import PublicEngine, keep_well
from search.models import SearchEntry
from tests.search.conftest import leave_nothing
from tests.search.tls_proxy import TlsProxy

pytestmark = pytest.mark.django_db

QUESTION = Question((WantedWord("Netzwerk", (("netzwerk",),)),))
NAME, PASSWORD = "suche@haus", "Geheim:/@?#€ 100%"
WRONG = "Falsch-und-geheim"


@pytest.fixture(scope="module")
def guarded(elasticsearch, tmp_path_factory):
    proxy = TlsProxy(elasticsearch, tmp_path_factory.mktemp("tls"), NAME, PASSWORD)
    yield proxy
    proxy.end()


@pytest.fixture
def configured(guarded, elasticsearch, settings, monkeypatch, caplog):
    """Sets the variables of the environment as an operator does, with this password."""
    prefix = f"test-{secrets.token_hex(4)}"
    guarded.statuses.clear()
    caplog.set_level(logging.DEBUG)

    def configure(password=PASSWORD, authority=guarded.certificate):
        words = f"{quote(NAME, safe='')}:{quote(password, safe='')}"
        monkeypatch.setenv("ELASTICSEARCH_URL", f"https://{words}@{guarded.address}")
        monkeypatch.setenv("ELASTICSEARCH_PREFIX", prefix)
        monkeypatch.setenv("ELASTICSEARCH_CA_FILE", str(authority or ""))
        settings.ELASTICSEARCH = services.elasticsearch()

    yield configure
    settings.ELASTICSEARCH = {"hosts": [elasticsearch], "prefix": prefix}
    leave_nothing(settings, elasticsearch)


def said(caplog):
    """All that any log has been told, with what stands in tracebacks."""
    lines = [record.getMessage() for record in caplog.records]
    lines += [
        "".join(traceback.format_exception(*record.exc_info))
        for record in caplog.records
        if record.exc_info
    ]
    return "\n".join(lines)


def ask_twice():
    """The first question of a connection may be late; who gave the answers in the end."""
    engine = PublicEngine()
    answers = [engine.find(QUESTION) for _ in range(2)]
    return answers[-1], engine.name


def test_with_the_password_and_the_certificate_it_answers(configured, guarded, caplog):
    configured()

    assert keep_well() == SearchEntry.objects.count() > 0
    answer, name = ask_twice()

    assert name == "Elasticsearch"
    assert answer.groups == database_engine().find(QUESTION).groups
    assert {*guarded.statuses} <= {200, 404}
    assert PASSWORD not in said(caplog)
    assert quote(PASSWORD, safe="") not in said(caplog)


def test_with_a_wrong_password_the_database_answers_and_no_log_says_it(configured, guarded, caplog):
    configured(WRONG)

    assert keep_well() == 0
    answer, name = ask_twice()
    assert (answer, name) == (database_engine().find(QUESTION), database_engine().name)
    assert not mirror.send([SearchEntry.objects.first().pk])
    assert mirror.reconcile() is None
    assert mirror.rebuild() is None

    assert {*guarded.statuses} == {401}
    assert tickets.lost() == 2
    assert "Elasticsearch gives no answer" in said(caplog)
    assert "Elasticsearch could not be filled anew" in said(caplog)
    assert WRONG not in said(caplog)


def test_with_the_right_password_it_comes_back_by_itself(configured, guarded):
    configured(WRONG)
    for _ in range(4):
        PublicEngine().find(QUESTION)
    assert tickets.are_all_lost()

    configured()
    forget_connections()
    assert keep_well() > 0

    assert tickets.lost() == 0
    assert ask_twice()[1] == "Elasticsearch"


def test_nobody_learns_the_password_whose_certificate_is_not_known(configured, guarded, caplog):
    configured(authority=None)

    assert keep_well() == 0
    answer, name = ask_twice()

    assert (answer, name) == (database_engine().find(QUESTION), database_engine().name)
    assert guarded.statuses == []
    assert PASSWORD not in said(caplog)
