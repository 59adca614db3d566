"""No two stretches of one thing overlap: a constraint of the database, on both databases."""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint


class NoOverlap(BaseConstraint):
    """Rows with the same `group` share no day between `start` and `end` (half-open).

    PostgreSQL has an exclusion constraint for that, whose columns need the extension btree_gist.
    SQLite gets two triggers; as deferred SQL that refers to its table they survive when Django
    makes the table anew. See docs/decisions/0013-no-set-twice.md.
    """

    default_violation_error_message = "Dieser Zeitraum ist für diesen Satz schon belegt."

    def __init__(self, *, group: str, start: str, end: str, name: str, **kwargs):
        self.group, self.start, self.end = group, start, end
        super().__init__(name=name, **kwargs)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"group": self.group, "start": self.start, "end": self.end}

    def __eq__(self, other):
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    __hash__ = None

    def triggers(self) -> dict[str, str]:
        """The names of SQLite's triggers, by the event they stand before."""
        columns = f"{self.group}_id, {self.start}, {self.end}"
        return {f"{self.name}_insert": "INSERT", f"{self.name}_update": f"UPDATE OF {columns}"}

    def constraint_sql(self, model, schema_editor):
        """Within CREATE TABLE."""
        if schema_editor.connection.vendor == "postgresql":
            return self._exclusion(model, schema_editor)
        schema_editor.deferred_sql.extend(self._trigger_statements(model, schema_editor))
        return None

    def create_sql(self, model, schema_editor):
        """On a table that is there already."""
        if schema_editor.connection.vendor == "postgresql":
            exclusion = self._exclusion(model, schema_editor).replace("%", "%%")
            return self._alter(model, schema_editor, f"ADD {exclusion}")
        for statement in self._trigger_statements(model, schema_editor):
            schema_editor.execute(statement)
        return None

    def remove_sql(self, model, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            name = schema_editor.quote_name(self.name)
            return self._alter(model, schema_editor, f"DROP CONSTRAINT {name}")
        for trigger in self.triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {schema_editor.quote_name(trigger)}")
        return None

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        """Say it in a form before the database does. Raises ValidationError."""
        if exclude and {self.group, self.start, self.end} & set(exclude):
            return
        group = getattr(instance, model._meta.get_field(self.group).attname)
        start, end = getattr(instance, self.start), getattr(instance, self.end)
        if None in (group, start, end):
            return
        others = model._default_manager.using(using).filter(
            **{self.group: group, f"{self.start}__lt": end, f"{self.end}__gt": start}
        )
        if others.exclude(pk=instance.pk).exists():
            raise ValidationError(
                self.get_violation_error_message(), code=self.violation_error_code
            )

    def is_in(self, connection, model) -> bool:
        """Whether the database has it."""
        names = [*self.triggers()] if connection.vendor == "sqlite" else [self.name]
        catalogue = {
            "sqlite": "SELECT count(*) FROM sqlite_master WHERE type='trigger' AND tbl_name=%s"
            " AND name IN (%s, %s)",
            "postgresql": "SELECT count(*) FROM pg_constraint WHERE contype='x'"
            " AND conrelid=to_regclass(%s) AND conname IN (%s)",
        }
        with connection.cursor() as cursor:
            cursor.execute(catalogue[connection.vendor], [model._meta.db_table, *names])
            (found,) = cursor.fetchone()
        return found == len(names)

    def _columns(self, model, quote) -> tuple[str, str, str]:
        names = (self.group, self.start, self.end)
        group, start, end = (quote(model._meta.get_field(name).column) for name in names)
        return group, start, end

    def _exclusion(self, model, schema_editor) -> str:
        group, start, end = self._columns(model, schema_editor.quote_name)
        return (
            f"CONSTRAINT {schema_editor.quote_name(self.name)} EXCLUDE USING gist"
            f" ({group} WITH =, daterange({start}, {end}, '[)') WITH &&)"
        )

    def _alter(self, model, schema_editor, change: str) -> Statement:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(f"ALTER TABLE %(table)s {change}", table=table)

    def _trigger_statements(self, model, schema_editor) -> list[Statement]:
        quote = schema_editor.quote_name
        group, start, end = self._columns(model, quote)
        key = quote(model._meta.pk.column)
        # Every name in it comes from the models.
        overlaps = (
            f"other.{group} = NEW.{group} AND other.{start} < NEW.{end}"
            f" AND NEW.{start} < other.{end}"
        )
        return [
            Statement(
                f"CREATE TRIGGER {quote(name)} BEFORE {event} ON %(table)s"  # noqa: S608
                f" WHEN EXISTS (SELECT 1 FROM %(table)s other WHERE {overlaps}"
                + ("" if event == "INSERT" else f" AND other.{key} <> NEW.{key}")
                + f") BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
                table=Table(model._meta.db_table, quote),
            )
            for name, event in self.triggers().items()
        ]
