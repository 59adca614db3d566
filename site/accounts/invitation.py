"""Invitations: how somebody whom an administrator added comes to a password."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import base36_to_int, urlsafe_base64_decode, urlsafe_base64_encode

from accounts.mail import send_mail
from accounts.models import User

NOT_SENT = "Die Einladung konnte nicht gesendet werden. Bitte versuchen Sie es später noch einmal."


class InvitationTokens(PasswordResetTokenGenerator):
    """Tokens for choosing the first password: they die with it, or after `INVITATION_DAYS`."""

    key_salt = "accounts.invitation"

    def check_token(self, user, token):
        try:
            made = base36_to_int(token.partition("-")[0])
        except ValueError:
            return False
        is_genuine = any(
            constant_time_compare(self._make_token_with_timestamp(user, made, secret), token)
            for secret in [self.secret, *self.secret_fallbacks]
        )
        age = timedelta(seconds=self._num_seconds(self._now()) - made)
        return is_genuine and age <= timedelta(days=settings.INVITATION_DAYS)


tokens = InvitationTokens()


def invitation_link(user: User) -> str:
    """The link by which this person chooses the first password."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    path = reverse("invitation", kwargs={"uid": uid, "token": tokens.make_token(user)})
    return settings.BASE_URL + path


def invited_user(uid: str, token: str) -> User | None:
    """Who was invited by this link; nobody when it is too old, used or made up."""
    try:
        user = User.objects.filter(pk=int(urlsafe_base64_decode(uid))).first()
    except (ValueError, OverflowError):
        return None
    return user if user and user.is_invited and tokens.check_token(user, token) else None


def send_invitation(user: User) -> bool:
    """Send the invitation; answers whether the mail server took it."""
    return send_mail(
        "invitation",
        to=user.email,
        user=user,
        link=invitation_link(user),
        until=timezone.localtime() + timedelta(days=settings.INVITATION_DAYS),
    )
