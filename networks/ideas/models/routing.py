"""Which Fachnetzwerk is in charge, and who belongs to which body."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from networks.models import NetworkPage, Region


class Where(models.TextChoices):
    """In which Revier an idea is at home."""

    ONE = "one", "In einem Revier"
    BOTH = "both", "In beiden Revieren"
    UNKNOWN = "unknown", "Das weiß ich noch nicht"


class Route(models.Model):
    """What an editor has decided for a Schwerpunkt in a Revier.

    Without a network the network manager of the Revier decides idea by idea. Where there is no row,
    the published networks say it: one is in charge, of several the manager chooses.
    """

    focus_area = models.ForeignKey(
        "home.FocusAreaPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="Schwerpunkt",
    )
    region = models.ForeignKey(
        Region, on_delete=models.CASCADE, related_name="+", verbose_name="Revier"
    )
    network = models.ForeignKey(
        NetworkPage,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="Fachnetzwerk",
        help_text="Leer: Das Netzwerkmanagement entscheidet für jede Idee.",
    )

    class Meta:
        verbose_name = "Zuständigkeit"
        verbose_name_plural = "Zuständigkeiten"
        ordering = ["focus_area__path", "region__sort_order"]
        constraints = [
            models.UniqueConstraint(
                fields=["focus_area", "region"], name="ideas_one_route_per_cell"
            )
        ]

    def __str__(self):
        return f"Zuständigkeit {self.pk}"


class Body(models.TextChoices):
    """Who gives advice. Each body has one of the three steps."""

    NETWORK = "network", "Fachnetzwerk"
    REGIONAL = "regional", "Fachgruppe Regionalentwicklung"
    FUNDING = "funding", "Fachgruppe Förderung"


class Membership(models.Model):
    """Somebody belongs to a body; a network's manager works on its ideas."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="advice_memberships",
        verbose_name="Person",
    )
    body = models.CharField("Gremium", max_length=10, choices=Body)
    network = models.ForeignKey(
        NetworkPage,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="Fachnetzwerk",
    )
    is_manager = models.BooleanField(
        "Netzwerkmanagement", default=False, help_text="Bearbeitet die Ideen des Netzwerks."
    )
    organisation = models.CharField(
        "Stelle",
        max_length=160,
        blank=True,
        help_text="Wo die Person arbeitet. Daran wird ein möglicher Interessenkonflikt erkannt.",
    )

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        ordering = ["body", "network", "user"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body=Body.NETWORK, network__isnull=False)
                | (~Q(body=Body.NETWORK) & Q(network__isnull=True, is_manager=False)),
                name="ideas_a_network_member_has_a_network",
                violation_error_message="Ein Fachnetzwerk gehört zu „Fachnetzwerk“ und nur dazu.",
            ),
            models.UniqueConstraint(
                fields=["user", "network"],
                name="ideas_one_membership_each_network",
                violation_error_message="Diese Person gehört schon dazu.",
            ),
            models.UniqueConstraint(
                fields=["user", "body"],
                condition=Q(network=None),
                name="ideas_one_membership_each_group",
                violation_error_message="Diese Person gehört schon dazu.",
            ),
        ]

    def __str__(self):
        return f"Mitgliedschaft {self.pk}"
