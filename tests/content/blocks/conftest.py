"""Rendering blocks without a page around them."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from content.blocks import BodyBlocks
from content.models import SiteDocument, SiteImage

HOSTILE = '"><script>alert(1)</script>'


def one_line(html: str) -> str:
    """HTML without the layout of its template: no space around tags, one between words."""
    return re.sub(r" (?=[<>])|(?<=>) ", "", re.sub(r"[ \n]+", " ", html))


@pytest.fixture
def render():
    """Render blocks, each given as (type, value), as the body of a page."""

    def rendered(*blocks, **context) -> str:
        body = BodyBlocks().to_python([{"type": name, "value": value} for name, value in blocks])
        return one_line(body.render_as_block(context))

    return rendered


@pytest.fixture
def make_image(db):
    """An image of some size; `broken=True` for one whose file is no picture at all."""

    def made(size=(900, 600), *, broken=False, **fields) -> SiteImage:
        file = BytesIO()
        Image.new("RGB", size, "green").save(file, "PNG")
        image = SiteImage.objects.create(
            title="Halde",
            file=ContentFile(file.getvalue(), name="halde.png"),
            description="Eine Halde im Abendlicht",
            **{"credit": "Foto: Erika Beispiel"} | fields,
        )
        if broken:
            with image.file.storage.open(image.file.name, "wb") as stored:
                stored.write(b"no picture")
        return image

    return made


@pytest.fixture
def document(db) -> SiteDocument:
    """A report to download."""
    made = SiteDocument(title="Bericht", accessibility="checked")
    made.file.save("bericht.pdf", ContentFile(b"%PDF-" + b"x" * 2048), save=False)
    made.file_size = 2053
    made.save()
    return made


@pytest.fixture
def unpublished(home):
    """A page that visitors cannot see."""
    from home.models import StandardPage

    return home.add_child(instance=StandardPage(title="Entwurf", slug="entwurf", live=False))
