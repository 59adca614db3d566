"""What a page shows of something else is found under its new name, and not under the old one."""

import json

import pytest
from django.db import connection
from django.db.models import Q

from content.models import OrganisationSettings
from exhibitions.bookings.models import LendingRules, LoanTerms
from exhibitions.models import ResearchInstitution
from home.models import FocusAreaPage, MissionPage, StandardPage
from networks.models import ContactPerson, CrossCuttingTopic, Region
from search.borrowed import SHOWN_ON
from search.engines import database_engine
from search.models import IndexState, SearchEntry
from tests.factories import SiteDocumentFactory, SiteImageFactory, make_news

pytestmark = pytest.mark.django_db

RENAMED = [
    (OrganisationSettings, "name"),
    (LendingRules, "delivery_text"),
    (ResearchInstitution, "name"),
    (FocusAreaPage, "title"),
    (ContactPerson, "name"),
    (CrossCuttingTopic, "title"),
    (Region, "name"),
]


def found(word):
    places = Q(body__contains=word) | Q(lead__contains=word) | Q(files__contains=word)
    return set(SearchEntry.objects.filter(places).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("model", "field"), RENAMED, ids=lambda each: getattr(each, "__name__", each)
)
def test_a_renamed_thing_is_found_where_it_is_shown(model, field):
    rows = model.objects.all()
    for row in rows:
        setattr(row, field, f"Quittenwort {row.pk}")
        row.save()
    before = found("Quittenwort")
    for row in rows.all():
        setattr(row, field, f"Mispelwort {row.pk}")
        row.save()

    assert before
    assert found("Mispelwort") == before
    assert found("Quittenwort") == set()


def test_new_terms_are_found_and_the_old_ones_are_not():
    LoanTerms.objects.create(text="- Quittenwort")
    assert len(found("Quittenwort")) == 1

    LoanTerms.objects.create(text="- Mispelwort")

    assert len(found("Mispelwort")) == 1
    assert found("Quittenwort") == set()


def test_a_renamed_mission_is_found_on_its_focus_area():
    page = MissionPage.objects.get()
    for mission in page.missions.all():
        mission.title = "Quittenwort"
        mission.save()
    page.save()

    assert len(found("Quittenwort")) > 1


def test_an_alias_is_found_under_what_its_source_says(home):
    source = FocusAreaPage.objects.first()
    alias = source.create_alias(update_slug="alias")
    source.title = "Quittenwort"
    source.save_revision().publish()

    assert SearchEntry.objects.get(pk=alias.pk).title == "Quittenwort"


def test_nothing_is_kept_of_a_deleted_page_and_everybody_hears_of_it():
    page = make_news("Quittenwort")
    key = page.pk
    assert database_engine().titles_with(["quittenwort"], 8) == [key]
    entries = IndexState.now().entries

    page.delete()

    assert not SearchEntry.objects.filter(pk=key).exists()
    assert IndexState.now().entries == entries + 1
    with connection.cursor() as cursor:
        column = {"sqlite": "rowid", "postgresql": "page_id"}[connection.vendor]
        cursor.execute(f"SELECT count(*) FROM search_words WHERE {column} = %s", [key])
        assert cursor.fetchone() == (0,)


def a_page_with(home, block, **value):
    body = json.dumps([{"type": block, "value": value}])
    return home.add_child(instance=StandardPage(title="Seite", body=body))


def test_another_author_of_a_picture_is_found_where_it_is_shown(home):
    image = SiteImageFactory(credit="Quittenwort")
    shown = {"image": image.pk, "alt_text": "Eine grüne Fläche", "decorative": False}
    page = a_page_with(home, "image", image=shown, caption="")
    assert page.pk in found("Quittenwort")

    image.credit = "Mispelwort"
    image.save()

    assert page.pk in found("Mispelwort")
    assert found("Quittenwort") == set()


def test_another_title_of_a_file_is_found_where_it_is_offered_and_none_when_it_is_gone(home):
    document = SiteDocumentFactory(title="Quittenwort")
    page = a_page_with(home, "download", document=document.pk, title="")
    assert page.pk in found("Quittenwort")

    document.title = "Mispelwort"
    document.save()
    renamed = found("Mispelwort"), found("Quittenwort")
    document.delete()

    assert renamed == ({page.pk}, set())
    assert found("Mispelwort") == set()


def test_everything_that_is_watched_is_shown_by_a_kind_of_page():
    from search.borrowed import pages_that_show

    assert all(pages_that_show(label) for label in SHOWN_ON)
