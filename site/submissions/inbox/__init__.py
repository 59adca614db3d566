"""The inbox: one list of all that came in, for everybody who may see some of it."""
