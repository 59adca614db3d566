"""Personal data that its owner knows again and nobody else learns."""


def masked(address: str) -> str:
    """A mail address that its owner knows again and nobody else learns: s•••@schule.example."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}•••@{host}" if name else ""
