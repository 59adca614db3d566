from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "Inhalte"

    def ready(self):
        from content import checks, signals  # noqa: F401  (registered by importing)
