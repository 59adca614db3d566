"""What the worker does for the content."""

import logging

from django_tasks import task
from wagtail.images import get_image_model

from content.pictures import make_renditions

logger = logging.getLogger(__name__)


@task()
def prepare_renditions(image_id: int) -> int:
    """Make all sizes and formats of an image, so that no visitor waits for them."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is None:
        return 0
    try:
        return make_renditions(image)
    except Exception:  # a broken file may fail in any of Pillow's many ways
        logger.exception("The renditions of image %s cannot be made", image_id)
        return 0
