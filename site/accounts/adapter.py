"""How allauth meets this site."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.mail import send_mail
from content.visitor_address import visitor_address

WRONG = "Der Name oder das Passwort ist falsch. Bitte versuchen Sie es noch einmal."


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made by invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": "Zu viele Versuche. Bitte warten Sie eine Stunde.",
        "enter_current_password": "Das jetzige Passwort ist falsch.",
    }

    def is_open_for_signup(self, request):
        return False

    def is_ajax(self, request):
        return False  # every answer is a page

    def is_safe_url(self, url):
        """Only addresses of this very site are followed after signing in."""
        host = self.request.get_host()
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={host}, require_https=self.request.is_secure()
        )

    def get_client_ip(self, request):
        address = visitor_address(request)
        if address is None:
            raise PermissionDenied("The visitor has no address")
        return address

    def add_message(self, *args, **kwargs):
        """Nothing: a message needs a cookie, and each page says by itself what has happened."""

    def get_reset_password_from_key_url(self, key):
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return settings.BASE_URL + path

    def send_password_reset_mail(self, user, email, context):
        """Send the link, to those who have chosen a password already: others need an invitation.

        When the mail server is down the answer is the same as ever: an error would tell which
        addresses are known.
        """
        if user.has_usable_password():
            send_mail(
                "password_reset", to=user.email, user=user, link=context["password_reset_url"]
            )
