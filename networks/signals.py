"""A network that is moved below another Revier belongs to that Revier."""

from django.dispatch import receiver
from wagtail.signals import post_page_move

from networks.models import NetworkPage


@receiver(post_page_move, sender=NetworkPage)
def follow_the_parent(sender, instance, parent_page_after, **kwargs):
    NetworkPage.objects.filter(pk=instance.pk).update(region=parent_page_after.specific.region)
