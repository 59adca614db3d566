"""The figures: equal to the rows behind their links, for each who looks."""

import csv
import random
import re
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from networks.ideas import actions, figures, progress
from networks.ideas.models import ProjectIdea, Where
from networks.ideas.states import IdeaState
from networks.models import Region
from submissions.models import AuditEntry
from submissions.retention import forget
from tests.networks.ideas.factories import (
    LAUSITZ,
    MITTELDEUTSCHLAND,
    IdeaFactory,
    adviser,
    bring_to,
    case_worker,
    network,
    network_manager,
)

pytestmark = pytest.mark.django_db

URL = "/admin/projektideen/zahlen/"
ENDS = [each for each in IdeaState if each != IdeaState.SPAM]


@pytest.fixture
def some_ideas():
    """Thirty of them, anywhere, in any state; the same every time."""
    ProjectIdea.objects.all().delete()
    dice = random.Random(2038)
    worker = case_worker()
    areas = [*progress.focus_areas(), None]
    places = [
        (Where.ONE, Region.objects.get(slug=LAUSITZ)),
        (Where.ONE, Region.objects.get(slug=MITTELDEUTSCHLAND)),
        (Where.BOTH, None),
        (Where.UNKNOWN, None),
    ]
    for _ in range(30):
        where, region = dice.choice(places)
        idea = IdeaFactory(focus_area=dice.choice(areas), where=where, region=region)
        end = dice.choice(ENDS)
        if end == IdeaState.DRAFT:
            continue
        if end == IdeaState.SUSPECT:
            bring_to(idea, end)
            continue
        actions.receive_idea(idea, consent=None)
        if idea.network_id is None:
            actions.assign_network(
                idea, network(), by=worker, seen_version=idea.version, reason="Muster"
            )
        bring_to(idea, end, by=worker)


def listed(client, url: str) -> int:
    """How many rows the inbox shows behind a link."""
    page = client.get(url)
    assert page.status_code == 200
    return page.context["number"]


def everybody():
    return {
        "worker": case_worker(),
        "manager": network_manager(network()),
        "adviser": adviser(of=network()),
    }


@pytest.mark.parametrize("who", ["worker", "manager", "adviser"])
def test_every_number_is_that_of_the_rows_behind_its_link(client, some_ideas, who):
    client.force_login(everybody()[who])
    page = client.get(URL).context

    linked = [number for _, number in page["funnel"]]
    linked += [number for _, numbers in page["lines"] for number in numbers] + page["totals"]

    assert linked[0].number > 0
    assert [each.number for each in linked] == [listed(client, each.url) for each in linked]


def test_lines_and_columns_add_up_to_what_came_in(client, some_ideas):
    client.force_login(case_worker())
    page = client.get(URL).context

    cells = [[number.number for number in numbers] for _, numbers in page["lines"]]
    totals = [number.number for number in page["totals"]]

    assert all(sum(line[:-1]) == line[-1] for line in cells)
    assert [sum(column) for column in zip(*cells, strict=True)] == totals
    assert totals[-1] == page["funnel"][0][1].number


def test_each_step_of_the_funnel_holds_the_next(some_ideas):
    numbers = [each.number for each in figures.funnel(figures.counted_ideas(case_worker()))]

    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] > 0


def test_a_manager_counts_only_what_she_may_see(client, some_ideas):
    everything = figures.funnel(figures.counted_ideas(case_worker()))[0].number
    hers = figures.funnel(figures.counted_ideas(network_manager(network())))[0].number
    nothing = figures.funnel(figures.counted_ideas(adviser("funding")))[0].number

    assert everything > hers > 0
    assert nothing < hers


def test_what_is_forgotten_still_counts(client, some_ideas):
    worker = case_worker()
    client.force_login(worker)

    def all_numbers():
        page = client.get(URL).context
        return (
            [number.number for _, number in page["funnel"]],
            [[each.number for each in numbers] for _, numbers in page["lines"]],
            page["lasting"],
        )

    before = all_numbers()
    for idea in figures.counted_ideas(worker):
        forget(idea)

    assert all_numbers() == before


