"""Make a backup; put one back."""

import shutil
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command

from operations.backup.database import database_is_empty, restore_database, save_database
from operations.backup.manifest import NotUsable, read_manifest, write_manifest
from operations.backup.media import has_files, restore_media, save_media


def make_backup(folder: Path) -> tuple[int, int]:
    """Write a backup into `folder`, which must not exist; answers how many rows and files it holds.

    The database comes first: a file that is uploaded meanwhile is too much in the backup, never one
    too few. The folder appears under its name only when everything is in it.
    """
    if folder.exists():
        raise NotUsable(f"{folder} gibt es schon. Eine Sicherung überschreibt nichts.")
    unfinished = folder.with_name(f".{folder.name}.unfertig")
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    try:
        unfinished.mkdir(mode=0o700)
    except FileExistsError as error:
        raise NotUsable(f"{unfinished} liegt noch von einer abgebrochenen Sicherung da.") from error
    try:
        counts, migrations = save_database(unfinished)
        files = save_media(unfinished)
        write_manifest(unfinished, counts=counts, migrations=migrations)
        for file in unfinished.iterdir():
            file.chmod(0o600)
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    return sum(counts.values()), files


def restore_backup(folder: Path, *, overwrite: bool = False) -> dict:
    """Put a backup in place of what is there; answers its description.

    Nothing is touched before every checksum was found right. A backup of an older version of the
    site is brought up to this one.
    """
    manifest = read_manifest(folder)
    if not overwrite and not (database_is_empty() and not has_files()):
        raise NotUsable("Hier liegen schon Daten. Mit --force werden sie ersetzt.")
    restore_database(folder)
    restore_media(folder)
    cache.clear()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    return manifest
