from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = "Eingänge"

    def ready(self):
        from submissions import checks  # noqa: F401  (registered by importing)
        from submissions.due_jobs import register_due_job
        from submissions.mail_text_rows import make_rows
        from submissions.outbox import send_due
        from submissions.retention import forget_due

        register_due_job("outbox", send_due)
        register_due_job("retention", forget_due)
        post_migrate.connect(make_rows, sender=self)
