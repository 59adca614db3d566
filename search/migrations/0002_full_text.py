"""The structure that the database's own full-text search reads. Its rows come by `update_index`."""

from django.db import migrations

FORWARDS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5("
        "title_words, title_terms, lead_terms, body_terms, files_terms,"
        " tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')",
    ],
    "postgresql": [
        "CREATE TABLE search_words ("
        "page_id bigint PRIMARY KEY, facets text NOT NULL,"
        " title_words tsvector NOT NULL, words tsvector NOT NULL)",
        "CREATE INDEX search_words_words ON search_words USING gin (words)",
        "CREATE INDEX search_words_title_words ON search_words USING gin (title_words)",
    ],
}


def create(apps, schema_editor):
    for statement in FORWARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index")]

    operations = [migrations.RunPython(create, drop)]
