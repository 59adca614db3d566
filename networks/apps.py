from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = "Fachnetzwerke"

    def ready(self):
        from networks import signals  # noqa: F401  (registered by importing)
