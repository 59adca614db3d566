"""The files that people uploaded, from and to whatever stores the site uses."""

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.storage import Storage, default_storage, storages

from operations.backup.manifest import NotUsable

# What belongs to no backup of the public files: files that live for a moment, and, where both
# stores share a bucket, the folder of the private ones.
PASSING = {"readyz", "private"}
# What each archive of a backup holds, by the name of the store in the settings.
ARCHIVES = {"media.tar": "default", "private.tar": "private"}


def stored_files(folder: str = "", storage: Storage = default_storage) -> Iterator[str]:
    """The name of every file in a store."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        if folder or name not in PASSING:
            yield from stored_files(f"{folder}{name}/", storage)


def has_files() -> bool:
    """Whether anything lies in any of the stores."""
    return any(
        next(stored_files(storage=storages[store]), None) is not None for store in ARCHIVES.values()
    )


def save_media(folder: Path) -> int:
    """Write all files into tar archives in `folder`; answers how many."""
    return sum(_save(folder / name, storages[store]) for name, store in ARCHIVES.items())


def restore_media(folder: Path) -> None:
    """Put all files of the archives into the stores, in place of what these hold.

    A backup from the time before there were private files has no archive of them.
    """
    for name, store in ARCHIVES.items():
        if (folder / name).exists():
            _restore(folder / name, storages[store])


def _save(file: Path, storage: Storage) -> int:
    count = 0
    with tarfile.open(file, "w") as archive:
        for name in stored_files(storage=storage):
            try:
                content = storage.open(name)
            except FileNotFoundError:
                continue  # deleted since it was listed
            with content:
                entry = tarfile.TarInfo(name)
                entry.size = content.size
                entry.mtime = int(storage.get_modified_time(name).timestamp())
                archive.addfile(entry, content)
            count += 1
    return count


def _restore(file: Path, storage: Storage) -> None:
    with tarfile.open(file) as archive:
        entries = [entry for entry in archive if entry.isfile()]
        for entry in entries:
            if ".." in PurePosixPath(entry.name).parts or entry.name.startswith("/"):
                raise NotUsable(f"Die Sicherung enthält einen unerlaubten Namen: {entry.name}")
        for name in list(stored_files(storage=storage)):
            storage.delete(name)
        for entry in entries:
            storage.save(entry.name, File(archive.extractfile(entry), name=entry.name))
