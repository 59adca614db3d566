"""What editors see: every page type can be made, edited and previewed, in German."""

import pytest
from django.urls import reverse
from wagtail.models import get_page_models

from content.models import BasePage
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db


def one_page_of_each_kind():
    pages = {}
    for page in BasePage.objects.order_by("path").specific():
        pages.setdefault(type(page), page)
    return pages


def test_every_page_type_opens_in_the_editor(admin_client):
    for model, page in one_page_of_each_kind().items():
        response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 200, model


def test_every_page_type_can_be_begun_where_it_may_stand(admin_client):
    pages = one_page_of_each_kind()
    for parent in pages.values():
        for model in parent.allowed_subpage_models():
            if not model.can_create_at(parent):
                continue
            address = reverse(
                "wagtailadmin_pages:add",
                args=[model._meta.app_label, model._meta.model_name, parent.pk],
            )
            assert admin_client.get(address).status_code == 200, model


def test_every_page_type_can_be_previewed(admin_client, rf):
    for model, page in one_page_of_each_kind().items():
        response = page.make_preview_request()
        assert response.status_code == 200, model


def test_every_page_type_has_a_german_name():
    names = {model.__name__: model.get_verbose_name() for model in get_page_models()}

    assert [name for name, label in names.items() if label.replace(" ", "") == name] == []


def test_an_editor_publishes_a_page_and_the_public_reads_it(admin_client, client, home):
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    data = nested_form_data(
        {
            "title": "Fragen zur Förderung",
            "slug": "fragen",
            "introduction": "Was oft gefragt wird.",
            "body": streamfield([("text", rich_text("<p>Das steht hier.</p>"))]),
            "picture": "",
            "illustration": "",
            "as_of": "",
            "placement": "",
            "comments": {
                "TOTAL_FORMS": 0,
                "INITIAL_FORMS": 0,
                "MIN_NUM_FORMS": 0,
                "MAX_NUM_FORMS": 0,
            },
            "action-publish": "1",
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])

    response = admin_client.post(address, data)

    assert response.status_code == 302, response.context["form"].errors
    page = StandardPage.objects.get(slug="fragen")
    assert page.kind == "Seite"
    assert "Das steht hier." in client.get("/fragen/").text


def test_a_mission_page_can_stand_once_only(home):
    from home.models import MissionPage

    assert not MissionPage.can_create_at(home)
    assert HomePage.can_create_at(home) is False


def test_the_settings_can_be_edited(admin_client):
    from wagtail.models import Site

    address = reverse(
        "wagtailsettings:edit",
        args=["content", "organisationsettings", Site.objects.get(is_default_site=True).pk],
    )

    assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize(
    "model",
    [
        "networks_contactperson",
        "networks_region",
        "networks_crosscuttingtopic",
        "exhibitions_researchinstitution",
    ],
)
def test_the_snippets_can_be_listed_and_added(admin_client, model):
    for action in ("list", "add"):
        assert admin_client.get(reverse(f"wagtailsnippets_{model}:{action}")).status_code == 200
