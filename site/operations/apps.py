from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = "Betrieb"

    def ready(self):
        from operations import checks  # noqa: F401  (registered by importing)
