"""What all tests share: the demonstration content, loaded once, and people who sign in."""

import os

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import settings as settings_of_hypothesis

from tests.prepared_site import copy_prepared_site

pytest_plugins = ["tests.services"]

# The same examples in every run, so that a change is red for what it changed and for nothing else.
# HYPOTHESIS=random looks for new ones.
settings_of_hypothesis.register_profile("steady", derandomize=True)
settings_of_hypothesis.register_profile("random", derandomize=False)
settings_of_hypothesis.load_profile(os.environ.get("HYPOTHESIS", "steady"))


def on_sqlite() -> bool:
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request):
    """SQLite starts from a copy of a prepared site; each process has its own folder anyway."""
    if on_sqlite():
        copy_prepared_site(settings.DATA_DIR)
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """The prepared database is used as it is."""
    return on_sqlite() or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of a run holds the demonstration content; each test rolls its changes back."""
    if not on_sqlite():
        with django_db_blocker.unblock():
            call_command("load_demo", "--without-ideas", verbosity=0)


@pytest.fixture(autouse=True)
def fresh_start():
    """No test finds what another one left in the cache, or the language it asked for."""
    from django.core.cache import cache
    from django.utils import translation

    from search import vocabulary

    cache.clear()
    vocabulary.forget()  # its number stands for something else after a rollback
    translation.activate("de")


@pytest.fixture
def home(db):
    """The German start page."""
    from home.models import HomePage

    return HomePage.objects.get(locale__language_code="de")


@pytest.fixture
def administrator(db, django_user_model):
    """Somebody who may do everything."""
    return django_user_model.objects.create_superuser("verwaltung", "verwaltung@example.org")


@pytest.fixture
def admin_client(client, administrator):
    """A browser in which the administrator is signed in."""
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