def moved(reference: str, days_ago: float, before: str, after: str) -> None:
    AuditEntry.objects.create(
        kind="idea",
        reference=reference,
        action="ideas.take_up",
        at=timezone.now() - timedelta(days=days_ago),
        changes={"state": [before, after]},
    )


def test_the_median_of_days_adds_up_all_times_in_a_state():
    ProjectIdea.objects.all().delete()
    worker = case_worker()
    now = timezone.now()
    for arrived, moves in [
        (10, [(8, "new", "review"), (6, "review", "question"), (5, "question", "review")]),
        (20, [(14, "new", "review")]),
        (9, []),
    ]:
        idea = IdeaFactory(reached=IdeaState.NEW)
        ProjectIdea.objects.filter(pk=idea.pk).update(submitted_at=now - timedelta(days=arrived))
        for days_ago, before, after in moves:
            moved(idea.reference, days_ago, before, after)
    moved(idea.reference, 3, "new", "review")
    moved(idea.reference, 2, "review", "question")

    days = {
        each.label: (each.days, each.ideas)
        for each in figures.days_in_states(figures.counted_ideas(worker))
    }

    assert days["Eingegangen, noch nicht in Prüfung"] == (6.0, 3)
    assert days["In Prüfung"] == (1.5, 2)
    assert days["Rückfrage gestellt"] == (1.0, 1)
    assert days["Beraten, noch nicht weitergeführt"] == (None, 0)


def test_strange_lines_of_the_log_break_no_figure():
    idea = IdeaFactory(reached=IdeaState.NEW)
    for state in ([1, 2], "new", ["new"], None):
        AuditEntry.objects.create(
            kind="idea", reference=idea.reference, action="ideas.x", changes={"state": state}
        )

    assert figures.days_in_states(figures.counted_ideas(case_worker()))


def test_every_picture_is_drawn_by_the_server_with_its_table_beside_it(client, some_ideas):
    client.force_login(case_worker())
    page = client.get(URL).text

    pictures = re.findall(r'<svg class="advice-bars".*?</svg>', " ".join(page.split()))
    assert len(pictures) == 3
    assert page.count('<table class="listing advice-figures">') == 3
    numbers = re.findall(r' (?:width|y|x|height)="([^"]*)"', "".join(pictures))
    assert all(each.isdecimal() for each in numbers)
    assert len(re.findall("<rect", pictures[0])) == 4


def test_no_idea_at_all_is_no_fault(client):
    ProjectIdea.objects.all().delete()
    client.force_login(case_worker())

    page = client.get(URL)

    assert page.status_code == 200
    assert page.context["totals"][-1].number == 0


def test_the_export_says_the_same_numbers(client, some_ideas):
    client.force_login(case_worker())
    page = client.get(URL).context

    answer = client.get(URL + "?export=csv").getvalue().decode()
    rows = list(csv.reader(StringIO(answer.lstrip("\ufeff")), delimiter=";"))
    book = load_workbook(BytesIO(client.get(URL + "?export=xlsx").getvalue())).active

    assert rows[0] == ["Tabelle", "Zeile", "Spalte", "Zahl"]
    assert ["Schwerpunkt und Revier", "Summe", "Summe", str(page["totals"][-1].number)] in rows
    assert [cell.value for cell in list(book)[-1]][-1] == page["totals"][-1].number
    assert all(cell.data_type != "f" for line in book for cell in line)
    assert AuditEntry.objects.filter(action="export").count() == 2


def test_the_figures_cost_the_same_with_many_ideas(
    client, some_ideas, django_assert_max_num_queries
):
    ideas = figures.counted_ideas(case_worker())

    with django_assert_max_num_queries(10):
        figures.funnel(ideas)
        figures.by_focus_area_and_region(ideas)
        figures.days_in_states(ideas)


def test_who_reads_no_idea_reads_no_figure(client):
    from tests.accounts.factories import UserFactory

    client.force_login(UserFactory(groups=["Redaktion"]))

    assert client.get(reverse("idea_figures:index")).status_code == 302
