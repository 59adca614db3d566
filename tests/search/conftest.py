"""An Elasticsearch whose index is a test's own, and one that can be made to fail."""

import secrets

import pytest

from search.engines.elasticsearch import client, forget_connections
from tests.search.fault_proxy import FaultProxy


def _prefix():
    return f"test-{secrets.token_hex(4)}"


@pytest.fixture
def own_index(elasticsearch, settings):
    """The site has an Elasticsearch, empty yet."""
    settings.ELASTICSEARCH = {"hosts": [elasticsearch], "prefix": _prefix()}
    yield settings.ELASTICSEARCH
    leave_nothing(settings, elasticsearch)


@pytest.fixture
def proxy(elasticsearch, settings):
    """The same behind a proxy that obeys."""
    proxy = FaultProxy(elasticsearch)
    settings.ELASTICSEARCH = {"hosts": [proxy.url], "prefix": _prefix()}
    yield proxy
    proxy.end()
    leave_nothing(settings, elasticsearch)


def leave_nothing(settings, elasticsearch):
    forget_connections()
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"hosts": [elasticsearch]}
    indices = client().indices
    names = list(indices.get(index=f"{settings.ELASTICSEARCH['prefix']}-*"))
    if names:
        indices.delete(index=names)
    client().close()
    forget_connections()
