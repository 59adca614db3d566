"""The guard of the database: what it says, what it lets through, and that nothing loses it."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from exhibitions.bookings.models import Occupancy
from exhibitions.bookings.models.no_overlap import NoOverlap
from tests.exhibitions.bookings.factories import BookingFactory, PosterSetFactory

FIRST, END = date(2027, 4, 9), date(2027, 4, 28)
GUARD = Occupancy.no_overlap()


@pytest.fixture
def taken(poster_set):
    return Occupancy.objects.create(
        poster_set=poster_set, start=FIRST, end=END, booking=BookingFactory()
    )


def other(poster_set, start, end):
    return Occupancy(poster_set=poster_set, start=start, end=end, booking=BookingFactory())


def test_a_form_says_it_in_german_before_the_database_does(taken, poster_set):
    with pytest.raises(ValidationError) as refused:
        other(poster_set, date(2027, 4, 27), date(2027, 5, 5)).full_clean(exclude=["closure"])

    assert "Dieser Zeitraum ist für diesen Satz schon belegt." in refused.value.messages


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (date(2027, 4, 1), date(2027, 4, 9), False),  # up to the first day
        (date(2027, 4, 28), date(2027, 5, 5), False),  # from the end on
        (date(2027, 4, 1), date(2027, 4, 10), True),
        (date(2027, 4, 27), date(2027, 5, 5), True),
        (date(2027, 4, 12), date(2027, 4, 13), True),
        (date(2027, 4, 1), date(2027, 5, 5), True),
        (FIRST, END, True),
    ],
)
def test_form_and_database_agree_on_what_overlaps(taken, poster_set, start, end, overlaps):
    row = other(poster_set, start, end)

    def refused_by(write):
        try:
            with transaction.atomic():
                write()
        except (ValidationError, IntegrityError):
            return True
        return False

    assert refused_by(lambda: GUARD.validate(Occupancy, row)) == overlaps
    assert refused_by(row.save) == overlaps


def test_another_set_is_another_matter(taken):
    row = other(PosterSetFactory(), FIRST, END)

    row.full_clean(exclude=["closure"])
    row.save()

    assert Occupancy.objects.count() == 2


def test_a_row_does_not_overlap_itself(taken):
    taken.end = date(2027, 4, 20)

    taken.full_clean(exclude=["closure"])
    taken.save()

    assert Occupancy.objects.get().end == date(2027, 4, 20)


WRITES = {
    "create": lambda row: Occupancy.objects.create(
        poster_set=row.poster_set, start=FIRST, end=END, booking=row.booking
    ),
    "bulk_create": lambda row: Occupancy.objects.bulk_create(
        [Occupancy(poster_set=row.poster_set, start=FIRST, end=END, booking=row.booking)]
    ),
    "update": lambda row: _free(row) and Occupancy.objects.filter(pk=row.pk).update(start=FIRST),
    "update of the set": lambda row: (
        _elsewhere(row) and Occupancy.objects.filter(pk=row.pk).update(poster_set=row.poster_set)
    ),
    "bulk_update": lambda row: (
        _free(row) and Occupancy.objects.bulk_update([_with(row, start=FIRST)], ["start"])
    ),
    "save": lambda row: _free(row) and _with(row, start=FIRST).save(),
}


def _free(row):
    row.start, row.end = END, date(2027, 5, 5)
    row.save()
    return row


def _elsewhere(row):
    mine = row.poster_set
    row.poster_set, row.start, row.end = PosterSetFactory(), FIRST, END
    row.save()
    row.poster_set = mine
    return row


def _with(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_no_way_to_write_gets_past_the_database(taken, poster_set, write):
    row = other(poster_set, FIRST, END)

    with pytest.raises(IntegrityError, match=GUARD.name), transaction.atomic():
        write(row)

    assert [each.booking for each in Occupancy.objects.filter(start__lt=END)] == [taken.booking]


@contextmanager
def changing_tables():
    """Without what SQLite's own editor asks for: a transaction cannot switch foreign keys off."""
    editor = connection.schema_editor()
    BaseDatabaseSchemaEditor.__enter__(editor)
    yield editor
    BaseDatabaseSchemaEditor.__exit__(editor, None, None, None)


@pytest.fixture
def stretch(db):
    """A model with such a constraint and a table of its own, to which nothing refers."""

    class Stretch(models.Model):
        poster_set = models.ForeignKey(
            "bookings.PosterSet", models.DO_NOTHING, db_constraint=False, related_name="+"
        )
        start, end = models.DateField(), models.DateField()

        class Meta:
            app_label = "bookings"
            constraints = [
                NoOverlap(group="poster_set", start="start", end="end", name="scratch_no_overlap")
            ]

        def __str__(self):
            return f"{self.start} {self.end}"

    with changing_tables() as editor:
        editor.create_model(Stretch)
    yield Stretch
    apps.all_models["bookings"].pop("stretch")
    apps.clear_cache()


def add_field(model, editor):
    note = models.CharField(max_length=10, null=True, unique=True)
    note.contribute_to_class(model, "note")
    editor.add_field(model, note)


def alter_field(model, editor):
    new = models.DateField(null=True)
    new.set_attributes_from_name("end")
    new.model = model
    editor.alter_field(model, model._meta.get_field("end"), new)


@pytest.mark.parametrize("changes", [[add_field], [alter_field], [add_field, alter_field]])
def test_the_guard_outlives_changes_of_its_table(stretch, changes):
    (guard,) = stretch._meta.constraints

    with changing_tables() as editor:
        for change in changes:
            change(stretch, editor)

    assert guard.is_in(connection, stretch)
    row = {"poster_set_id": 1, "start": FIRST, "end": END}
    stretch.objects.create(**row)
    with pytest.raises(IntegrityError, match=guard.name), transaction.atomic():
        stretch.objects.create(**row)


def test_the_check_is_silent_while_the_guard_is_there(db):
    call_command("check", "--database", "default", "--fail-level", "WARNING")


def test_the_check_finds_that_the_guard_is_gone(db):
    with changing_tables() as editor:
        statement = GUARD.remove_sql(Occupancy, editor)
        if statement:
            editor.execute(statement)

    with pytest.raises(CommandError, match=r"bookings\.E001"):
        call_command("check", "--database", "default")


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("trigger", GUARD.triggers())
def test_the_check_finds_that_one_of_two_triggers_is_gone(db, trigger):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger}")

    with pytest.raises(CommandError, match=r"bookings\.E001"):
        call_command("check", "--database", "default")


def test_the_check_is_silent_while_there_is_no_table(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bookings_occupancy RENAME TO bookings_elsewhere")

    call_command("check", "--database", "default", "--fail-level", "WARNING")


def test_the_guard_is_written_into_migrations_as_it_is():
    path, arguments, values = GUARD.deconstruct()

    assert path == "exhibitions.bookings.models.no_overlap.NoOverlap"
    assert arguments == ()
    assert values == {
        "name": "bookings_no_set_taken_twice",
        "group": "poster_set",
        "start": "start",
        "end": "end",
    }
    assert type(GUARD)(**values) == GUARD
