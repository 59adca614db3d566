"""A row for the wording of every occasion, so that the team finds all of them in one list."""

from submissions.mail_templates import mail_templates


def make_rows(sender, using, apps, **kwargs):
    """After every `migrate`: the occasions of all apps, as they are registered by then."""
    try:
        texts = apps.get_model("submissions", "MailText").objects.using(using)
    except LookupError:  # migrated back to before there were any
        return
    known = set(texts.values_list("key", flat=True))
    texts.bulk_create(
        [texts.model(key=each.key) for each in mail_templates() if each.key not in known],
        ignore_conflicts=True,
    )
