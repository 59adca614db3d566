"""What people of the team are called."""


def name_of(user) -> str:
    """The name, or what she signs in with; nothing for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""
