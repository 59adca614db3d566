"""Pictures that never break a page."""

import logging

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import Filter

from content.illustrations import Illustration
from content.pictures import FORMATS, PRESETS, SHARE_SPEC, Preset

register = template.Library()
logger = logging.getLogger(__name__)


@register.simple_tag
def responsive_picture(image, preset_name: str, alt: str | None = None, eager: bool = False) -> str:
    """`{% responsive_picture image "card" %}`: a `<picture>` in AVIF, WebP and JPEG.

    `alt`: the text alternative; without it the image's own; "" for decoration. `eager`: above the
    fold. Nothing at all where the file is missing or broken.
    """
    if image is None:
        return ""
    preset = PRESETS[preset_name]
    try:
        renditions = image.get_renditions(*[Filter(spec=spec) for spec in preset.specs])
    except Exception:  # a broken file may fail in any of Pillow's many ways
        logger.warning("Image %s cannot be shown", image.pk, exc_info=True)
        return ""
    return get_template("components/picture.html").render(
        {
            "sources": [
                {"type": f"image/{kind}", "srcset": _srcset(preset, kind, renditions)}
                for kind in FORMATS[:-1]
            ],
            "fallback": renditions[preset.spec(preset.widths[-1], FORMATS[-1])],
            "fallback_srcset": _srcset(preset, FORMATS[-1], renditions),
            "sizes": preset.sizes,
            "alt": image.default_alt_text if alt is None else alt,
            "eager": eager,
        }
    )


def _srcset(preset: Preset, kind: str, renditions: dict) -> str:
    offered = {}
    for width in preset.widths:
        rendition = renditions[preset.spec(width, kind)]
        offered[rendition.width] = rendition.url  # small originals are not enlarged
    return ", ".join(f"{url} {width}w" for width, url in offered.items())


@register.simple_tag
def share_image(page, organisation):
    """`{% share_image page org as image %}`: the picture a shared link shows, or nothing."""
    image = page.picture or organisation.share_image
    if image is None:
        return None
    try:
        return image.get_rendition(SHARE_SPEC)
    except Exception:  # a broken file may fail in any of Pillow's many ways
        logger.warning("Image %s cannot be shared", image.pk, exc_info=True)
        return None


@register.simple_tag
def page_picture(page, preset_name: str, alt: str | None = "", eager: bool = False) -> str:
    """`{% page_picture page "card" %}`: the page's photograph, else its drawing, else nothing."""
    if page.picture_id and page.picture:
        return responsive_picture(page.picture, preset_name, alt=alt, eager=eager)
    return illustration(page.illustration)


@register.simple_tag
def illustration(name: str) -> SafeString:
    """`{% illustration "energie" %}`: a drawing of our own, inline: it follows the theme."""
    if not name or name not in Illustration.values:
        return mark_safe("")
    # A file of ours, chosen from a list.
    return mark_safe(get_template(Illustration(name).template).render())  # noqa: S308
