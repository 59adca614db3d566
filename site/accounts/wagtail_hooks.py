"""How Wagtail meets the accounts."""

from django.urls import reverse
from wagtail import hooks


@hooks.register("register_log_actions")
def register_invitations(actions):
    """The history of an account shows who invited the person once more."""
    actions.register_action(
        "accounts.invite", "Einladung gesendet", "Einladung zum Zugang erneut gesendet"
    )


@hooks.register("register_account_menu_item")
def offer_new_password(request):
    """The way to one's own password."""
    return {
        "url": reverse("account_change_password"),
        "label": "Passwort ändern",
        "help_text": "Ein neues Passwort wählen. Andere Anmeldungen mit diesem Zugang enden.",
    }
