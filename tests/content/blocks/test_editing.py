"""What editors see when they choose a block."""

import pytest
from django.urls import reverse

from content.blocks import BodyBlocks, ProcessBlock, VideoBlock
from content.blocks import previews as examples
from home.sections import HomeSections, PathBlock

OFFERED = {
    **{f"body-{name}": block for name, block in BodyBlocks().child_blocks.items()},
    **{f"home-{name}": block for name, block in HomeSections().child_blocks.items()},
    "process": ProcessBlock(),
    "video": VideoBlock(),
}
every_block = pytest.mark.parametrize("name", OFFERED)


@every_block
def test_every_block_says_what_it_is_for(name):
    block = OFFERED[name]

    assert block.get_description()
    assert block.meta.icon != "placeholder"
    assert block.label


def test_a_path_says_what_it_is_for():
    assert PathBlock().get_description()


@every_block
def test_every_block_has_a_preview(admin_client, make_image, document, name):
    make_image()
    block = OFFERED[name]

    page = preview(admin_client, block)

    assert block.is_previewable
    assert "css/site.css" in page
    assert "Noch keine Vorschau" not in page


@every_block
def test_a_preview_on_an_empty_site_says_what_is_missing(admin_client, monkeypatch, name):
    from content.models import SiteDocument, SiteImage
    from exhibitions.models import ExhibitionPage
    from networks.models import ContactPerson

    SiteDocument.objects.all().delete()
    SiteImage.objects.all().delete()
    ContactPerson.objects.all().delete()
    ExhibitionPage.objects.update(live=False)

    page = preview(admin_client, OFFERED[name])

    assert ("Dafür fehlt" in page) == (name in MISSING_ON_AN_EMPTY_SITE)


MISSING_ON_AN_EMPTY_SITE = {
    "body-image",
    "body-gallery",
    "body-download",
    "body-contact",
    "home-exhibition",
    "video",
}


def preview(client, block) -> str:
    address = reverse("wagtailadmin_block_preview")
    response = client.get(address, {"id": block.definition_prefix})
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_pages_are_published(unpublished):
    assert unpublished.pk not in {page.pk for page in examples.first_pages(100)}
