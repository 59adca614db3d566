"""What tests need from outside: services and programs that script/services has found or started.

A test says so with a fixture (`postgresql`, `redis`, `elasticsearch`, `clamav`, `browser`, `tab`,
`html_validator`) or with `@pytest.mark.needs("nginx")`. What is missing skips the test by its
name; with REQUIRE_SERVICES=1 it fails instead. `@pytest.mark.only_on("sqlite")` leaves a test out
on every other database.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
NODE_MODULES = ROOT / "node_modules"
VNU = NODE_MODULES / "vnu-jar/build/dist/vnu.jar"

# Each by the variable that `script/services env` sets for it.
VARIABLES = {
    "postgresql": "TEST_POSTGRES_URL",
    "redis": "TEST_REDIS_URL",
    "elasticsearch": "TEST_ELASTICSEARCH_URL",
    "browser": "CHROMIUM",
    "nginx": "NGINX",
    "varnish": "VARNISH",
    "clamav": "CLAMAV",
    "libreoffice": "LIBREOFFICE",
    "poppler": "POPPLER",
}
NAMES = {*VARIABLES, "html_validator"}
INSTALLED_AS = {"browser": "chromium", "html_validator": "java"}
# Fixtures that cannot be had without one of these.
BEHIND_FIXTURES = {name: name for name in NAMES} | {"tab": "browser", "running_site": "browser"}


def found(name):
    """The address or the program behind the name, or nothing."""
    if name == "html_validator":
        return os.environ.get("JAVA", "") if VNU.exists() else ""
    return os.environ.get(VARIABLES[name], "")


def pytest_configure(config):
    config.addinivalue_line("markers", "needs(name): runs only where this service is there")
    config.addinivalue_line(
        "markers", "only_on(database): makes sense on sqlite or postgresql only"
    )
    config.addinivalue_line("markers", "browser: walks through the site in a real browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    from django.db import connection

    kept, left_out = [], []
    for item in items:
        for fixture in BEHIND_FIXTURES.keys() & item.fixturenames:
            item.add_marker(pytest.mark.needs(BEHIND_FIXTURES[fixture]))
        if "browser" in needs(item):
            item.add_marker(pytest.mark.browser)
        databases = {mark.args[0] for mark in item.iter_markers("only_on")}
        (left_out if databases and connection.vendor not in databases else kept).append(item)
    items[:] = kept
    if left_out:
        config.hook.pytest_deselected(items=left_out)


def needs(item):
    return {name for mark in item.iter_markers("needs") for name in mark.args}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    for name in sorted(needs(item)):
        if name not in NAMES:
            pytest.fail(f"Nothing is called {name}: {', '.join(sorted(NAMES))}", pytrace=False)
        if found(name):
            continue
        reason = f"{name} is missing: script/services install {INSTALLED_AS.get(name, name)}"
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL whose user may create databases."""
    return found("postgresql")


@pytest.fixture
def redis():
    """The address of an empty Redis."""
    from redis import Redis

    address = found("redis")
    with Redis.from_url(address) as client:
        client.flushdb()
    return address


@pytest.fixture(scope="session")
def elasticsearch():
    """The address of an Elasticsearch."""
    return found("elasticsearch")


@pytest.fixture
def clamav():
    """A clamd of this test alone, running: see `tests.submissions.scanner`."""
    from tests.submissions.scanner import Scanner

    folder = Path(tempfile.mkdtemp(prefix="clamd-"))  # the path of a socket must be short
    scanner = Scanner(found("clamav"), folder)
    scanner.start()
    yield scanner
    scanner.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def browser():
    """Chromium, driven by Playwright; `tab` is what most tests want."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, in which Django forbids its database otherwise.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found("browser"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The DATA_DIR of the running site; its mails stand in `mails`."""
    return tmp_path_factory.mktemp("site") / "data"


@pytest.fixture(scope="session")
def running_site(site_folder):
    """The address of the whole site as `script/server` starts it, with a fresh DATA_DIR."""
    port = _free_port()
    log = site_folder.with_name("log")
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ
    }
    environment |= {"PORT": str(port), "DATA_DIR": str(site_folder), "WEB_CONCURRENCY": "1"}
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "script/serve.py"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_open(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture
def tab(browser, running_site, request):
    """A fresh German browser tab on the running site: `tab.goto("/kontakt/")`.

    The test fails when a page asks another host for anything or reports an error in its console.
    Options of the browser context: `@pytest.mark.parametrize("tab", [{...}], indirect=True)`.
    """
    options = {"base_url": running_site, "locale": "de-DE", "timezone_id": "Europe/Berlin"}
    context = browser.new_context(**options | getattr(request, "param", {}))
    context.set_default_timeout(30_000)  # milliseconds; the machine may be busy
    problems = []
    own_host = urlsplit(running_site).netloc

    def answer(route):
        if urlsplit(route.request.url).netloc == own_host:
            route.continue_()
        else:
            problems.append(f"asked another host: {route.request.url}")
            route.abort()

    context.route("**/*", answer)
    context.on("weberror", lambda error: problems.append(f"{error.page.url}: {error.error}"))
    context.on("console", lambda message: _note(problems, message))
    page = context.new_page()
    yield page
    context.close()
    assert problems == []


def _note(problems, message):
    # An address that is not there is the test's own business, not the page's.
    if message.type == "error" and "Failed to load resource" not in message.text:
        problems.append(f"{message.location.get('url')}: {message.text}")


@pytest.fixture(scope="session")
def find_barriers():
    """axe on the page that a tab shows: a list of what keeps people out, [] if nothing does."""
    axe = (NODE_MODULES / "axe-core/axe.min.js").read_text()
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def find(tab):
        tab.evaluate(axe)
        result = tab.evaluate("rules => axe.run({runOnly: rules})", rules)
        return [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    return find


@pytest.fixture(scope="session")
def html_validator(tmp_path_factory):
    """The W3C's validator: takes a document, answers a list of errors and warnings, [] if none."""
    port = _free_port()
    log = tmp_path_factory.mktemp("vnu") / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                found("html_validator"),
                "-Dnu.validator.servlet.bind-address=127.0.0.1",
                "-cp",
                str(VNU),
                "nu.validator.servlet.Main",
                str(port),
            ],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    _wait_until_open(port, server, log)

    def validate(document):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/?out=json",
            data=document if isinstance(document, bytes) else document.encode(),
            headers={"Content-Type": "text/html; charset=utf-8"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            messages = json.load(answer)["messages"]
        return [
            f"line {message.get('lastLine', '?')}: {message['message']}"
            for message in messages
            if message["type"] != "info" or message.get("subType") == "warning"
        ]

    yield validate
    server.terminate()
    server.wait(20)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_open(port, server, log):
    for _ in range(1800):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    server.kill()
    raise RuntimeError(f"The server does not answer: {log.read_text()[-2000:]}")
