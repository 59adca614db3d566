"""The list as a file: what is shown, nobody's formula, and a line in the log about each row."""

import csv
import os
import subprocess
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from submissions.inbox.actions import set_tags, tags_named
from submissions.models import AuditEntry, Stage
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.kinds import OnlyThese, loans_with
from tests.submissions.inbox.places import LIST

pytestmark = pytest.mark.django_db
CONTACT = ["Ansprechperson", "E-Mail-Adresse", "Telefon"]
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1+1", "|calc", "%x", '=HYPERLINK("x")']


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def rows_of(response) -> list[dict]:
    text = content(response).decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_the_file_holds_what_the_list_shows(office, worker):
    booking = BookingFactory(institution="Schule", town="Löbau", assignee=worker)
    set_tags(booking, tags_named(["Lausitz", "wichtig"]), by=worker, seen=set())
    BookingFactory(stage=Stage.DONE)

    (row,) = rows_of(office.get(LIST, {"export": "csv", "stand": "new"}))

    assert row["Vorgangsnummer"] == booking.reference
    assert row["Art"] == "Ausleihe der Wanderausstellung"
    assert row["Titel"] == "Schule, Löbau"
    assert row["Stand"] == "Angefragt"
    assert row["Zuständig"] == "Wilma Werk"
    assert row["Schlagwörter"] == "Lausitz, wichtig"
    assert row["Erster Tag"] == "12.04.2027"  # the kind's own
    assert row["Ort"] == "Löbau"
    assert row["Ansprechperson"] == "Erika Beispiel"


def test_who_may_only_read_takes_no_contact_away(client, reader):
    client.force_login(reader)
    BookingFactory(contact_name="Gustav Geheimrat")

    text = content(client.get(LIST, {"export": "csv"})).decode()

    assert "Vorgangsnummer" in text
    assert not any(heading in text for heading in CONTACT)
    assert "Geheimrat" not in text


def test_the_contact_stands_only_in_rows_that_somebody_works_on(office):
    own, other = (BookingFactory(contact_name="Gustav Geheimrat") for _ in range(2))

    with loans_with(policy=lambda: MayChange(own.pk)):
        rows = rows_of(office.get(LIST, {"export": "csv"}))

    assert {row["Vorgangsnummer"]: row["Ansprechperson"] for row in rows} == {
        own.reference: "Gustav Geheimrat",
        other.reference: "",
    }


class MayChange(OnlyThese):
    def instances_user_has_any_permission_for(self, user, actions):
        if "view" in actions:
            return self.model.objects.all()
        return super().instances_user_has_any_permission_for(user, actions)


@pytest.mark.parametrize("way", ["list", "ticked"])
def test_each_row_that_is_taken_away_is_in_the_log(office, worker, way):
    first, second = BookingFactory(), BookingFactory()
    if way == "list":
        content(office.get(LIST, {"export": "xlsx"}))
        taken = {first.reference, second.reference}
    else:
        content(office.post(LIST, {"vorgang": first.pk, "handlung": "xlsx"}))
        taken = {first.reference}

    lines = AuditEntry.objects.filter(action="export", actor_id=worker.pk)
    assert {line.reference for line in lines} == taken
    assert lines.values("batch").distinct().count() == 1
    assert {str(line.changes) for line in lines} == {"{'format': 'xlsx'}"}


def test_the_list_of_loans_is_in_the_log_too(office, worker):
    booking = BookingFactory()

    content(office.get("/admin/ausleihe/vorgaenge/", {"export": "csv"}))

    assert list(AuditEntry.objects.values_list("action", "reference", "actor_id")) == [
        ("export", booking.reference, worker.pk)
    ]


def test_the_sheet_keeps_its_headings_in_view_and_is_wide_enough(office):
    BookingFactory(institution="Berufliches Schulzentrum mit sehr langem Namen")

    sheet = load_workbook(BytesIO(content(office.get(LIST, {"export": "xlsx"})))).active

    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width >= 10
    assert 40 < sheet.column_dimensions["C"].width <= 60


@pytest.mark.needs("libreoffice")
def test_a_spreadsheet_program_finds_no_formula(office, tmp_path):
    for each in EVIL:
        BookingFactory(institution=each, town=each, contact_name=each, contact_phone=each)
    file = tmp_path / "eingang.xlsx"
    file.write_bytes(content(office.get(LIST, {"export": "xlsx"})))

    subprocess.run(
        [
            os.environ["LIBREOFFICE"],
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "fods",
            "--outdir",
            str(tmp_path),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    opened = (tmp_path / "eingang.fods").read_text()

    assert opened.count("<table:table-row") > len(EVIL)
    assert "SUM(A1)" in opened
    assert "table:formula" not in opened
