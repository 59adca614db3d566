"""How long data stay, on the privacy page: what the nightly job goes by, and nothing else."""

import re

import pytest

from exhibitions.bookings.models import LendingRules
from networks.ideas import periods
from networks.ideas.states import IdeaState
from submissions.kinds import all_kinds

pytestmark = pytest.mark.django_db
CELL = r'<td data-head="[^"]*">(.*?)</td>'
ROW = re.compile(rf'<th scope="row">(.*?)</th>\s*{CELL}\s*{CELL}')


def rows(client):
    page = client.get("/datenschutz/").text.replace("\N{SOFT HYPHEN}", "")
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    return [tuple(cell.strip() for cell in found) for found in ROW.findall(page)]


def test_the_table_holds_every_period_of_every_kind_once(client):
    told = [(kind.label, each.what, each.how_long) for kind in all_kinds() for each in kind.kept()]

    assert rows(client) == told
    assert len(set(told)) == len(told) >= 12


@pytest.mark.parametrize("kind", ["idea", "booking", "contact", "barrier"])
def test_no_kind_that_the_public_sends_in_is_missing(kind):
    kinds = {each.key: each for each in all_kinds()}

    assert kinds[kind].kept()


def test_another_period_in_the_code_is_another_one_on_the_page(client, monkeypatch):
    monkeypatch.setitem(periods.MONTHS, IdeaState.DECLINED, 77)
    LendingRules.objects.update_or_create(pk=1, defaults={"keep_months": 78})

    shown = [how_long for _, _, how_long in rows(client)]

    assert "77 Monate" in shown
    assert "78 Monate" in shown


def test_the_table_of_contents_leads_to_it(client):
    page = client.get("/datenschutz/").text

    assert 'href="#wie-lange-wir-speichern"' in page
    assert 'id="wie-lange-wir-speichern"' in page
