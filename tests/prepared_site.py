"""A site with all migrations and the demonstration content, prepared once for many test runs.

Migrating and loading takes most of a minute; copying the result takes a moment. It is prepared
anew whenever something changes that it was made from.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "prepared-for-tests"
MADE_FROM = (
    "requirements*.txt",
    "*/migrations/*.py",
    "*/models/*.py",
    "site/*/models.py",
    "*/*/migrations/*.py",
    "*/*/models/*.py",
    "site/content/*.py",
    "site/content/blocks/*.py",
    "site/config/settings/*.py",
    "site/demonstration/**/*.py",
    "site/demonstration/**/*.yaml",
)


def copy_prepared_site(target: Path) -> None:
    """Put the prepared database and files into `target`, preparing them when need be."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the workers of one run wait for the first
        prepared = FOLDER / _fingerprint()
        if not prepared.exists():
            for older in FOLDER.iterdir():
                if older.is_dir() and older.name.startswith(_environment()):
                    shutil.rmtree(older)
            _prepare(prepared)
        shutil.copytree(prepared, target, dirs_exist_ok=True)


def _prepare(prepared: Path) -> None:
    unfinished = prepared.with_name("unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "TEST_DATA_DIR": str(unfinished),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    for command in (["migrate"], ["load_demo", "--without-ideas"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            cwd=ROOT,
            env=environment,
            check=True,
            stderr=subprocess.DEVNULL if command == "load_demo" else None,
        )
    unfinished.rename(prepared)


def _environment() -> str:
    return Path(sys.prefix).name.strip(".")


def _fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for pattern in MADE_FROM:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(bytes(file.relative_to(ROOT)))
            digest.update(file.read_bytes())
    return f"{_environment()}-{digest.hexdigest()[:16]}"
