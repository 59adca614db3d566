from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Redaktionelle Seiten"

    def ready(self):
        from content.glossary import register_glossary
        from home import checks  # noqa: F401  (registered by importing)
        from home.glossary import glossary_address

        register_glossary(glossary_address)
