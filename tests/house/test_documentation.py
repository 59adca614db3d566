"""What the documentation says of this repository is so."""

import re
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.house.checkout import ROOT, files, read

DOCUMENTS = ["README.md", *(str(path) for path in files("*.md") if path.parts[0] == "docs")]
HERE = {path.parts[0] for path in files()}
OPERATORS = "docs/betrieb.md"
# Made while the site or the tests run, or said never to be there.
NOT_THERE = ("var/", ".venv", "node_modules", "site/__init__.py")
SETTINGS = "site/config/settings/"
# Read by the libraries, not by us.
READ_ELSEWHERE = {"DJANGO_SETTINGS_MODULE", "FORWARDED_ALLOW_IPS", "PROMETHEUS_MULTIPROC_DIR"}
LARGEST_PICTURE = 150 * 1024  # bytes

_code_block = re.compile(r"(?:^(?: {4}|\t).*\n)+", re.MULTILINE)
_code = re.compile(r"`([^`\n]+)`")
_link = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")
_picture = re.compile(r"!\[([^\]\n]*)\]\(([^)\s]+)\)")
_heading = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_row = re.compile(r"^\| `([A-Z][A-Z0-9_]+)` \|", re.MULTILINE)


def named_paths(text):
    """What stands in backticks and is a path of this repository."""
    for code in _code.findall(text):
        path = code.split("::")[0]
        is_path = re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*/?", path)
        if is_path and path.split("/")[0] in HERE and not path.startswith(NOT_THERE):
            yield path


def anchors(text):
    """The ids that a Markdown viewer gives to the headings."""
    headings = (re.sub(r"[`*]", "", heading).strip().lower() for heading in _heading.findall(text))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}


def settings_variables():
    """Every variable that the settings ask for."""
    found = set()
    for path in files("*.py"):
        if str(path).startswith(SETTINGS) and path.name != "test.py":
            found |= set(re.findall(r"\benv(?:\.\w+)?\(\s*['\"]([A-Z0-9_]+)", read(path)))
    return found


def variables_of(path):
    """Every variable that a Python file reads from the environment."""
    pattern = r"\bos\.environ(?:\.get\(|\.setdefault\(|\[)\s*['\"]([A-Z0-9_]+)"
    return set(re.findall(pattern, read(path)))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_exists(document):
    missing = [path for path in named_paths(read(document)) if not (ROOT / path).exists()]

    assert missing == []


def test_a_path_that_does_not_exist_would_be_found():
    text = "`home/nobody.py`, `script/server`, `tests/house/gone.py::test_it`, `/kontakt/`"

    missing = [path for path in named_paths(text) if not (ROOT / path).exists()]

    assert missing == ["home/nobody.py", "tests/house/gone.py"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_is_named_exists(document):
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", read(document))

    missing = [(path, name) for path, name in named if f"def {name}(" not in read(path)]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_inside_the_repository_works(document):
    folder = (ROOT / document).parent
    broken = []
    for link in _link.findall(_code_block.sub("", read(document))):
        parts = urlsplit(unquote(link))
        if parts.scheme:
            continue
        target = folder / parts.path if parts.path else ROOT / document
        if not target.exists() or (
            parts.fragment and parts.fragment not in anchors(target.read_text(encoding="utf-8"))
        ):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("document", ["README.md", "docs/redaktion.md"])
def test_every_picture_has_a_text_alternative_and_is_light(document):
    folder = (ROOT / document).parent
    pictures = _picture.findall(read(document))

    assert pictures != []
    assert [link for alternative, link in pictures if len(alternative) < 20] == []
    heavy = [link for _, link in pictures if (folder / link).stat().st_size > LARGEST_PICTURE]
    assert heavy == []


def test_every_picture_is_shown_somewhere():
    shown = " ".join(read(document) for document in DOCUMENTS)

    assert [p.name for p in files("docs/pictures/*") if p.name not in shown] == []


def test_operators_find_every_variable_that_the_settings_read():
    documented = set(_row.findall(read(OPERATORS)))
    read_by_us = settings_variables() | variables_of("site/gunicorn.conf.py")
    read_by_us |= variables_of("script/serve.py")

    assert len(settings_variables()) > 10
    assert read_by_us - documented == set()


def test_no_variable_is_documented_that_nothing_reads():
    documented = set(_row.findall(read(OPERATORS)))
    read_by_us = settings_variables() | variables_of("site/gunicorn.conf.py")

    assert documented - read_by_us - READ_ELSEWHERE == set()


def test_operators_find_every_command_of_ours():
    commands = {path.stem for path in files("*/management/commands/*.py")} - {"__init__"}
    documented = set(re.findall(r"`manage\.py (\w+)", read(OPERATORS)))

    assert commands == documented - {"check", "migrate"}


def test_operators_find_every_service():
    units = {path.stem for path in files("deploy/systemd/*")}
    named = set(re.findall(r"missionsachsen2038-\w+", read(OPERATORS)))

    assert len(units) == 5
    assert units == named


@pytest.mark.parametrize("unit", ["worker", "due"])
def test_docker_runs_what_systemd_runs(unit):
    service = read(f"deploy/systemd/missionsachsen2038-{unit}.service")
    started = re.search(r"^ExecStart=\S+/python manage\.py (.+)$", service, re.MULTILINE)
    command = yaml.safe_load(read("deploy/compose.yaml"))["services"][unit]["command"]

    assert command == ["python", "manage.py", *started[1].split()]


@pytest.mark.parametrize("command", ["script/server", "script/test"])
def test_the_readme_gives_the_command_a_line_of_its_own(command):
    assert f"    {command}\n" in read("README.md")
