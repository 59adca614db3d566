"""What the previews in the editor show: the first picture, file or page that there is.

Each answers None on a site that has none yet; the preview then says what is missing.
"""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page


def first_image():
    """The oldest image, which nobody is about to delete."""
    return get_image_model().objects.order_by("pk").first()


def first_document():
    """The oldest document."""
    return get_document_model().objects.order_by("pk").first()


def first_pages(number: int) -> list[Page]:
    """Published pages, from the top of the tree."""
    return list(Page.objects.live().filter(depth__gt=1).order_by("depth", "path")[:number])
