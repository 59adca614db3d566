"""The first administrator of a fresh site."""

import logging
import stat

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "erster-login.txt"


def test_it_makes_an_administrator_with_the_password_of_the_file(file, capsys):
    call_command("create_first_admin")

    name, password = file.read_text().splitlines()
    user = User.objects.get()
    assert (name, user.is_superuser) == ("admin", True)
    assert user.check_password(password)
    assert len(password) >= 20


def test_the_file_is_for_its_owner_only(file, capsys):
    file.write_text("somebody wrote this before")
    file.chmod(0o644)

    call_command("create_first_admin")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_password_is_said_once_and_stands_in_no_log(file, capsys, caplog):
    caplog.set_level(logging.DEBUG)

    call_command("create_first_admin")

    password = file.read_text().splitlines()[1]
    assert capsys.readouterr().out.count(password) == 1
    assert password not in caplog.text


def test_the_second_time_it_does_nothing(file, capsys):
    call_command("create_first_admin")
    before = file.read_text()

    call_command("create_first_admin")

    assert file.read_text() == before
    assert User.objects.count() == 1


def test_where_somebody_may_do_everything_it_makes_nobody(file, capsys):
    UserFactory(administrator=True)

    call_command("create_first_admin")

    assert not file.exists()
    assert User.objects.count() == 1


def test_a_name_that_is_taken_is_not_taken_over(file):
    UserFactory(username="admin")

    with pytest.raises(CommandError, match="vergeben"):
        call_command("create_first_admin")

    assert not file.exists()


def test_each_site_has_another_password(file, capsys):
    call_command("create_first_admin")
    first = file.read_text()
    User.objects.all().delete()

    call_command("create_first_admin")

    assert file.read_text() != first
