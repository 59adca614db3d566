"""The web server's log: what was asked for, never by whom and never a link that opens a door."""

import runpy
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from tests.house.checkout import ROOT


@pytest.fixture
def write_log_line():
    settings = runpy.run_path(str(ROOT / "site/gunicorn.conf.py"))
    logger = settings["DiscreetLogger"](Config())

    def write(path):
        environ = {
            "REQUEST_METHOD": "GET",
            "RAW_URI": path,
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "192.0.2.7",
        }
        response = SimpleNamespace(status="200 OK", sent=512, headers=[])
        request = SimpleNamespace(headers=[("X-FORWARDED-FOR", "192.0.2.7")])
        atoms = logger.atoms(response, request, environ, timedelta(milliseconds=3))
        return settings["access_log_format"] % logger.atoms_wrapper_class(atoms)

    return write


def test_a_request_is_logged_without_address_and_search_words(write_log_line):
    line = write_log_line("/suche/?q=Wasserstoff")

    assert line.split("] ")[1] == "GET /suche/ 200 512 bytes 3 ms"


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/vorgang/idee/Jx3-bN9_qTzL0aVwYk2MfPq7/", "/vorgang/idee/…/"),
        ("/konto/passwort/1-c8xyz1-0123456789abcdef0123456789abcdef/", "/konto/passwort/…/"),
        ("/schwerpunkte/tourismus-und-lebenswerte-regionen/", None),
        ("/wanderausstellung/poster/12/", None),
    ],
)
def test_a_link_that_opens_a_door_is_not_logged(path, logged, write_log_line):
    assert f" {logged or path} " in write_log_line(path)
