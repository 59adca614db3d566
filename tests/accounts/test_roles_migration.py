"""The migration that makes the roles goes forth, back and forth again."""

import pytest
from django.contrib.auth.models import Group

from tests.operations.site_of_its_own import Site

GROUPS = """
import json
from django.contrib.auth.models import Group, Permission
from wagtail.models import Workflow
print(json.dumps([
    sorted(
        [
            group.name,
            group.permissions.count(),
            group.page_permissions.count(),
            group.collection_permissions.count(),
        ]
        for group in Group.objects.all()
    ),
    Workflow.objects.count(),
    Permission.objects.count(),
]))
"""


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    assert site.manage("migrate", "--verbosity=0").returncode == 0
    return site


def test_the_roles_can_be_taken_back_and_made_again(site):
    before = site.run(GROUPS)

    assert site.manage("migrate", "accounts", "0001", "--verbosity=0").returncode == 0
    between = site.run(GROUPS)
    assert site.manage("migrate", "--verbosity=0").returncode == 0

    assert between[:2] == [[], 0]
    assert site.run(GROUPS) == before


@pytest.mark.django_db
def test_the_groups_of_wagtails_example_are_gone():
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
