"""Pictures: what an editor must say of them, and that none ever breaks a page."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from content.image_credits import images_in_use
from content.models import SiteImage, SiteRendition
from content.pictures import all_specs, make_renditions
from content.tasks import prepare_renditions
from content.templatetags.pictures import page_picture, responsive_picture
from home.models import FocusAreaPage
from tests.factories import SiteImageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["description", "credit", "licence"])
def test_an_image_without_text_alternative_author_or_licence_is_refused(field):
    image = SiteImageFactory.build(**{field: ""})

    with pytest.raises(ValidationError) as refusal:
        image.full_clean(exclude=["collection", "file"])

    assert field in refusal.value.message_dict


def test_a_picture_comes_in_three_formats_with_its_measures():
    html = responsive_picture(SiteImageFactory(), "card")

    assert re.findall(r'<source\s+type="([\w/]+)"', html) == ["image/avif", "image/webp"]
    assert 'width="64"' in html
    assert 'height="48"' in html
    assert 'alt="Eine grüne Fläche"' in html
    assert 'loading="lazy"' in html


def test_a_picture_above_the_fold_is_loaded_at_once():
    html = responsive_picture(SiteImageFactory(), "card", eager=True)

    assert "lazy" not in html
    assert 'fetchpriority="high"' in html


def test_a_broken_file_gives_no_picture_and_no_error():
    assert responsive_picture(SiteImageFactory(spoil=True), "card") == ""


def test_a_page_with_a_broken_picture_answers(client):
    page = FocusAreaPage.objects.first()
    page.picture = SiteImageFactory(spoil=True)
    page.save()

    for address in (page.url, "/", "/schwerpunkte/", "/bildnachweis/"):
        assert client.get(address).status_code == 200


def test_a_page_whose_picture_lost_its_file_answers(client):
    page = FocusAreaPage.objects.first()
    page.picture = SiteImageFactory()
    page.save()
    page.picture.renditions.all().delete()
    default_storage.delete(page.picture.file.name)

    assert client.get(page.url).status_code == 200


def test_a_photograph_goes_before_the_drawing():
    page = FocusAreaPage.objects.first()
    drawing = page_picture(page, "card")
    page.picture = SiteImageFactory()

    assert "<svg" in drawing
    assert "<picture" in page_picture(page, "card")


def test_all_sizes_are_made_ahead():
    image = SiteImageFactory()
    image.renditions.all().delete()

    prepare_renditions.enqueue(image.pk)

    assert set(image.renditions.values_list("filter_spec", flat=True)) >= set(all_specs())


def test_making_sizes_of_a_broken_file_ends_quietly():
    image = SiteImageFactory(spoil=True)

    assert prepare_renditions.call(image.pk) == 0
    assert prepare_renditions.call(987654) == 0


def test_a_rendition_is_handed_out_to_keep(client):
    image = SiteImageFactory()
    make_renditions(image, ["width-400|format-webp"])

    response = client.get(image.renditions.get(filter_spec="width-400|format-webp").url)

    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"


def test_a_rendition_whose_file_was_lost_is_made_again(client):
    image = SiteImageFactory()
    make_renditions(image, ["width-400|format-webp"])
    rendition = image.renditions.get(filter_spec="width-400|format-webp")
    default_storage.delete(rendition.file.name)

    response = client.get(rendition.url)

    assert response.status_code == 200
    response.close()


@pytest.mark.parametrize(
    "path",
    [
        "/media/images/.",
        "/media/images/gibt-es-nicht.webp",
        "/media/images/../db.sqlite3",
        "/media/original_images/x.png/",
    ],
)
def test_nothing_but_renditions_is_handed_out(client, path):
    assert client.get(path).status_code == 404


def test_the_original_of_an_image_is_not_handed_out(client):
    image = SiteImageFactory()

    assert image.file.name.startswith("original_images/")
    assert client.get(f"/media/{image.file.name}").status_code == 404


def test_the_credits_name_the_pictures_in_use_and_no_others(client):
    unused = SiteImageFactory(title="Unbenutzt", credit="Foto: Niemand")
    used = SiteImageFactory(title="Benutzt", credit="Foto: Vorname Name")
    page = FocusAreaPage.objects.first()
    page.picture = used
    page.save_revision().publish()

    html = client.get("/bildnachweis/").text

    assert used in images_in_use()
    assert unused not in images_in_use()
    assert "Foto: Vorname Name" in html
    assert "Foto: Niemand" not in html


def test_a_picture_of_a_draft_is_not_in_the_credits():
    image = SiteImageFactory()
    page = FocusAreaPage.objects.first()
    page.picture = image
    page.save_revision().publish()
    page.unpublish()

    assert image not in images_in_use()


def test_a_new_image_is_prepared_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = SiteImageFactory()

    assert SiteRendition.objects.filter(image=image).count() == len(all_specs())
    assert SiteImage.objects.filter(pk=image.pk).exists()
