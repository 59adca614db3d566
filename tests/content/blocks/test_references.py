"""Links, people, pages and forms that stand elsewhere."""

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from content import forms_registry
from content.blocks import LinkBlock
from networks.models import ContactPerson


@pytest.mark.parametrize("with_both", [True, False])
def test_a_link_leads_to_exactly_one_place(home, with_both):
    block = LinkBlock()
    page, url = (home.pk, "https://example.org/") if with_both else (None, "")
    value = block.to_python({"label": "Mehr", "page": page, "url": url})

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(value)

    assert list(refusal.value.block_errors) == ["page"]


def test_a_link_to_a_page_or_an_address_is_accepted(home):
    block = LinkBlock()

    page = block.clean(block.to_python({"label": "Mehr", "page": home.pk, "url": ""}))
    address = block.clean(block.to_python({"label": "Mehr", "url": "https://example.org/"}))

    assert (page.href, address.href) == (home.url, "https://example.org/")


def test_an_unpublished_page_is_no_address(unpublished):
    assert LinkBlock().to_python({"label": "Mehr", "page": unpublished.pk}).href == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_an_address_that_is_none_is_refused(db, address):
    block = LinkBlock()

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"label": "Mehr", "url": address}))


def call(**link):
    return ("call_to_action", {"title": "Los", "text": "", "link": {"label": "Mehr", **link}})


def test_a_call_to_action_has_one_button(render):
    html = render(call(url="https://example.org/"))

    assert '<aside class="call-to-action" aria-labelledby="block-1">' in html
    assert '<a class="button" href="https://example.org/">Mehr</a>' in html


def test_a_call_to_nowhere_is_not_shown(render, unpublished):
    assert render(call(page=unpublished.pk)).strip() == ""


def test_a_person_is_shown_from_where_she_is_kept(render, db):
    person = ContactPerson.objects.create(name="Erika Beispiel", phone="0351 1234")

    html = render(("contact", {"person": person.pk, "note": "Für Ideen"}))

    assert '<h2 class="contact-card__name">Erika Beispiel</h2>' in html
    assert "Für Ideen" in html


def test_a_person_who_is_gone_leaves_no_card(render, db):
    assert render(("contact", {"person": 0, "note": ""})).strip() == ""


def test_related_pages_show_only_what_is_published(render, home, unpublished):
    pages = [home.pk, unpublished.pk, 0]

    html = render(("related_pages", {"title": "Mehr dazu", "pages": pages}))

    assert html.count("<li>") == 1
    assert f'href="{home.url}"' in html


def test_related_pages_without_any_leave_no_heading(render, unpublished):
    block = ("related_pages", {"title": "Mehr dazu", "pages": [unpublished.pk]})

    assert render(block).strip() == ""


def test_a_link_into_another_language_says_so(render, home):
    english = home.get_translations().get(locale__language_code="en").specific
    block = ("related_pages", {"title": "More", "pages": [home.pk]})

    assert 'hreflang="de"' in render(block, page=english)
    assert "hreflang" not in render(block, page=home)


def test_a_form_that_is_gone_leaves_a_kind_sentence(render):
    assert "Formular nicht erreichbar" in render(("form", {"form": "gone"}))


def test_a_form_is_shown_by_the_app_it_belongs_to(render, monkeypatch):
    monkeypatch.setattr(forms_registry, "_forms", {})
    forms_registry.register_form("zitat", label="Zitat", template="components/placeholder.html")

    html = render(("form", {"form": "zitat"}))

    assert 'class="placeholder"' in html
    assert forms_registry.form_choices() == [("zitat", "Zitat")]
