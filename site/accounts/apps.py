from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Konten"


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own user administration, with invitations by mail."""
