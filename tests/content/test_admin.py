"""What editors see: every page type can be made, edited and previewed, in German."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from content.models import BasePage, SiteRendition
from home.models import FocusAreaPage, HomePage, StandardPage
from networks.models import NetworkPage, Region, RegionPage

pytestmark = pytest.mark.django_db

# What a page needs before it can be shown, beside its title.
NEEDED = {
    "NetworkPage": {"focus_area": FocusAreaPage.objects.first, "region": Region.objects.first},
    "RegionPage": {"region": Region.objects.first},
    "NewsPage": {"date": date(2031, 1, 1)},
    "PosterPage": {"number": 99},
    "PublicationPage": {"year": 2031},
    "AccessibilityStatementPage": {
        "created_on": date(2031, 1, 1),
        "reviewed_on": date(2031, 1, 1),
    },
}


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


def test_a_network_can_be_begun_as_a_draft(admin_client):
    lausitz = RegionPage.objects.get(slug="lausitz")
    data = nested_form_data(
        {
            "title": "Ein Entwurf",
            "slug": "ein-entwurf",
            "introduction": "",
            "focus_area": FocusAreaPage.objects.first().pk,
            "contacts": inline_formset([]),
            "body": streamfield([]),
            "picture": "",
            "illustration": "",
            "as_of": "",
            "placement": "",
            "comments": inline_formset([]),
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["networks", "networkpage", lausitz.pk])

    assert admin_client.post(address, data).status_code == 302
    page = NetworkPage.objects.get(slug="ein-entwurf")
    assert (page.live, page.region.slug) == (False, "lausitz")


def test_every_page_type_can_be_previewed_before_it_is_saved(admin_client):
    for parent in one_page_of_each_kind().values():
        for model in parent.allowed_subpage_models():
            page = model(title="Neu", slug="neu", locale=parent.locale)
            page.depth = parent.depth + 1
            page.path = model._get_children_path_interval(parent.path)[0]
            page.set_url_path(parent)
            for field, value in NEEDED.get(model.__name__, {}).items():
                setattr(page, field, value() if callable(value) else value)
            assert page.make_preview_request().status_code == 200, model


def test_every_page_type_can_be_copied(home):
    for page in one_page_of_each_kind().values():
        if page.depth > 2 and page.locale_id == home.locale_id:
            copy = page.copy(
                update_attrs={"slug": f"kopie-{page.pk}"}, recursive=False, keep_live=False
            )
            assert type(copy) is type(page)


def test_every_field_tells_editors_what_it_wants():
    self_explaining = {"title", "slug", "body", "file", "collection", "focal_point_x"}
    silent = [
        f"{model.__name__}.{field.name}"
        for app in ("content", "home", "networks", "exhibitions")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_fields
        if field.editable
        and not field.auto_created
        and not field.primary_key
        and not field.help_text
        and not isinstance(field, ParentalKey)
        and field.name not in self_explaining
        and not field.name.startswith("focal_point")
        and model is not SiteRendition
    ]

    assert silent == []
