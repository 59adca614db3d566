"""Production refuses to start without what it cannot guess, and says what is missing."""

import os
import secrets
import subprocess
import sys

import pytest

from tests.house.checkout import ROOT


def start(tmp_path, *arguments, **variables):
    """manage.py with the production settings and nothing in the environment but these variables."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        **variables,
    }
    return subprocess.run(
        [sys.executable, "manage.py", *(arguments or ["check"])],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def variables():
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "www.example.org",
        "BASE_URL": "https://www.example.org",
    }


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_production_names_the_variable_that_is_missing(name, variables, tmp_path):
    del variables[name]

    refusal = start(tmp_path, **variables)

    assert refusal.returncode == 1
    assert f"Die Umgebungsvariable {name} fehlt" in refusal.stderr


def test_production_starts_with_the_three_variables_and_passes_the_security_checks(
    variables, tmp_path
):
    check = start(
        tmp_path, "check", "--deploy", "--tag=security", "--fail-level=WARNING", **variables
    )

    assert check.stderr == ""
    assert check.returncode == 0
