"""What the index of the admin does not know."""

import pytest
from django.core.management import call_command
from django.db import connection
from modelsearch.index import FilterField, get_indexed_models
from wagtail.models import Page

from accounts.models import User
from home.models import StandardPage
from search.admin_backend.entries import kept_fields
from submissions.models import Submission
from tests.exhibitions.bookings.factories import BookingFactory
from tests.factories import ContactPersonFactory, SiteImageFactory

pytestmark = pytest.mark.django_db


def dump():
    """Every word in every table of the index."""
    with connection.cursor() as cursor:
        tables = [
            table
            for table in connection.introspection.table_names(cursor)
            if table.startswith("wagtailsearch_")
        ]
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += cursor.fetchall()
    assert rows
    return " ".join(
        bytes(value).decode(errors="replace")
        if isinstance(value, (bytes, memoryview))
        else str(value)
        for row in rows
        for value in row
    ).lower()


def test_of_a_page_the_title_is_kept_and_nothing_else(home):
    page = StandardPage(
        title="Apfelkuchen",
        slug="neu",
        introduction="Birnenkuchen",
        search_description="Pflaumenkuchen",
        seo_title="Kirschkuchen",
        body=[("text", "<p>Quarkkuchen</p>")],
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    page.introduction = "Mohnkuchen"
    page.save_revision()
    call_command("update_index", verbosity=0)

    kept = dump()

    assert "apfelkuchen" in kept
    for cake in ("birnen", "pflaumen", "kirsch", "quark", "mohn"):
        assert f"{cake}kuchen" not in kept


def test_pages_are_found_by_their_titles_whatever_their_kind_declares():
    assert Page.objects.search("Glossar").count() >= 1
    for kind in get_indexed_models():
        if issubclass(kind, Page):
            assert {field.field_name for field in kept_texts(kind)} <= {"title"}


def kept_texts(model):
    return [field for field in kept_fields(model) if not isinstance(field, FilterField)]


def test_neither_users_nor_what_was_sent_in_is_in_the_index():
    ContactPersonFactory(name="Kontaktmensch", email="oeffentlich@example.org")
    user = User.objects.create_user(
        "anmeldename", "geheim@example.org", first_name="Vorname", last_name="Apfelkuchen"
    )
    SiteImageFactory(title="Ein Bild", uploaded_by_user=user)
    booking = BookingFactory(contact_name="Birnenkuchen", contact_email="birne@example.org")
    call_command("update_index", verbosity=0)

    kept = dump()

    assert "kontaktmensch" in kept
    assert Submission.objects.filter(pk=booking.pk).exists()
    for secret in ("anmeldename", "geheim", "apfelkuchen", "birnenkuchen", "birne"):
        assert secret not in kept
    assert booking.reference.lower() not in kept


def test_only_pages_files_and_public_snippets_are_indexed():
    assert {model._meta.label for model in get_indexed_models() if not issubclass(model, Page)} == {
        "content.SiteDocument",
        "content.SiteImage",
        "exhibitions.ResearchInstitution",
        "networks.ContactPerson",
        "wagtaildocs.Document",
        "wagtailimages.Image",
    }
