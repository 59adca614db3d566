"""Who sees and works on which idea: every role, on its own, on others' and on nobody's yet."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.ideas import actions
from networks.ideas.models import Body, Membership, ProjectIdea, Where
from networks.ideas.policy import IdeaPolicy, ideas_for, may, steps_of
from networks.ideas.states import IdeaState
from submissions.policy import submissions_for, uses_inbox, who_may_see
from tests.accounts.factories import UserFactory
from tests.networks.ideas.factories import (
    MITTELDEUTSCHLAND,
    IdeaFactory,
    adviser,
    case_worker,
    focus_area,
    network,
    network_manager,
)
from tests.networks.ideas.moves import idea_in

pytestmark = pytest.mark.django_db

S = IdeaState
ELSEWHERE = "tourismus-und-lebenswerte-regionen"


@pytest.fixture
def ideas():
    """One of each sort, by what it is called below."""
    ProjectIdea.objects.all().delete()
    unassigned = IdeaFactory(where=Where.BOTH, region=None, reached=S.NEW)
    assert set(unassigned.networks.all()) == {
        network(),
        network("energiemodellregion", MITTELDEUTSCHLAND),
    }
    return {
        "own": IdeaFactory(reached=S.NEW),
        "own_on_agenda": IdeaFactory(reached=S.SCHEDULED),
        "own_advised": IdeaFactory(reached=S.ADVISED),
        "foreign": elsewhere(S.NEW),
        "foreign_on_agenda": elsewhere(S.SCHEDULED),
        "unassigned": unassigned,
        "draft": IdeaFactory(),
        "suspect": IdeaFactory(reached=S.SUSPECT),
        "spam": idea_in(S.SPAM),
    }


def elsewhere(state):
    area = network(ELSEWHERE).focus_area
    assert area != focus_area()
    idea = IdeaFactory(focus_area=area, reached=state)
    assert idea.network == network(ELSEWHERE)
    return idea


def with_role(name):
    return lambda: UserFactory(groups=[name])


def manager_and_regional():
    user = network_manager(network())
    Membership.objects.create(user=user, body=Body.REGIONAL)
    return user


def case_worker_inactive():
    return case_worker(is_active=False)


def superuser_inactive():
    return UserFactory(administrator=True, is_active=False)


NOTHING = set()
ALL = {"own", "own_on_agenda", "own_advised", "foreign", "foreign_on_agenda", "unassigned"}
EVEN_SUSPECTS = ALL | {"suspect", "spam"}
OWN = {"own", "own_on_agenda", "own_advised", "unassigned"}
AGENDA = {"own_on_agenda", "own_advised", "foreign_on_agenda"}
# Who, what she sees, what she works on, what she erases.
PEOPLE = {
    "Sachbearbeitung": (case_worker, EVEN_SUSPECTS, EVEN_SUSPECTS, EVEN_SUSPECTS),
    "Administration": (with_role("Administration"), EVEN_SUSPECTS, EVEN_SUSPECTS, EVEN_SUSPECTS),
    "superuser": (
        lambda: UserFactory(administrator=True),
        EVEN_SUSPECTS,
        EVEN_SUSPECTS,
        EVEN_SUSPECTS,
    ),
    "inactive Sachbearbeitung": (case_worker_inactive, NOTHING, NOTHING, NOTHING),
    "inactive superuser": (superuser_inactive, NOTHING, NOTHING, NOTHING),
    "manager": (lambda: network_manager(network()), OWN, OWN, NOTHING),
    "manager, inactive": (
        lambda: network_manager(network(), is_active=False),
        NOTHING,
        NOTHING,
        NOTHING,
    ),
    "manager of nothing": (with_role("Netzwerkmanagement"), NOTHING, NOTHING, NOTHING),
    "manager elsewhere": (
        lambda: network_manager(network(ELSEWHERE)),
        {"foreign", "foreign_on_agenda"},
        {"foreign", "foreign_on_agenda"},
        NOTHING,
    ),
    "manager of a candidate": (
        lambda: network_manager(network("energiemodellregion", MITTELDEUTSCHLAND)),
        {"unassigned"},
        {"unassigned"},
        NOTHING,
    ),
    "manager and Fachgruppe": (manager_and_regional, OWN | AGENDA, OWN, NOTHING),
    "member": (lambda: adviser(of=network()), OWN, NOTHING, NOTHING),
    "member elsewhere": (
        lambda: adviser(of=network(ELSEWHERE)),
        {"foreign", "foreign_on_agenda"},
        NOTHING,
        NOTHING,
    ),
    "Fachgruppe Regionalentwicklung": (
        lambda: adviser(Body.REGIONAL),
        AGENDA,
        NOTHING,
        NOTHING,
    ),
    "Fachgruppe Förderung": (lambda: adviser(Body.FUNDING), AGENDA, NOTHING, NOTHING),
    "adviser of nothing": (with_role("Fachberatung"), NOTHING, NOTHING, NOTHING),
    "Redaktion": (with_role("Redaktion"), NOTHING, NOTHING, NOTHING),
    "nobody's": (UserFactory, NOTHING, NOTHING, NOTHING),
    "not signed in": (AnonymousUser, NOTHING, NOTHING, NOTHING),
}


def names(ideas, found):
    pks = set(found.values_list("pk", flat=True))
    return {name for name, idea in ideas.items() if idea.pk in pks}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sees_works_on_and_erases_what(who, ideas):
    make, sees, works_on, erases = PEOPLE[who]
    user = make()

    for action, expected in {"view": sees, "change": works_on, "erase": erases}.items():
        assert names(ideas, ideas_for(user, action)) == expected, action
        assert {n for n, idea in ideas.items() if may(user, action, idea)} == expected, action
        for name, idea in ideas.items():
            answer = IdeaPolicy().user_has_permission_for_instance(user, action, idea)
            if action != "view":
                assert answer == (name in expected), (action, name)
    # Nobody ever sees it twice, or a draft.
    found = list(ideas_for(user).values_list("pk", flat=True))
    assert len(found) == len(set(found))


@pytest.mark.parametrize("who", PEOPLE)
def test_the_inbox_knows_exactly_the_same(who, ideas):
    make, sees, works_on, _ = PEOPLE[who]
    user = make()
    if user.is_anonymous:
        return
    pks = {idea.pk for idea in ideas.values()}

    for action, expected in {"view": sees, "change": works_on}.items():
        seen = submissions_for(user, action).filter(pk__in=pks)
        assert names(ideas, seen) == expected


def test_who_may_see_is_what_each_of_them_sees(ideas):
    people = {who: make() for who, (make, *_) in PEOPLE.items() if who != "not signed in"}
    for name, idea in ideas.items():
        expected = {people[who].pk for who in people if name in PEOPLE[who][1]}
        found = {each.pk for each in who_may_see(idea.submission_ptr)}
        assert found & {each.pk for each in people.values()} == expected, name


def test_the_inbox_is_there_for_roles_that_get_ideas_and_for_nobody_else():
    assert uses_inbox(case_worker())
    assert uses_inbox(network_manager(network()))
    assert uses_inbox(adviser(Body.REGIONAL))
    assert not uses_inbox(UserFactory(groups=["Redaktion"]))
    assert not uses_inbox(case_worker(is_active=False))


@pytest.mark.parametrize("action", ["delete", "add", "publish", "choose"])
def test_a_right_that_goes_further_than_reading_reaches_no_further_than_management(action, ideas):
    member = adviser(of=network())
    right, _ = Permission.objects.get_or_create(
        codename=f"{action}_projectidea",
        content_type=Permission.objects.get(codename="view_projectidea").content_type,
    )
    member.user_permissions.add(right)
    manager = network_manager(network())
    manager.user_permissions.add(right)

    assert names(ideas, ideas_for(member, action)) == NOTHING
    assert names(ideas, ideas_for(manager, action)) == OWN


def test_a_manager_who_is_member_elsewhere_works_on_hers_only(ideas):
    user = network_manager(network())
    Membership.objects.create(user=user, body=Body.NETWORK, network=network(ELSEWHERE))

    assert names(ideas, ideas_for(user)) == OWN | {"foreign", "foreign_on_agenda"}
    assert names(ideas, ideas_for(user, "change")) == OWN


def test_what_leaves_the_agenda_is_not_seen_by_the_groups_any_more(ideas):
    expert = adviser(Body.FUNDING)
    idea = ideas["foreign_on_agenda"]

    actions.unschedule(idea, by=case_worker(), seen=S.SCHEDULED)
    assert not may(expert, "view", idea)

    actions.withdraw_idea(ideas["own_on_agenda"], seen=S.SCHEDULED)
    assert not may(expert, "view", ideas["own_on_agenda"])


def test_once_assigned_the_other_candidates_see_it_no_more(ideas):
    idea = ideas["unassigned"]
    other = network_manager(network("energiemodellregion", MITTELDEUTSCHLAND))
    assert may(other, "change", idea)

    actions.assign_network(
        idea, network(), by=case_worker(), seen_version=idea.version, reason="Liegt in der Lausitz."
    )

    assert not may(other, "view", idea)
    assert may(network_manager(network()), "change", idea)


def test_who_loses_a_membership_or_a_role_sees_nothing_at_once(ideas):
    user = network_manager(network())
    Membership.objects.filter(user=user).delete()
    assert names(ideas, ideas_for(user)) == NOTHING

    user = network_manager(network())
    user.groups.remove(Group.objects.get(name="Netzwerkmanagement"))
    user = type(user).objects.get(pk=user.pk)
    assert names(ideas, ideas_for(user)) == NOTHING


def test_each_body_has_its_step_and_only_its_own_network(ideas):
    own, foreign = ideas["own_on_agenda"], ideas["foreign_on_agenda"]

    assert steps_of(adviser(of=network()), own) == {"technical"}
    assert steps_of(adviser(of=network()), foreign) == set()
    assert steps_of(adviser(of=network()), ideas["unassigned"]) == set()
    assert steps_of(adviser(Body.REGIONAL), own) == {"regional"}
    assert steps_of(adviser(Body.FUNDING), foreign) == {"funding"}
    assert steps_of(manager_and_regional(), own) == {"technical", "regional"}
    assert steps_of(case_worker(), own) == set()


def test_nobody_votes_where_she_has_no_vote_or_has_declared_an_interest(ideas):
    the_round = ideas["own_on_agenda"].rounds.get()
    regional = adviser(Body.REGIONAL)
    for user, step in [
        (adviser(of=network(ELSEWHERE)), "technical"),
        (regional, "funding"),
        (case_worker(), "technical"),
    ]:
        with pytest.raises(actions.NotAllowed):
            actions.save_vote(the_round, step, by=user, opinion="positive")
    actions.save_vote(the_round, "regional", by=regional, opinion="positive")
    actions.declare_conflict(ideas["own_on_agenda"], by=regional, reason="Ich wohne daneben.")
    assert not the_round.votes.exists()
    with pytest.raises(actions.NotAllowed):
        actions.save_vote(the_round, "regional", by=regional, opinion="positive")


@pytest.mark.parametrize("who", ["Sachbearbeitung", "manager", "manager and Fachgruppe", "member"])
def test_more_ideas_and_memberships_take_no_more_queries(who, ideas):
    user = PEOPLE[who][0]()

    def queries():
        fresh = type(user).objects.get(pk=user.pk)
        with CaptureQueriesContext(connection) as queries:
            list(ideas_for(fresh))
            list(submissions_for(fresh))
        return len(queries)

    before = queries()
    for _ in range(4):
        IdeaFactory(reached=S.SCHEDULED)
    if who != "Sachbearbeitung":
        Membership.objects.create(user=user, body=Body.NETWORK, network=network(ELSEWHERE))
    assert queries() == before
    assert before <= 20
