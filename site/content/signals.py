"""What follows when content changes."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from content.models import SiteImage
from content.tasks import prepare_renditions


@receiver(post_save, sender=SiteImage)
def prepare_renditions_of_new_file(sender, instance, **kwargs):
    """A new or changed picture gets its sizes from the worker, after the commit."""
    transaction.on_commit(partial(prepare_renditions.enqueue, instance.pk))
