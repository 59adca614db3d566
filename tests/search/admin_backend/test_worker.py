"""The worker writes the index; nobody who saves something waits for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from home.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tasks_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    DBTaskResult.objects.all().delete()


def work():
    """What the worker does with all that is waiting; how each task ended."""
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    tasks = list(DBTaskResult.objects.ready())
    for task in tasks:
        task.claim("test")
        worker.run_task(task)
    return [task.status for task in tasks if task.task_path.startswith("modelsearch.")]


def test_saving_leaves_the_index_to_the_worker(home):
    with CaptureQueriesContext(connection) as captured:
        home.add_child(instance=StandardPage(title="Quarkspeise", slug="neu"))

    assert not [each for each in captured if "wagtailsearch_indexentry" in each["sql"]]
    assert Page.objects.autocomplete("quark").count() == 0
    assert set(work()) == {"SUCCESSFUL"}
    assert Page.objects.autocomplete("quark").count() == 1


def test_deleting_takes_the_entry_away_at_once(home):
    page = home.add_child(instance=StandardPage(title="Quarkspeise", slug="neu"))
    work()

    page.delete()

    assert Page.objects.autocomplete("quark").count() == 0


def test_what_is_gone_before_the_worker_comes_leaves_nothing_behind(home):
    home.add_child(instance=StandardPage(title="Quarkspeise", slug="neu")).delete()
    home.add_child(instance=StandardPage(title="Kirschen", slug="neu"))

    ended = work()

    assert ended[-1] == "SUCCESSFUL"
    assert Page.objects.autocomplete("quark").count() == 0
    assert Page.objects.autocomplete("kirsch").count() == 1
