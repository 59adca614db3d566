from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = "Eingänge"

    def ready(self):
        from submissions import (
            audit,
            checks,  # noqa: F401  (registered by importing)
            mail_texts,
        )
        from submissions.attachments import (
            checks as attachment_checks,  # noqa: F401  (registered by importing)
        )
        from submissions.attachments.kept_bytes import delete_orphans, forget_bytes
        from submissions.attachments.scanning import scan_due
        from submissions.due_jobs import register_due_job
        from submissions.inbox.digest import send_digests
        from submissions.inbox.search import index_missing
        from submissions.mail_text_rows import make_rows
        from submissions.models import Attachment
        from submissions.outbox import send_due
        from submissions.retention import forget_due

        register_due_job("outbox", send_due)
        register_due_job("retention", forget_due)
        register_due_job("audit", audit.forget_old_entries)
        register_due_job("attachments.scan", scan_due)
        register_due_job("attachments.orphans", delete_orphans)
        post_delete.connect(forget_bytes, sender=Attachment)
        register_due_job("search words", index_missing)
        register_due_job("digest", send_digests)
        mail_texts.register()
        post_migrate.connect(make_rows, sender=self)
