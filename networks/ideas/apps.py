from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "networks.ideas"
    label = "ideas"
    verbose_name = "Projektideen"

    def ready(self):
        from networks.ideas import registration

        registration.register()
