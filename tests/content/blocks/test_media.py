"""Pictures, galleries, files and videos."""

import re

from content.blocks.media import CaptionedImageBlock
from content.blocks.video import VideoBlock
from tests.content.blocks.conftest import HOSTILE, one_line


def picture(image, *, alt="Kräne", decorative=False, caption="Am Ufer"):
    return {
        "image": {"image": image.pk, "alt_text": alt, "decorative": decorative},
        "caption": caption,
    }


def test_a_picture_brings_its_size_its_caption_and_its_author(render, make_image):
    html = render(("image", picture(make_image())))

    assert '<figure class="picture">' in html
    assert '<source type="image/avif"' in html
    assert re.search(r'<img [^>]*width="\d+" height="\d+" alt="Kräne" loading="lazy"', html)
    assert "<figcaption><p>Am Ufer</p><p>Foto: Erika Beispiel</p></figcaption>" in html


def test_an_upright_picture_stays_narrow(render, make_image):
    assert "picture--portrait" in render(("image", picture(make_image((400, 900)))))


def test_a_decorative_picture_is_silent(render, make_image):
    assert 'alt=""' in render(("image", picture(make_image(), decorative=True)))


def test_a_picture_without_words_of_its_own_uses_those_of_the_image(render, make_image):
    assert 'alt="Eine Halde im Abendlicht"' in render(("image", picture(make_image(), alt="")))


def test_one_image_used_twice_keeps_both_text_alternatives(render, make_image):
    image = make_image()

    html = render(("image", picture(image, alt="Eins")), ("image", picture(image, decorative=True)))

    assert re.findall(r'alt="([^"]*)"', html) == ["Eins", ""]


def test_a_broken_file_leaves_no_figure(render, make_image):
    assert "<figure" not in render(("image", picture(make_image(broken=True))))


def test_a_deleted_image_leaves_no_figure(render, make_image):
    value = picture(make_image())
    value["image"]["image"] = 0

    assert "<figure" not in render(("image", value))


def test_hostile_captions_and_credits_are_text(render, make_image):
    value = picture(make_image(credit=HOSTILE), alt=HOSTILE, caption=HOSTILE)

    assert "<script" not in render(("image", value))


def test_a_gallery_leaves_out_what_is_broken(render, make_image):
    images = [picture(make_image()), picture(make_image(broken=True)), picture(make_image())]

    html = render(("gallery", {"title": "Am See", "images": images}))

    assert '<section class="gallery" aria-labelledby="block-1">' in html
    assert '<h2 class="h3" id="block-1">Am See</h2>' in html
    assert html.count("<figure>") == 2


def test_a_gallery_without_a_heading_still_has_a_name(render, make_image):
    html = render(("gallery", {"title": "", "images": [picture(make_image())]}))

    assert 'aria-label="Bildergalerie"' in html


def test_a_download_says_kind_size_and_whether_everybody_can_read_it(render, document):
    html = render(("download", {"document": document.pk, "title": "Zum Lesen"}))

    assert f'<a href="{document.url}">Zum Lesen</a>' in html
    assert "PDF, 2,0\xa0KB, barrierefrei geprüft" in html


def test_a_deleted_file_leaves_no_list(render, document):
    assert "<ul" not in render(("download", {"document": document.pk + 1, "title": ""}))


def test_a_video_says_size_and_length_and_brings_its_text(document, make_image):
    block = VideoBlock()
    value = {
        "title": "Über uns",
        "file": document.pk,
        "poster": make_image().pk,
        "minutes": "2.5",
        "transcript": "<p>Guten Tag.</p>",
    }

    html = one_line(block.render(block.to_python(value)))

    assert "(PDF, 2,0\xa0KB, 2,5 Minuten)" in html
    assert 'preload="none"' in html
    assert " poster=" in html
    assert "Guten Tag." in html


def test_a_video_with_a_broken_poster_still_plays(document, make_image):
    block = VideoBlock()
    value = {"title": "Über uns", "file": document.pk, "poster": make_image(broken=True).pk}

    html = one_line(block.render(block.to_python(value | {"minutes": "1", "transcript": ""})))

    assert "<video" in html
    assert "poster=" not in html
    assert "1 Minute)" in html


def test_a_picture_without_words_and_not_decorative_is_refused(make_image):
    block = CaptionedImageBlock()
    value = block.to_python(picture(make_image(), alt=""))

    assert "alt_text" in errors_of(block, value)["image"].block_errors


def errors_of(block, value):
    from wagtail.blocks.struct_block import StructBlockValidationError

    try:
        block.clean(value)
    except StructBlockValidationError as error:
        return error.block_errors
    return {}
