"""Who may sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


class User(AbstractUser):
    """A person of the agency. The public has no accounts.

    Signs in with the user name or the mail address, so no two people share an address.
    """

    class Meta:
        verbose_name = "Person mit Zugang"
        verbose_name_plural = "Personen mit Zugang"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="accounts_email_is_unique",
                violation_error_message="Diese Adresse gehört schon zu einem anderen Zugang.",
            )
        ]

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def save(self, *args, **kwargs):
        self.email = self.email.lower()  # allauth looks for lower-case addresses only
        super().save(*args, **kwargs)

    @property
    def is_invited(self) -> bool:
        """Whether this person still has to choose a password."""
        return self.is_active and self.last_login is None and not self.has_usable_password()
