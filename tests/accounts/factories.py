"""People with a password, for tests."""

import factory

from tests.factories import UserFactory as PersonFactory

PASSWORD = "Drei Linden am Weiher"


class UserFactory(PersonFactory):
    """Somebody who may sign in with `PASSWORD`; `groups=["Redaktion"]` gives a role."""

    first_name = "Anna"
    last_name = "Muster"
    password = factory.django.Password(PASSWORD)

    class Params:
        administrator = factory.Trait(is_superuser=True)
        invited = factory.Trait(password=factory.django.Password(None))
