from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "exhibitions.bookings"
    label = "bookings"
    verbose_name = "Ausleihe"

    def ready(self):
        from exhibitions.bookings import checks, registration  # noqa: F401  (checks: by importing)

        registration.register()
