"""Who may sign in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person of the agency. The public has no accounts."""

    class Meta:
        verbose_name = "Person mit Zugang"
        verbose_name_plural = "Personen mit Zugang"
