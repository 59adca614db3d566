"""A table to which rows are only added: triggers of the database refuse all else."""

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint


class AppendOnly(BaseConstraint):
    """No row is ever changed, and none deleted before it is `years` old by its column `since`.

    As deferred SQL that refers to its table the triggers of SQLite survive when Django makes the
    table anew.
    """

    def __init__(self, *, since: str, years: int, name: str, **kwargs):
        self.since, self.years = since, years
        super().__init__(name=name, **kwargs)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"since": self.since, "years": self.years}

    def __eq__(self, other):
        return isinstance(other, AppendOnly) and self.deconstruct() == other.deconstruct()

    __hash__ = None

    def triggers(self) -> dict[str, str]:
        """Names of the triggers, by the event they stand before."""
        return {f"{self.name}_update": "UPDATE", f"{self.name}_delete": "DELETE"}

    def constraint_sql(self, model, schema_editor):
        """Within CREATE TABLE."""
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model, schema_editor):
        """On a table that is there already."""
        for statement in self._statements(model, schema_editor):
            schema_editor.execute(statement, None)

    def remove_sql(self, model, schema_editor):
        table = Table(model._meta.db_table, schema_editor.quote_name)
        on_table = " ON %(table)s" if schema_editor.connection.vendor == "postgresql" else ""
        for trigger in self.triggers():
            name = schema_editor.quote_name(trigger)
            schema_editor.execute(
                Statement(f"DROP TRIGGER IF EXISTS {name}{on_table}", table=table)
            )

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        """A new row is always welcome."""

    def is_in(self, connection, model) -> bool:
        """Whether the database has it."""
        catalogue = {
            "sqlite": "SELECT count(*) FROM sqlite_master WHERE type='trigger' AND tbl_name=%s"
            " AND name IN (%s, %s)",
            "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid=to_regclass(%s)"
            " AND tgname IN (%s, %s)",
        }
        with connection.cursor() as cursor:
            cursor.execute(catalogue[connection.vendor], [model._meta.db_table, *self.triggers()])
            (found,) = cursor.fetchone()
        return found == len(self.triggers())

    def _statements(self, model, schema_editor) -> list[Statement]:
        quote = schema_editor.quote_name
        table = Table(model._meta.db_table, quote)
        since = quote(model._meta.get_field(self.since).column)
        function = quote(f"{self.name}_refuse")
        if schema_editor.connection.vendor == "postgresql":
            young = f"OLD.{since} > now() - interval '{self.years} years'"
            refuse = Statement(
                f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$BEGIN RAISE EXCEPTION '{self.name}' USING ERRCODE = 'check_violation'; END$$",
                table=table,
            )
            body = f"EXECUTE FUNCTION {function}()"
            each = "FOR EACH ROW "
        else:
            young = f"OLD.{since} > datetime('now', '-{self.years} years')"
            refuse, each = None, ""
            body = f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        statements = [refuse] if refuse else []
        for name, event in self.triggers().items():
            when = f"WHEN ({young}) " if event == "DELETE" else ""
            statements.append(
                Statement(
                    f"CREATE TRIGGER {quote(name)} BEFORE {event} ON %(table)s {each}{when}{body}",
                    table=table,
                )
            )
        return statements
