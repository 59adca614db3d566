"""How the web server runs: for script/server and, the same, in production.

Started from the root of the repository: `gunicorn --config site/gunicorn.conf.py config.wsgi`.
A command line option, for example `--bind`, has the last word.
"""

import os
import re
from pathlib import Path

from gunicorn.glogging import Logger

_root = Path(__file__).resolve().parents[1]
chdir = str(_root)
pythonpath = f"{_root / 'site'},{_root}"

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# Each worker reads the code itself: after SIGHUP the new code serves, and no request is refused.
preload_app = False
control_socket_disable = True

timeout = 30  # seconds; a worker silent for longer is ended
graceful_timeout = 20  # seconds; what a running request has left when the server stops
keepalive = 5  # seconds that an idle connection is kept
max_requests = 2000  # then a worker makes room for a fresh one
max_requests_jitter = 400  # not all of them at once

_SECRET = re.compile(r"(?<=/)(?=[^/]*[A-Z0-9])[\w:=-]{20,}(?=/|$)")


class DiscreetLogger(Logger):
    """Logs no visitor's address, no words that were searched for, no link that opens a door."""

    def atoms(self, resp, req, environ, request_time):
        path = _SECRET.sub("…", environ.get("PATH_INFO", "-"))
        return super().atoms(resp, req, environ | {"PATH_INFO": path}, request_time)


logger_class = DiscreetLogger
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info").lower()


def _warm_up():
    """Read what the first visitor would wait for: addresses, template tags, hyphenation."""
    from django.template import engines
    from django.urls import get_resolver

    engines.all()
    return get_resolver().url_patterns


def when_ready(server):
    if server.cfg.preload_app:
        _warm_up()


def post_worker_init(worker):
    _warm_up()
