"""Make both indexes anew: the editors' and the public one."""

from wagtail.search.management.commands.update_index import Command as WagtailCommand

from search import index, mirror
from search.engines import database_engine
from search.upkeep import settle


class Command(WagtailCommand):
    def handle(self, **options):
        super().handle(**options)
        if options.get("schema_only"):
            return
        number = index.rebuild()
        settle()
        self.write(f"{database_engine().name}: {number} öffentliche Seiten")
        if mirror.rebuild():
            self.write("Elasticsearch: auf demselben Stand")
