"""Who may see and do what with ideas: one rule for lists, counts, files, exports, every address.

Sees every idea: who has the right for it (Sachbearbeitung, Administration). A network's people see
what may be theirs; the two Fachgruppen what stands on an agenda. Nobody sees a draft.
"""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from networks.ideas.models import Body, Membership, ProjectIdea
from networks.ideas.states import IdeaState

VIEW, CHANGE, ERASE = "view", "change", "erase"
STEP_OF_BODY = {Body.NETWORK: "technical", Body.REGIONAL: "regional", Body.FUNDING: "funding"}


class IdeaPolicy(BasePermissionPolicy):
    """Wagtail's questions about permissions, answered for ideas."""

    def __init__(self):
        super().__init__(ProjectIdea)

    def user_has_permission(self, user, action: str) -> bool:
        """Whether somebody may do this with any idea at all."""
        return user.is_active and user.has_perm(f"ideas.{action}_projectidea")

    def user_has_any_permission(self, user, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def instances_user_has_any_permission_for(
        self, user, actions: Collection[str]
    ) -> QuerySet[ProjectIdea]:
        """The ideas with which somebody may do one of these."""
        ideas = ProjectIdea.objects.exclude(state=IdeaState.DRAFT)
        granted = {action for action in actions if self.user_has_permission(user, action)}
        if not granted:
            return ideas.none()
        if user.has_perm("ideas.see_every_idea"):
            return ideas
        own = Membership.objects.filter(user=user, body=Body.NETWORK)
        reachable = ideas.exclude(state__in=[IdeaState.SUSPECT, IdeaState.SPAM])
        if VIEW not in granted:  # whatever goes further than reading is the manager's
            managed = own.filter(is_manager=True).values("network")
            return reachable.filter(Q(pk__in=_of_networks(managed)))
        allowed = Q(pk__in=_of_networks(own.values("network")))
        if Membership.objects.filter(user=user).exclude(body=Body.NETWORK).exists():
            allowed |= Q(rounds__day__isnull=False)
            return reachable.filter(
                pk__in=ProjectIdea.objects.filter(allowed).order_by().values("pk")
            )
        return reachable.filter(allowed)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        found = self.instances_user_has_any_permission_for(user, actions)
        return found.filter(pk=instance.pk).exists()

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def users_with_any_permission(self, actions):
        """People who have such a right at all; whether for one idea is another question."""
        names = [f"{action}_projectidea" for action in actions]
        right = Q(content_type__app_label="ideas", codename__in=names)
        from django.contrib.auth.models import Permission

        rights = Permission.objects.filter(right)
        return (
            get_user_model()
            .objects.filter(is_active=True)
            .filter(
                Q(is_superuser=True)
                | Q(user_permissions__in=rights)
                | Q(groups__permissions__in=rights)
            )
            .distinct()
        )


def _of_networks(networks):
    """Ideas of which one of these networks is in charge, or may come to be."""
    in_charge = Q(network__in=networks) | Q(network=None, networks__in=networks)
    return ProjectIdea.objects.filter(in_charge).order_by().values("pk")


def ideas_for(user, action: str = VIEW) -> QuerySet[ProjectIdea]:
    """The ideas that somebody may see, or work on."""
    actions = {VIEW, CHANGE} if action == VIEW else {action}
    return IdeaPolicy().instances_user_has_any_permission_for(user, actions)


def may(user, action: str, idea: ProjectIdea) -> bool:
    """Whether somebody may do this with this idea."""
    return ideas_for(user, action).filter(pk=idea.pk).exists()


Seat = tuple[str, int | None]


def seats_of(user) -> list[Seat]:
    """Where somebody belongs to: bodies, and of which network."""
    return list(Membership.objects.filter(user=user).values_list("body", "network"))


def steps_of(user, idea: ProjectIdea, seats: Collection[Seat] | None = None) -> set[str]:
    """The steps of the advice in which somebody has a vote on this idea.

    Who asks for many ideas hands in her seats."""
    return {
        STEP_OF_BODY[Body(body)]
        for body, network in (seats_of(user) if seats is None else seats)
        if body != Body.NETWORK or network == idea.network_id
    }
