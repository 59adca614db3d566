from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Konten"
    default = True  # of the two configurations in this module


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own user administration, with invitations by mail."""

    default = False
    user_viewset = "accounts.viewsets.InvitedUserViewSet"
