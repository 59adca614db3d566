"""Loans registered in other ways, as another kind might be."""

from contextlib import contextmanager
from dataclasses import replace

from wagtail.permission_policies import ModelPermissionPolicy

from exhibitions.bookings.models import Booking
from submissions import kinds
from submissions.models import Stage, Submission


@contextmanager
def loans_with(**values):
    """The kind of the loans with something changed, until the block ends."""
    before = kinds._kinds["booking"]
    kinds.register_kind(replace(before, **values))
    try:
        yield
    finally:
        kinds.register_kind(before)


class OnlyThese(ModelPermissionPolicy):
    """A right on some rows only, as members of one network have it."""

    def __init__(self, *pks):
        super().__init__(Booking)
        self.pks = pks

    def instances_user_has_any_permission_for(self, user, actions):
        found = super().instances_user_has_any_permission_for(user, actions)
        return found.filter(pk__in=self.pks)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return (
            self.instances_user_has_any_permission_for(user, actions)
            .filter(pk=instance.pk)
            .exists()
        )

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, {action}, instance)


def release(booking, *, by):
    """A suspect becomes new."""
    Submission.objects.filter(pk=booking.pk).update(stage=Stage.NEW)


def reject(booking, *, by):
    """A suspect is done with."""
    Submission.objects.filter(pk=booking.pk).update(stage=Stage.DONE)
