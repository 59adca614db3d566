"""How the admin meets what comes in and goes out."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from submissions.inbox.audit_log import AuditLogViewSet
from submissions.inbox.menu import InboxMenuItem
from submissions.inbox.panel import ToDoPanel
from submissions.policy import uses_inbox
from submissions.viewsets import MailTextViewSet, OutboxViewSet


@hooks.register("register_log_actions")
def register_history(actions):
    """What the history of a mail and of its wording says."""
    actions.register_action("submissions.send_again", "Erneut gesendet", "E-Mail erneut gesendet")
    actions.register_action(
        "submissions.reset_text", "Text zurückgesetzt", "Auf den mitgelieferten Text zurückgesetzt"
    )


@hooks.register("register_admin_urls")
def register_inbox():
    """The pages of the inbox."""
    return [path("eingang/", include("submissions.inbox.urls"))]


@hooks.register("register_admin_menu_item")
def show_inbox():
    """The first line of the menu."""
    return InboxMenuItem("Eingang", reverse("inbox:list"), icon_name="tasks", order=50)


@hooks.register("construct_homepage_panels")
def show_what_is_to_do(request, panels):
    """On the first page, for those who use the inbox."""
    if uses_inbox(request.user):
        panels.append(ToDoPanel(request))


@hooks.register("insert_global_admin_css")
def style_inbox():
    """List, page of a submission, number in the menu."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-inbox.css"))


@hooks.register("register_admin_viewset")
def register_audit_log():
    """The log."""
    return AuditLogViewSet()


class AuditLogMenuItem(MenuItem):
    """For those who may read the log."""

    def is_shown(self, request):
        return request.user.has_perm("submissions.view_auditentry")


@hooks.register("register_reports_menu_item")
def show_audit_log():
    """Among the reports."""
    return AuditLogMenuItem("Protokoll", reverse("audit_log:index"), icon_name="history", order=900)


class MailGroup(ModelViewSetGroup):
    """What goes out, whatever it is about, and what it says."""

    menu_label = "E-Mails"
    menu_icon = "mail"
    menu_order = 330
    items = (OutboxViewSet, MailTextViewSet)


@hooks.register("register_admin_viewset")
def register_mails():
    """Outbox and wordings."""
    return MailGroup()
