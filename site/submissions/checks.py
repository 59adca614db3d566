"""House rules for what comes in, as system checks."""

from django.core.checks import Error, Tags, register

from submissions.mail_templates import PLACEHOLDER, mail_templates


@register(Tags.models)
def the_wordings_know_their_placeholders(app_configs, **kwargs):
    """A wording that the site comes with holds what it needs and nothing that nobody fills in."""
    return [
        Error(f"{template.key}: {{{name}}}", id="submissions.E001")
        for template in mail_templates()
        for name in {
            *(
                set(PLACEHOLDER.findall(template.subject + template.body))
                - {*template.placeholders}
            ),
            *(set(template.needs) - set(PLACEHOLDER.findall(template.body))),
        }
    ]
