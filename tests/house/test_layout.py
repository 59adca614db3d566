"""What stands where: promises that no import and no page would break by itself."""

import re
import subprocess

import pytest

from tests.house.checkout import ROOT, files, pyproject, read

NOTHING_IS_CALLED = {"utils", "util", "helpers", "helper", "common", "misc", "core"}


def test_site_is_a_place_and_never_a_package():
    assert not (ROOT / "site/__init__.py").exists()


def test_git_does_not_ignore_site():
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", "site", "site/config/wsgi.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ignored.stdout == ""


def test_the_import_contract_knows_every_root_package():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    folders |= {path.parent.name for path in ROOT.glob("site/*/__init__.py")}

    assert set(pyproject()["tool"]["importlinter"]["root_packages"]) == folders


def test_the_import_contract_gives_every_root_package_a_layer():
    settings = pyproject()["tool"]["importlinter"]
    layers = " ".join(settings["contracts"][0]["layers"])

    named = set(re.findall(r"\w+", layers))

    assert set(settings["root_packages"]) - named == set()


def test_everything_is_named_after_what_it_is_about():
    vague = [
        str(path)
        for path in files()
        if NOTHING_IS_CALLED & {part.lower() for part in [*path.parent.parts, path.stem]}
    ]

    assert vague == []


def test_every_template_lives_in_templates():
    strays = [str(path) for path in files("*.html") if path.parts[0] != "templates"]

    assert strays == []


@pytest.mark.parametrize("command", ["script/server", "script/test"])
def test_the_readme_names_the_command(command):
    assert command in read("README.md")
