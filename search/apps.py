from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Suche"

    def ready(self):
        from search import borrowed, signals  # noqa: F401  (receivers: by importing)
        from search.failover import keep_well
        from search.questions import flush_questions
        from search.tasks import keep_index_well
        from submissions.due_jobs import register_due_job

        borrowed.watch()
        register_due_job("search.index", keep_index_well)
        register_due_job("search.elasticsearch", keep_well)
        register_due_job("search.questions", flush_questions)
