"""Prepare DATA_DIR, then run web server, worker and due jobs until one of them ends.

What was prepared is not prepared again: `DATA_DIR/prepared/` remembers from which files.
Needs the standard library only; script/server starts it. `serve.py prepare` only prepares.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("site", "home", "networks", "exhibitions", "search")
GRACE = 25  # seconds that a child has to end by itself
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

os.environ.setdefault("PORT", "8000")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
DATA_DIR = Path(os.environ.setdefault("DATA_DIR", "var"))
PREPARED = DATA_DIR / "prepared"
PORT = os.environ["PORT"]
MANAGE = [sys.executable, "manage.py"]
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "site/gunicorn.conf.py"]
WEB = [*GUNICORN, "--preload", "config.wsgi"]  # the code is read once, which makes the start quick
BEHIND = ["nice", "-n", "5", *MANAGE]  # pages go before pictures and mails
WORKER = [*BEHIND, "db_worker"]
DUE = [*BEHIND, "run_due_jobs", "--every", "20"]


class Ended(Exception):
    """A signal asks the whole site to end."""


def end(signum, frame):
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Ended(signum)


def start(command):
    # A group of its own: Ctrl-C reaches this process alone, which then ends its children in order.
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def stop(children):
    for child in children:
        send(child, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for child in children:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"Prozess {child.pid} endet nicht und wird abgebrochen.", file=sys.stderr)
        send(child, signal.SIGKILL)
        child.wait()


def send(child, signum):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signum)


def run(*command):
    child = start(command)
    try:
        code = child.wait()
    except Ended:
        stop([child])
        raise
    if code:
        sys.exit(f"Abgebrochen: {' '.join(command[1:])} endete mit {code}.")


def fingerprint(*patterns, also=""):
    digest = hashlib.sha256(also.encode())
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(b"\0%s\0" % bytes(file.relative_to(ROOT)))
                digest.update(file.read_bytes())
    return digest.hexdigest()


def prepare(name, wanted, *commands):
    """Run the manage.py `commands` unless they have run for the same state of the files."""
    stamp = PREPARED / name
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    stamp.unlink(missing_ok=True)
    for command in commands:
        run(*MANAGE, *command)
    PREPARED.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def prepare_site():
    database = os.environ.get("DATABASE_URL", "")
    if not database and not (DATA_DIR / "db.sqlite3").exists():
        shutil.rmtree(PREPARED, ignore_errors=True)
    migrations = [f"{folder}/**/migrations/*.py" for folder in FOLDERS]
    prepare(
        "database",
        fingerprint("requirements.txt", *migrations, also=database),
        ["migrate", "--no-input", "--verbosity", "0"],
    )
    # Once, whatever becomes of the files: what somebody changed on the site stays.
    prepare("demonstration", fingerprint(also=database), ["load_demo"], ["create_first_admin"])
    statics = ["site/static/**/*", *(f"{folder}/*/static/**/*" for folder in FOLDERS)]
    prepare(
        "static",
        fingerprint("requirements.txt", *statics),
        ["collectstatic", "--no-input", "--clear", "--verbosity", "0"],
    )


def refuse_taken_port():
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(PORT)))
        except OSError:
            sys.exit(f"Port {PORT} ist belegt. Mit einem anderen: PORT=8001 script/server")


def main():
    os.chdir(ROOT)
    os.umask(0o077)  # what is written below DATA_DIR is nobody else's
    for each in SIGNALS:
        signal.signal(each, end)
    only_prepare = sys.argv[1:] == ["prepare"]
    if not only_prepare:
        refuse_taken_port()
    children = []
    try:
        prepare_site()
        if only_prepare:
            return 0
        children += [start(WEB), start(WORKER), start(DUE)]
        print(f"Die Seite läuft: http://127.0.0.1:{PORT}  (Ende mit Strg-C)", flush=True)
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
        sys.exit("Ein Teil der Seite ist ausgefallen; die anderen werden beendet.")
    except Ended as ended:
        return 0 if children else 128 + ended.args[0]
    finally:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        stop(children)


if __name__ == "__main__":
    sys.exit(main())
