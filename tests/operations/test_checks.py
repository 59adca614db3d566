"""What must be there before the site goes public."""

from django.core.checks import run_checks

from operations import checks


def test_this_sqlite_can_search():
    assert checks.sqlite_has_fts5()


def test_an_sqlite_without_full_text_search_stops_the_deployment(settings, monkeypatch):
    monkeypatch.setattr(checks, "sqlite_has_fts5", lambda: False)
    settings.DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"

    assert [error.id for error in checks.sqlite_can_search(None)] == ["operations.E001"]


def test_the_check_runs_at_a_deployment():
    assert checks.sqlite_can_search in run_checks.__self__.deployment_checks
