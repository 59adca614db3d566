from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "demonstration"
    verbose_name = "Beispielinhalte"

    def ready(self):
        from demonstration import checks  # noqa: F401  (registered by importing)
