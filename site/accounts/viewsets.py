"""The user administration of the admin: whoever is added there is invited by mail."""

from functools import partial

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from accounts.forms import EditUserForm, InviteUserForm
from accounts.invitation import NOT_SENT, send_invitation
from accounts.models import User

INVITE_AGAIN = "Einladung erneut senden"
SENT = "Die Einladung an %s ist unterwegs."


def invite(request, user: User) -> None:
    """Send the invitation and say in the admin how that went."""
    if send_invitation(user):
        messages.success(request, SENT % user.get_full_name())
    else:
        messages.error(request, NOT_SENT)


def invite_button(user: User, url: str) -> Button:
    """The way to a second invitation, for those who never signed in."""
    return Button(INVITE_AGAIN, url=url, icon_name="mail", priority=30)


class InvitedIndexView(IndexView):
    """Everybody with an account."""

    invite_url_name = None

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if instance.is_invited and self.user_has_permission("change"):
            url = reverse(self.invite_url_name, args=[instance.pk])
            buttons.append(invite_button(instance, url))
        return buttons


class InvitingCreateView(CreateView):
    """A new account; without a password it is offered by mail."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def save_instance(self):
        user = super().save_instance()
        if user.is_invited:
            transaction.on_commit(partial(invite, self.request, user))
        return user


class GuardedEditView(EditView):
    """An account. Those who may do everything are changed by their like only."""

    invite_url_name = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.object.is_invited:
            url = reverse(self.invite_url_name, args=[self.object.pk])
            buttons = [*buttons, invite_button(self.object, url)]
        return buttons


class InviteAgainView(PermissionRequiredMixin, WagtailAdminTemplateMixin, DetailView):
    """Ask, then send the invitation once more."""

    queryset = User.objects.filter(
        is_active=True, last_login=None, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    template_name = "accounts/invite_again.html"
    page_title = INVITE_AGAIN
    header_icon = "mail"
    permission_required = "accounts.change_user"
    raise_exception = True
    index_url_name = None

    def get_page_subtitle(self):
        return self.object.get_full_name()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "invited": self.object,
            "index_url": reverse(self.index_url_name),
        }

    def post(self, request, *args, **kwargs):
        user = self.get_object()
        log(user, "accounts.invite", user=request.user)
        invite(request, user)
        return redirect(self.index_url_name)


class InvitedUserViewSet(UserViewSet):
    """Wagtail's, with invitations."""

    index_view_class = InvitedIndexView
    add_view_class = InvitingCreateView
    edit_view_class = GuardedEditView

    def get_form_class(self, for_update=False):
        return EditUserForm if for_update else InviteUserForm

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(invite_url_name=self.get_url_name("invite"), **kwargs)

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(invite_url_name=self.get_url_name("invite"), **kwargs)

    def get_urlpatterns(self):
        view = self.construct_view(InviteAgainView, **self.get_common_view_kwargs())
        return [*super().get_urlpatterns(), path("invite/<int:pk>/", view, name="invite")]
