"""What the search finds of each block: what a visitor reads, and nothing else."""

import pytest

from content.blocks import BodyBlocks, ProcessBlock, VideoBlock
from home.models import HomePage
from home.sections import HomeSections, PathBlock
from tests.factories import ContactPersonFactory, SiteDocumentFactory, SiteImageFactory

pytestmark = pytest.mark.django_db


def found(kind, value, blocks=BodyBlocks) -> list[str]:
    """What the search finds of one block."""
    stream = blocks()
    value = stream.to_python([{"type": kind, "value": value, "id": "1"}])
    return stream.get_searchable_content(value)


def test_a_heading_is_found_without_its_level():
    assert found("heading", {"text": "Worum es geht", "level": "h3"}) == ["Worum es geht"]


def test_running_text_is_found_by_paragraphs_and_items():
    text = (
        "<p>Neue <b>An</b>triebe &amp; mehr:</p>"
        '<ul><li>Busse<ul><li><a href="https://example.org/">Bahnen</a></li></ul></li></ul>'
    )

    assert found("text", text) == ["Neue Antriebe & mehr:", "Busse", "Bahnen"]


def test_a_quotation_is_found_with_who_said_it():
    assert found("quote", {"text": "Gut.", "person": "Ada", "role": ""}) == ["Gut.", "Ada"]


def test_facts_are_found_also_without_a_number():
    value = {"title": "Kurz", "facts": [{"number": "5", "text": "Netze"}, {"text": "Ohne"}]}

    assert found("facts", value) == ["Kurz", "5", "Netze", "Ohne"]


def test_questions_and_answers_are_found_also_when_they_are_closed():
    entries = [{"title": "Wer?", "text": "<p>Alle.</p><p>Wirklich.</p>"}]

    assert found("accordion", {"first_open": True, "entries": entries}) == [
        "Wer?",
        "Alle.",
        "Wirklich.",
    ]


def test_a_notice_is_found_without_its_kind():
    value = {"kind": "warning", "title": "Vorsicht", "text": "<p>Glatt.</p>"}

    assert found("notice", value) == ["Vorsicht", "Glatt."]


def test_a_picture_is_found_by_what_it_shows_its_caption_and_its_author():
    image = SiteImageFactory(credit="Foto: Ada")
    picture = {"image": image.pk, "decorative": False, "alt_text": "Ein Windrad"}

    assert found("image", {"image": picture, "caption": "Im Feld"}) == [
        "Ein Windrad",
        "Im Feld",
        "Foto: Ada",
    ]


def test_a_decorative_picture_is_found_by_caption_and_author_only():
    image = SiteImageFactory(credit="Foto: Ada")
    picture = {"image": image.pk, "decorative": True, "alt_text": "Ein Windrad"}

    assert found("image", {"image": picture}) == ["Foto: Ada"]


def test_a_gallery_is_found_by_each_of_its_pictures():
    picture = {
        "image": {"image": SiteImageFactory(credit="Foto: Ada").pk, "alt_text": "Ein Rad"},
        "caption": "Oben",
    }

    assert found("gallery", {"title": "Bilder", "images": [picture]}) == [
        "Bilder",
        "Ein Rad",
        "Oben",
        "Foto: Ada",
    ]


def test_a_file_is_found_by_its_name_here_else_by_its_own():
    document = SiteDocumentFactory(title="Handreichung")

    assert found("download", {"document": document.pk, "title": ""}) == ["Handreichung"]
    assert found("download", {"document": document.pk, "title": "Für Sie"}) == ["Für Sie"]


def test_what_was_deleted_is_not_found():
    video = {"title": "Film", "file": 999, "minutes": 3, "transcript": "<p>Text.</p>"}

    assert found("download", {"document": 999, "title": "Weg"}) == []
    assert found("contact", {"person": 999, "note": "Weg"}) == []
    assert VideoBlock().get_searchable_content(VideoBlock().to_python(video)) == []


def test_a_table_is_found_by_its_caption_and_cells():
    data = {"data": [["Gruppe", None], ["Netz", "Rat"]], "table_caption": "Wer berät"}

    assert found("table", data | {"table_header_choice": "row"}) == [
        "Wer berät",
        "Gruppe",
        "Netz",
        "Rat",
    ]


def test_events_and_steps_are_found():
    event = {"date": "Juli 2021", "title": "", "text": "<p>Der Bericht.</p>"}

    assert found("timeline", {"entries": [event]}) == ["Juli 2021", "Der Bericht."]
    assert found("steps", {"entries": [{"title": "Eins", "text": "Zuerst."}]}) == [
        "Eins",
        "Zuerst.",
    ]


def test_a_person_is_found_by_name_and_task_and_not_by_how_to_reach_them():
    person = ContactPersonFactory(
        name="Ada Muster",
        role="Leitung",
        phone="0351 1234",
        email="ada@example.org",
        address="Weg 1",
    )

    assert found("contact", {"person": person.pk, "note": "Für Fragen"}) == [
        "Ada Muster",
        "Leitung",
        "Für Fragen",
    ]


def test_links_are_found_by_their_labels_and_not_by_where_they_lead(home):
    link = {"label": "Los", "page": None, "url": "https://example.org/geheim"}

    assert found("call_to_action", {"title": "Auf", "text": "", "link": link}) == ["Auf", "Los"]
    assert found("related_pages", {"title": "Mehr", "pages": [home.pk]}) == ["Mehr"]
    assert found("form", {"form": "contact"}) == []


def test_an_invitation_to_an_unpublished_page_is_not_found_as_it_is_not_shown(home, unpublished):
    link = {"label": "Los", "page": unpublished.pk, "url": ""}
    section = {"title": "Auf", "text": "Text", "page": unpublished.pk, "link_label": "Los"}
    path = {"title": "Auf", "text": "Text", "page": unpublished.pk}

    assert found("call_to_action", {"title": "Auf", "text": "", "link": link}) == []
    assert found("exhibition", section, HomeSections) == []
    assert PathBlock().get_searchable_content(PathBlock().to_python(path)) == []
    path["page"] = home.pk
    assert PathBlock().get_searchable_content(PathBlock().to_python(path)) == ["Auf", "Text"]


def test_a_process_is_found_by_every_group_task_and_way():
    block = ProcessBlock()
    value = block.to_python(ProcessBlock._meta_class.preview_value)

    assert block.get_searchable_content(value) == [
        "Arbeitsweise",
        "Projektinitiative",
        "Fachwissen",
        "Fachnetzwerk",
        "Strategie",
        "Verbale Empfehlung",
        "Verfahren nach RL InvKG",
        "Einreichung in ASTER",
        "Projektrealisierung",
        "Informationsgewinn",
    ]


def test_a_video_is_found_by_its_title_and_text():
    block = VideoBlock()
    value = block.to_python(
        {
            "title": "Film",
            "file": SiteDocumentFactory().pk,
            "minutes": "3.5",
            "transcript": "<p>Guten Tag.</p>",
        }
    )

    assert block.get_searchable_content(value) == ["Film", "Guten Tag."]


def test_the_sections_and_paths_of_the_start_page_are_found(home):
    section = {"title": "Neues", "text": "<p>Lesen.</p>", "links": []}
    paths = HomePage._meta.get_field("paths")

    assert found("text", section, HomeSections) == ["Neues", "Lesen."]
    assert "Netzwerk finden" in paths.get_searchable_content(home.paths)


def test_a_part_that_was_never_filled_in_says_nothing():
    assert found("quote", {"text": "Gut."}) == ["Gut."]
    assert found("quote", {"text": "Gut.", "person": None, "role": None}) == ["Gut."]
