"""The roles of the people who work here, as names of Django groups.

The groups are made by a migration; each app gives them their rights in a migration of its own.
"""

EDITOR = "Redaktion"
CHIEF_EDITOR = "Chefredaktion"
NETWORK_MANAGER = "Netzwerkmanagement"
EXHIBITION_MANAGER = "Ausstellungsleitung"
CASE_WORKER = "Sachbearbeitung"
ADVISER = "Fachberatung"
ADMINISTRATOR = "Administration"

ROLES = (
    EDITOR,
    CHIEF_EDITOR,
    NETWORK_MANAGER,
    EXHIBITION_MANAGER,
    CASE_WORKER,
    ADVISER,
    ADMINISTRATOR,
)
