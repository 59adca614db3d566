"""The line of the menu, with the number of what is new for whoever looks at it."""

from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from submissions.inbox.unread import unread_count
from submissions.policy import uses_inbox


class InboxMenuItem(MenuItem):
    """For those who may see something of it."""

    def is_shown(self, request):
        return uses_inbox(request.user)

    def render_component(self, request):
        number = getattr(request, "inbox_unread", None)
        if number is None:
            number = unread_count(request.user)
        attrs = {"data-inbox-unread": str(number)} if number else {}
        if number:
            attrs["aria-label"] = f"{self.label}, {number} ungelesen"
        return LinkMenuItem(
            self.name,
            self.label,
            self.url,
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=attrs,
        )
