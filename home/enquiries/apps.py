from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "home.enquiries"
    label = "enquiries"
    verbose_name = "Anfragen und Meldungen"

    def ready(self):
        from home.enquiries import registration

        registration.register()
