"""Every address of the admin that shows or changes what came in, and how it is asked for.

A new address that is in none of these lists makes the permission walk fail: whoever adds one says
here which it is.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

APPS = ("submissions", "networks.ideas", "home.enquiries")
LABELS = {"submissions", "ideas", "enquiries"}

# About one idea: who may not see it learns nothing by any of them.
OF_IDEA = {
    "ideas:detail",
    "ideas:subject_export",
    "ideas:take_up",
    "ideas:ask",
    "ideas:resume",
    "ideas:decline",
    "ideas:duplicate",
    "ideas:carry_on",
    "ideas:assign_network",
    "ideas:schedule",
    "ideas:unschedule",
    "ideas:privacy",
    "inbox:note",
    "inbox:assign",
    "inbox:due",
    "inbox:tags",
    "inbox:draft",
    "inbox:release",
    "inbox:reject",
}
OF_MESSAGE = {"inbox:message"}
OF_FILE = {"inbox:attachment"}
OF_ROUND = {"idea_votes:conflict", "idea_votes:no_conflict"}
OF_STEP = {"idea_votes:vote"}
OF_MAIL = {"outbox:inspect", "outbox:send_again"}
OF_ENQUIRY = {
    "enquiries:inspect",
    "enquiries:send",
    "enquiries:release",
    "enquiries:take",
    "enquiries:mark_question",
    "enquiries:mark_answered",
    "enquiries:close",
    "enquiries:reopen",
    "enquiries:spam",
}
# About a day with several ideas: those that somebody may not see are not on it for her.
OF_DAY = {
    "advice_days:agenda",
    "advice_days:minutes",
    "advice_days:close",
    "advice_days:dossier",
    "advice_days:edit",
    "advice_days:delete",
    "advice_days:history",
    "advice_days:history_results",
    "advice_days:usage",
}
# Lists, numbers, forms for something new.
OPEN = {
    "inbox:list",
    "inbox:views",
    "inbox:save_view",
    "idea_votes:index",
    "idea_figures:index",
    "idea_routes:index",
    "advice_days:index",
    "advice_days:index_results",
    "advice_days:add",
    "idea_memberships:index",
    "idea_memberships:index_results",
    "idea_memberships:add",
    "idea_criteria:index",
    "idea_criteria:index_results",
    "idea_criteria:add",
    "idea_consents:index",
    "idea_consents:index_results",
    "idea_consents:add",
    "mail_texts:index",
    "mail_texts:index_results",
    "outbox:index",
    "outbox:index_results",
    "audit_log:index",
    "audit_log:index_results",
}
# About something that is set up; asked for with a row of each.
OF_VIEW = {"inbox:edit_view"}
OF_SETUP = {
    f"{name}:{page}"
    for name, pages in {
        "idea_memberships": "edit delete history history_results usage",
        "idea_criteria": "edit delete history history_results usage",
        "idea_consents": "edit delete history history_results usage inspect publish",
        "mail_texts": "edit",
    }.items()
    for page in pages.split()
}
EVERY = (
    OF_IDEA
    | OF_MESSAGE
    | OF_FILE
    | OF_ROUND
    | OF_STEP
    | OF_MAIL
    | OF_ENQUIRY
    | OF_DAY
    | OPEN
    | OF_VIEW
    | OF_SETUP
)
# What an inbox is asked for, besides nothing.
QUERIES = (
    "?q={marker}",
    "?q={reference}",
    "?q={email}",
    "?art=idea",
    "?stand=open",
    "?fachnetzwerk={network}",
    "?schwerpunkt={focus_area}",
    "?revier={region}",
    "?idee={state}",
    "?wartet=1",
    "?entwurf=1",
    "?zustellung=1",
    "?ungelesen=1",
    "?ueberfaellig=1",
    "?zustaendig=niemand",
    "?export=csv",
    "?export=xlsx",
    "?export=xlsx&q={reference}",
    "?seite=1",
)


def found() -> set[str]:
    """The names of all such addresses that the site really has."""
    return {name for path, name, callback in _walk() if path.startswith("admin/") and _is(callback)}


def _walk(patterns=None, prefix: str = "", spaces: tuple = ()) -> Iterator[tuple]:
    for each in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each.url_patterns, path, inner)
        elif isinstance(each, URLPattern):
            yield path, ":".join([*spaces, each.name or path]), each.callback


def _is(callback) -> bool:
    """Whether a view is of one of these apps, or a view of Wagtail's over one of their models."""
    view = getattr(callback, "view_class", callback)
    model = getattr(callback, "view_initkwargs", {}).get("model") or getattr(view, "model", None)
    label = model._meta.app_label if hasattr(model, "_meta") else ""
    return label in LABELS or view.__module__.startswith(APPS)
