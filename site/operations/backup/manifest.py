"""What a backup says of itself."""

import hashlib
import json
import sys
from pathlib import Path

import django
import wagtail
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

FORMAT = 1
NAME = "manifest.json"


class NotUsable(Exception):
    """This backup cannot be restored here; the message says why, in German."""


def write_manifest(folder: Path, *, counts: dict[str, int], migrations: list[str]) -> None:
    """Describe the files that stand in `folder`."""
    files = {
        file.name: {"bytes": file.stat().st_size, "sha256": checksum(file)}
        for file in sorted(folder.iterdir())
    }
    content = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "versions": {
            "python": sys.version.split()[0],
            "django": django.__version__,
            "wagtail": wagtail.__version__,
        },
        "migrations": migrations,
        "counts": counts,
        "files": files,
    }
    (folder / NAME).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def read_manifest(folder: Path) -> dict:
    """The description of a backup whose files are all there, unchanged, and fit this site."""
    try:
        content = json.loads((folder / NAME).read_text())
    except FileNotFoundError as error:
        raise NotUsable(f"In {folder} liegt keine vollständige Sicherung.") from error
    except ValueError as error:
        raise NotUsable(f"{NAME} ist beschädigt.") from error
    if content.get("format") != FORMAT:
        raise NotUsable("Dieses Format der Sicherung ist unbekannt.")
    for name, about in content["files"].items():
        if Path(name).name != name or not (folder / name).is_file():
            raise NotUsable(f"Die Datei {name} fehlt in der Sicherung.")
        if checksum(folder / name) != about["sha256"]:
            raise NotUsable(f"Die Datei {name} wurde verändert: Die Prüfsumme stimmt nicht.")
    if content["database"] != connection.vendor:
        raise NotUsable(
            f"Die Sicherung stammt aus {content['database']},"
            f" diese Website läuft auf {connection.vendor}."
        )
    unknown = set(content["migrations"]) - known_migrations()
    if unknown:
        raise NotUsable(
            "Die Sicherung stammt aus einer neueren Fassung der Website."
            f" Hier unbekannt: {', '.join(sorted(unknown)[:3])}"
        )
    return content


def checksum(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def known_migrations() -> set[str]:
    """Every migration that this code has, and those that it has squashed."""
    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    for migration in loader.disk_migrations.values():
        known |= {f"{app}.{name}" for app, name in migration.replaces}
    return known
