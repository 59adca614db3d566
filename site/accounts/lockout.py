"""Whose wrong passwords are counted together: what django-axes asks."""

from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username

LONGEST_NAME = 255  # what axes can store


def counted_name(request, credentials: dict | None) -> str:
    """The account behind what was typed, so that writing it differently gives no new attempts.

    allauth calls the field `login` and passes it on as `username` and `email`; axes itself passes
    on `username` under the name of the field.
    """
    given = credentials or request.POST
    typed = given.get("username") or given.get("login") or given.get("email") or ""
    typed = typed.replace("\x00", "").strip()
    user = get_user_by_username(typed) or next(iter(filter_users_by_email(typed)), None)
    return (user.get_username() if user else typed.lower())[:LONGEST_NAME]
