"""A copy of everything that people have put into the site, and the way back.

A backup is a folder: `database.sqlite3` or `database.dump`, `media.tar`, `private.tar` (what the
public sent in), and `manifest.json`, which says what is in it. Secrets (SECRET_KEY, passwords of
services) are not: they belong to the machine.
"""
