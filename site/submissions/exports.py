"""Lists as files for spreadsheet programs, which must never take a cell for a formula.

Whatever a stranger typed is text: https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import zip_longest
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from submissions import audit
from submissions.models import Submission

logger = logging.getLogger(__name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_A_FORMULA = tuple("=+-@|%")
NARROWEST, WIDEST = 10, 60  # characters of a column
LONGEST_TEXT = 32_767  # characters in a cell of Excel
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows UTF-8


def defused(text: str) -> str:
    """A text that no spreadsheet program takes for a formula; an apostrophe goes before it."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[: LONGEST_TEXT - 1]
    folded = unicodedata.normalize("NFKC", text)
    begins = folded.lstrip().startswith(STARTS_A_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if begins else text


def cell_value(value: Any) -> Any:
    """What stands in a cell: numbers and dates as such, all else as defused text."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case datetime():
            return timezone.make_naive(value) if timezone.is_aware(value) else value
        case int() | float() | date():
            return value
    return defused(str(value))


def xlsx_response(headings: list[str], rows: Iterable[list], name: str) -> FileResponse:
    """The rows as a workbook."""
    rows = [[*row] for row in rows]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title="Tabelle")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_widths([headings, *rows]), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    output = BytesIO()
    workbook.save(output)
    output.seek(0)
    return _kept_by_nobody(
        FileResponse(output, as_attachment=True, content_type=XLSX, filename=f"{name}.xlsx")
    )


def csv_response(headings: list[str], rows: Iterable[list], name: str) -> HttpResponse:
    """The rows as text, as a German Excel reads it: semicolons, dates with dots."""
    response = StreamingHttpResponse(
        _csv_lines(headings, rows), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return _kept_by_nobody(response)


def _kept_by_nobody(response):
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _widths(rows: list[list]) -> list[int]:
    """As wide as what stands in a column, within what fits a screen."""
    columns = zip_longest(*rows, fillvalue="")
    return [
        min(max(max(len(str(_words(cell_value(each)))) for each in column) + 2, NARROWEST), WIDEST)
        for column in columns
    ]


def _cell(sheet, value: Any) -> WriteOnlyCell:
    value = cell_value(value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.number_format = "dd.mm.yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd.mm.yyyy"
    return cell


def _csv_lines(headings: list[str], rows: Iterable[list]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    for row in [headings, *rows]:
        line = StringIO()
        csv.writer(line, delimiter=";").writerow([_words(cell_value(value)) for value in row])
        yield line.getvalue()


def _words(value: Any) -> Any:
    match value:
        case datetime():
            return f"{value:%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
        case float():
            return str(value).replace(".", ",")
    return value


class ExportedList:
    """For a list of the admin: `?export=xlsx` and `?export=csv` with cells that are safe.

    `export_columns` answers pairs of a heading and what it shows of a row. Who took which
    submissions away is written to the log; lists of other things are not.
    """

    list_export = ["reference"]  # what the buttons of Wagtail's list look at

    def export_columns(self) -> list[tuple[str, Any]]:
        raise NotImplementedError

    def as_spreadsheet(self, queryset, spreadsheet_format):
        columns = self.export_columns()
        logger.info("User %s exports %s", self.request.user.pk, self.get_filename())
        queryset = list(queryset)
        audit.write_each(
            audit.EXPORT,
            by=self.request.user,
            about=[each for each in queryset if isinstance(each, Submission)],
            changes={"format": str(spreadsheet_format)},
        )
        rows = ([show(item) for _, show in columns] for item in queryset)
        answer = xlsx_response if spreadsheet_format == self.FORMAT_XLSX else csv_response
        return answer([heading for heading, _ in columns], rows, self.get_filename())
