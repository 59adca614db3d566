"""Who may do what with loans. Who may only look sees no person: no contact, no mail, no note."""


def may_view(user) -> bool:
    """Whether somebody sees loans at all."""
    return any(user.has_perm(f"bookings.{action}_booking") for action in ("view", "change", "add"))


def may_change(user) -> bool:
    """Whether somebody decides on loans. Then the contact is shown as well."""
    return user.has_perm("bookings.change_booking")
