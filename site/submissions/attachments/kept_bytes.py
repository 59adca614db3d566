"""Bytes and rows stay together: both are there, or neither.

Bytes go into the store before their row is certain. A row that is rolled back takes them along;
what a process that died has left is cleared away a day later.
"""

import logging
import weakref
from datetime import timedelta
from functools import partial

from django.core.cache import cache
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from submissions.models import Attachment
from submissions.models.attachments import FOLDER, place_of

logger = logging.getLogger(__name__)

ORPHAN_AGE = timedelta(days=1)
LOOK_EVERY = 60 * 60  # seconds; listing a bucket is not free
BATCH = 500


def store() -> Storage:
    """Where the bytes lie."""
    return Attachment._meta.get_field("file").storage


class _Doubt:
    """Lives as long as a transaction may still commit: what stands in its list keeps it."""


def store_bytes(content: File) -> str:
    """Write into the private store; the name. Gone again if the transaction is rolled back.

    Raises whatever the store raises when it is full or away.
    """
    name = store().save(place_of(None, ""), content)
    doubt = _Doubt()
    undo = weakref.finalize(doubt, delete_bytes, name)
    undo.atexit = False  # a process that ends in between leaves it to delete_orphans
    # Django drops the list of a transaction that is rolled back, and the doubt with it.
    transaction.on_commit(partial(_certain, doubt, undo))
    return name


def _certain(doubt: _Doubt, undo: weakref.finalize) -> None:
    undo.detach()


def delete_bytes(name: str) -> None:
    """Take bytes out of the store. What cannot be deleted now is an orphan, and goes later."""
    try:
        store().delete(name)
    except Exception:
        logger.exception("The file %s could not be deleted", name)


def forget_bytes(sender, instance: Attachment, **kwargs) -> None:
    """A row was deleted, by whatever way: its bytes follow once that is certain."""
    if instance.file.name:
        transaction.on_commit(partial(delete_bytes, instance.file.name))


def delete_orphans() -> int:
    """Delete files that belong to no row and are older than a day; how many."""
    if not cache.add("attachments-orphans", 1, timeout=LOOK_EVERY):
        return 0
    storage = store()
    try:
        _, files = storage.listdir(FOLDER)
    except FileNotFoundError:  # nobody ever sent a file
        return 0
    names = [f"{FOLDER}/{file}" for file in files]
    deleted = 0
    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        known = set(Attachment.objects.filter(file__in=some).values_list("file", flat=True))
        for name in some:
            if name not in known and _is_old(storage, name):
                delete_bytes(name)
                deleted += 1
    return deleted


def _is_old(storage, name: str) -> bool:
    try:
        return storage.get_modified_time(name) < timezone.now() - ORPHAN_AGE
    except FileNotFoundError:
        return False
