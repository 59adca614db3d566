"""Whose pictures are shown now."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from content.models import SiteImage
from content.pictures import PRESETS


def images_in_use() -> list[SiteImage]:
    """The pictures that published pages, snippets and settings refer to, by title.

    Wagtail's reference index knows every use, in fields, blocks and rich text; pages that are not
    published do not count.
    """
    uses = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(SiteImage)
    ).values_list("to_object_id", "base_content_type_id", "object_id")
    page_type = ContentType.objects.get_for_model(Page).pk
    live = set(Page.objects.live().public().values_list("pk", flat=True))
    shown = {
        image for image, base_type, user in uses if base_type != page_type or int(user) in live
    }
    images = SiteImage.objects.prefetch_renditions(*PRESETS["portrait"].specs)
    return list(images.filter(pk__in=shown).order_by("title"))
