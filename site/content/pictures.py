"""Sizes and formats of pictures. The worker makes them after an upload.

One that is missing all the same is made when it is first shown.
"""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from wagtail.images import get_image_model
from wagtail.images.models import Filter

SHARE_SPEC = "fill-1200x630|format-jpeg"  # what networks and messengers show of a link
FORMATS = ("avif", "webp", "jpeg")  # the best first; every browser knows the last


@dataclass(frozen=True)
class Preset:
    """A use of pictures: the widths offered (CSS pixels) and how wide the picture is shown."""

    widths: tuple[int, ...]
    sizes: str

    def spec(self, width: int, file_format: str) -> str:
        """The rendition's name in Wagtail's language."""
        return f"width-{width}|format-{file_format}"

    @property
    def specs(self) -> list[str]:
        """All renditions of this preset."""
        return [self.spec(width, kind) for kind in FORMATS for width in self.widths]


PRESETS = {
    "card": Preset((400, 800), "(min-width: 60rem) 33vw, (min-width: 40rem) 50vw, 100vw"),
    "title": Preset((400, 800, 1200), "(min-width: 60rem) 40vw, 100vw"),
    "wide": Preset((400, 800, 1200), "(min-width: 60rem) 60vw, 100vw"),
    "poster": Preset((400, 800), "(min-width: 60rem) 25vw, 50vw"),
    "portrait": Preset((200, 400), "12rem"),
}


def all_specs() -> list[str]:
    """Every rendition that the site may show, each once."""
    specs = [spec for preset in PRESETS.values() for spec in preset.specs]
    return list(dict.fromkeys([*specs, SHARE_SPEC]))


def with_pictures(pages: QuerySet) -> QuerySet:
    """Pages with their picture and all its renditions: two queries more, however many pages.

    All of them, because a rendition that was not fetched counts as missing and is made again.
    """
    images = get_image_model()._default_manager.prefetch_renditions(*all_specs())
    return pages.select_related("locale").prefetch_related(Prefetch("picture", queryset=images))


def make_renditions(image, specs: list[str] | None = None) -> int:
    """Make every missing rendition of an image; how many it has afterwards."""
    filters = [Filter(spec=spec) for spec in (specs if specs is not None else all_specs())]
    return len(image.get_renditions(*filters))
