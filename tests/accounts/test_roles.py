"""What each role may do, and what not."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Workflow

from accounts.roles import ROLES
from tests.accounts.factories import UserFactory
from tests.factories import ContactPersonFactory, SiteDocumentFactory, make_news

pytestmark = pytest.mark.django_db

E, C, N, A, S, B, V = (
    "Redaktion",
    "Chefredaktion",
    "Netzwerkmanagement",
    "Ausstellungsleitung",
    "Sachbearbeitung",
    "Fachberatung",
    "Administration",
)

# Every right that a role has for the whole site; what no line names, no role has.
GENERAL = {
    "wagtailadmin.access_admin": {E, C, N, A, S, B, V},
    "networks.view_contactperson": {E, C, N, A, V},
    "networks.add_contactperson": {C, V},
    "networks.change_contactperson": {C, N, V},
    "networks.delete_contactperson": {C, V},
    "networks.view_region": {E, C, N, A, V},
    "networks.add_region": {C, V},
    "networks.change_region": {C, V},
    "networks.delete_region": {C, V},
    "networks.view_crosscuttingtopic": {E, C, N, A, V},
    "networks.add_crosscuttingtopic": {C, V},
    "networks.change_crosscuttingtopic": {C, V},
    "networks.delete_crosscuttingtopic": {C, V},
    "exhibitions.view_researchinstitution": {E, C, N, A, V},
    "exhibitions.add_researchinstitution": {C, A, V},
    "exhibitions.change_researchinstitution": {C, A, V},
    "exhibitions.delete_researchinstitution": {C, A, V},
    "bookings.view_booking": {C, A, S, V},
    "bookings.add_booking": {A, V},
    "bookings.change_booking": {A, S, V},
    "bookings.view_posterset": {C, A, V},
    "bookings.add_posterset": {A, V},
    "bookings.change_posterset": {A, V},
    "bookings.delete_posterset": {A, V},
    "bookings.view_closure": {C, A, V},
    "bookings.add_closure": {A, V},
    "bookings.change_closure": {A, V},
    "bookings.delete_closure": {A, V},
    "bookings.view_holidayperiod": {C, A, V},
    "bookings.add_holidayperiod": {A, V},
    "bookings.change_holidayperiod": {A, V},
    "bookings.delete_holidayperiod": {A, V},
    "bookings.view_loanterms": {C, A, V},
    "bookings.add_loanterms": {A, V},
    "bookings.change_loanterms": {A, V},
    "bookings.delete_loanterms": {A, V},
    "bookings.change_lendingrules": {A, V},
    "submissions.view_mailtext": {C, A, S, V},
    "submissions.change_mailtext": {A, S, V},
    "submissions.view_outboxmail": {A, S, V},
    "submissions.change_outboxmail": {A, S, V},
    "submissions.view_auditentry": {V},
    "ideas.view_projectidea": {N, S, B, V},
    "ideas.change_projectidea": {N, S, V},
    "ideas.see_every_idea": {S, V},
    "ideas.erase_projectidea": {S, V},
    "ideas.view_adviceday": {N, S, V},
    "ideas.add_adviceday": {N, S, V},
    "ideas.change_adviceday": {N, S, V},
    "ideas.delete_adviceday": {S, V},
    "ideas.view_criterion": {V},
    "ideas.add_criterion": {V},
    "ideas.change_criterion": {V},
    "ideas.delete_criterion": {V},
    "ideas.view_route": {V},
    "ideas.add_route": {V},
    "ideas.change_route": {V},
    "ideas.delete_route": {V},
    "ideas.view_membership": {V},
    "ideas.add_membership": {V},
    "ideas.change_membership": {V},
    "ideas.delete_membership": {V},
    "ideas.view_consenttext": {V},
    "ideas.add_consenttext": {V},
    "ideas.change_consenttext": {V},
    "ideas.change_idearules": {V},
    "enquiries.view_enquiry": {S, V},
    "enquiries.change_enquiry": {S, V},
    "search.view_searchedquery": {E, C, V},
    "search.view_synonymgroup": {E, C, V},
    "search.add_synonymgroup": {E, C, V},
    "search.change_synonymgroup": {E, C, V},
    "search.delete_synonymgroup": {E, C, V},
    "search.view_promotion": {E, C, V},
    "search.add_promotion": {E, C, V},
    "search.change_promotion": {E, C, V},
    "search.delete_promotion": {E, C, V},
    "search.view_listedword": {E, C, V},
    "search.add_listedword": {E, C, V},
    "search.change_listedword": {E, C, V},
    "search.delete_listedword": {E, C, V},
    "wagtailredirects.view_redirect": {C, V},
    "wagtailredirects.add_redirect": {C, V},
    "wagtailredirects.change_redirect": {C, V},
    "wagtailredirects.delete_redirect": {C, V},
    "content.change_organisationsettings": {C, V},
    "simple_translation.submit_translation": {C, V},
    "accounts.view_user": {V},
    "accounts.add_user": {V},
    "accounts.change_user": {V},
    "accounts.delete_user": {V},
    "auth.view_group": {V},
    "auth.add_group": {V},
    "auth.change_group": {V},
    "auth.delete_group": {V},
    "wagtailcore.view_workflow": {V},
    "wagtailcore.add_workflow": {V},
    "wagtailcore.change_workflow": {V},
    "wagtailcore.delete_workflow": {V},
    "wagtailcore.view_task": {V},
    "wagtailcore.add_task": {V},
    "wagtailcore.change_task": {V},
    "wagtailcore.delete_task": {V},
}
PAGES = {
    "add_page": {E, C, V},
    "change_page": {E, C, V},
    "publish_page": {C, V},
    "lock_page": {C, V},
    "unlock_page": {C, V},
    "bulk_delete_page": {V},
}
COLLECTIONS = {
    "add_image": {E, C, N, A, V},
    "choose_image": {E, C, N, A, V},
    "change_image": {E, C, V},
    "delete_image": {C, V},
    "add_document": {E, C, N, A, V},
    "choose_document": {E, C, N, A, V},
    "change_document": {E, C, V},
    "delete_document": {C, V},
    "add_collection": {V},
    "change_collection": {V},
    "delete_collection": {V},
}

# What the admin shows to whom: the page itself, not only the right.
ADDRESSES = {
    "/admin/": {E, C, N, A, S, B, V},
    "/admin/users/": {V},
    "/admin/users/new/": {V},
    "/admin/groups/": {V},
    "/admin/collections/": {V},
    "/admin/redirects/": {C, V},
    "/admin/redirects/add/": {C, V},
    "/admin/settings/content/organisationsettings/": {C, V},
    "/admin/snippets/networks/contactperson/": {E, C, N, A, V},
    "/admin/snippets/networks/contactperson/add/": {C, V},
    "/admin/snippets/exhibitions/researchinstitution/add/": {C, A, V},
    "/admin/suche/anfragen/": {E, C, V},
    "/admin/suche/synonyme/new/": {E, C, V},
    "/admin/suche/hervorgehoben/new/": {E, C, V},
    "/admin/suche/wortliste/new/": {E, C, V},
    "/admin/images/": {E, C, N, A, V},
    "/admin/documents/": {E, C, N, A, V},
    "/admin/documents/multiple/add/": {E, C, N, A, V},
    "/admin/workflows/list/": {V},
    "/admin/sites/": set(),
    "/admin/locales/": set(),
}


@pytest.fixture
def person():
    return lambda role: UserFactory(groups=[role])


def test_the_roles_are_the_only_groups():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_the_rights_of_the_table_and_no_other(role):
    group = Group.objects.get(name=role)

    general = {
        f"{label}.{codename}"
        for label, codename in group.permissions.values_list("content_type__app_label", "codename")
    }
    pages = set(group.page_permissions.values_list("permission__codename", flat=True))
    files = set(group.collection_permissions.values_list("permission__codename", flat=True))

    assert general == {right for right, roles in GENERAL.items() if role in roles}
    assert pages == {right for right, roles in PAGES.items() if role in roles}
    assert files == {right for right, roles in COLLECTIONS.items() if role in roles}


@pytest.mark.parametrize("role", ROLES)
def test_the_admin_opens_to_a_role_what_it_may_do_and_nothing_else(client, person, role):
    client.force_login(person(role))

    def opens(path):
        # Who may not is sent back to the first page.
        answer = client.get(path, follow=True)
        return answer.status_code == 200 and answer.request["PATH_INFO"].startswith(path)

    expected = {path for path, roles in ADDRESSES.items() if role in roles}
    assert {path for path in ADDRESSES if opens(path)} == expected


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_publish_publishes(person, role):
    page = make_news()
    user = person(role)
    may = page.permissions_for_user(user)

    assert may.can_edit() is (role in {E, C, V})
    assert may.can_publish() is (role in {C, V})
    assert may.can_unpublish() is (role in {C, V})
    assert may.can_lock() is (role in {C, V})


def test_redaktion_may_not_delete_what_is_published(person):
    assert not make_news().permissions_for_user(person(E)).can_delete()
    assert make_news("Andere").permissions_for_user(person(C)).can_delete()


def test_a_file_may_be_changed_by_the_editors_and_who_brought_it(client, person):
    manager = person(N)
    own = SiteDocumentFactory(uploaded_by_user=manager)
    foreign = SiteDocumentFactory()

    def may_change(user):
        client.force_login(user)
        paths = [f"/admin/documents/edit/{document.pk}/" for document in (own, foreign)]
        return [client.get(path).status_code == 200 for path in paths]

    assert may_change(manager) == [True, False]
    assert may_change(person(E)) == [True, True]
    assert may_change(person(S)) == [False, False]


def test_netzwerkmanagement_keeps_the_contact_data_up_to_date(client, person):
    contact = ContactPersonFactory(name="Vorname Name")
    client.force_login(person(N))

    client.post(
        f"/admin/snippets/networks/contactperson/edit/{contact.pk}/",
        {"name": "Vorname Neuername", "role": "", "organisation": "", "phone": "", "email": ""},
    )

    contact.refresh_from_db()
    assert contact.name == "Vorname Neuername"


def test_what_the_redaktion_submits_waits_for_the_chefredaktion(person, home):
    page = make_news()
    workflow = page.get_workflow()
    page.title = "Neue Fassung"
    page.save_revision()

    state = workflow.start(page, person(E))
    task = state.current_task_state.task.specific

    assert [group.name for group in task.groups.order_by("name")] == [V, C]
    assert task.user_can_access_editor(page, person(C))
    assert [name for name, *_ in task.get_actions(page, person(E))] == []
    state.current_task_state.specific.approve(user=person(C))
    assert Page.objects.get(pk=page.pk).title == "Neue Fassung"


def test_every_page_has_the_one_workflow():
    assert {page.get_workflow() for page in Page.objects.filter(depth__gt=1)[:5]} == {
        Workflow.objects.get()
    }


def test_making_the_roles_again_changes_nothing():
    def rights():
        return (
            sorted(Group.permissions.through.objects.values_list("group", "permission")),
            sorted(GroupPagePermission.objects.values_list("group", "page", "permission")),
            Workflow.objects.count(),
            Permission.objects.count(),
        )

    before = rights()

    importlib.import_module("accounts.migrations.0002_roles").make_approval(
        apps, Page.objects.get(depth=1)
    )

    assert rights() == before
