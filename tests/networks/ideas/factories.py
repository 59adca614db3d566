"""Ideas, people who judge them and days of advice, with as little said as possible."""

from datetime import timedelta

import factory
from django.apps import apps
from django.contrib.auth.models import Group
from django.utils import timezone

from networks.ideas import actions
from networks.ideas.models import AdviceDay, Body, ConsentText, Membership, ProjectIdea, Where
from networks.ideas.states import AdviceStep, IdeaState, Way
from networks.models import NetworkPage, Region
from tests.accounts.factories import UserFactory

LAUSITZ, MITTELDEUTSCHLAND = "lausitz", "mitteldeutschland"


def focus_area(slug="energiemodellregion"):
    """The German page of a Schwerpunkt."""
    pages = apps.get_model("home.FocusAreaPage").objects
    return pages.get(slug=slug, locale__language_code="de")


def network(slug="energiemodellregion", region=LAUSITZ) -> NetworkPage:
    """A network of the demonstration."""
    return NetworkPage.objects.get(slug=slug, region__slug=region, locale__language_code="de")


def words(**values) -> dict:
    """What somebody types, the contact included."""
    return {
        "title": "Beispiel-Idee: Speicher im alten Kesselhaus",
        "description": "Ein Wärmespeicher im stillgelegten Kesselhaus von Musterstadt.",
        "benefit": "Wärme aus Überschuss-Strom.",
        "place": "Musterstadt",
        "sponsor": "Beispiel-Stadtwerke Musterstadt",
        "contact_name": "Erika Beispiel",
        "contact_email": "erika@stadtwerke.example",
    } | values


class ConsentTextFactory(factory.django.DjangoModelFactory):
    """A version of the consent that holds."""

    class Meta:
        model = ConsentText

    text = "Muster: Wir verarbeiten Ihre Angaben, um die Idee zu beraten."
    published_at = factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))


class IdeaFactory(factory.django.DjangoModelFactory):
    """A draft; `handed_in=True` sends it, `state=…` moves it as far as the actions get it."""

    class Meta:
        model = ProjectIdea
        skip_postgeneration_save = True

    title = factory.Sequence("Beispiel-Idee {}".format)
    description = "Ein Wärmespeicher im stillgelegten Kesselhaus von Musterstadt."
    contact_name = "Erika Beispiel"
    contact_email = factory.Sequence("erika{}@stadtwerke.example".format)
    where = Where.ONE
    region = factory.LazyFunction(lambda: Region.objects.get(slug=LAUSITZ))
    focus_area = factory.LazyFunction(focus_area)
    forget_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    stage = "arriving"

    @classmethod
    def _create(cls, model_class, *args, reached=IdeaState.DRAFT, by=None, **kwargs):
        idea = super()._create(model_class, *args, **kwargs)
        if reached != IdeaState.DRAFT:
            bring_to(idea, reached, by=by)
        return idea


def bring_to(idea: ProjectIdea, state: str, *, by=None) -> ProjectIdea:
    """Move an idea by the actions until it stands there."""
    s = IdeaState
    by = by or case_worker()
    if state == s.SUSPECT:
        actions.receive_idea(idea, consent=None, suspicion="honeypot")
        return idea
    if idea.state == s.DRAFT:
        actions.receive_idea(idea, consent=ConsentText.current())
    if state == s.NEW:
        return idea
    if state == s.SPAM:
        raise ValueError("Only a suspect becomes spam")
    if state == s.WITHDRAWN:
        actions.withdraw_idea(idea, seen=idea.state)
        return idea
    if idea.state == s.NEW:
        actions.take_up(idea, by=by, seen=s.NEW)
    if state == s.QUESTION:
        actions.ask_sender(idea, by=by, seen=s.REVIEW, text="Wo genau?")
    elif state == s.DECLINED:
        actions.decline_idea(idea, by=by, seen=s.REVIEW, reason="Passt zu keinem Schwerpunkt.")
    elif state == s.DUPLICATE:
        actions.mark_duplicate(idea, IdeaFactory(reached=s.NEW), by=by, seen=s.REVIEW)
    elif state in {s.SCHEDULED, s.ADVISED, s.CARRIED_ON}:
        advice_round = actions.schedule(idea, AdviceDayFactory(), by=by, seen=s.REVIEW)
        if state != s.SCHEDULED:
            advise(advice_round, by=by)
            idea.refresh_from_db()
        if state == s.CARRIED_ON:
            actions.carry_on(idea, by=by, seen=s.ADVISED, text="Ein Antrag ist gestellt.")
    return idea


def advise(advice_round, *, by, way=Way.INVKG) -> None:
    """All three steps are for it, and it is recommended."""
    for step in AdviceStep.values:
        actions.record_opinion(advice_round, step, by=by, result="positive", text="Passt.")
    actions.recommend(advice_round, by=by, recommendation="Bitte einreichen.", way=way)


class AdviceDayFactory(factory.django.DjangoModelFactory):
    """A day of advice in three weeks."""

    class Meta:
        model = AdviceDay

    date = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=21))


def case_worker(**values):
    """Somebody of the Sachbearbeitung, who works on every idea."""
    return UserFactory(groups=["Sachbearbeitung"], **values)


def network_manager(of: NetworkPage, **values):
    """A network's manager."""
    user = UserFactory(groups=["Netzwerkmanagement"], **values)
    Membership.objects.create(user=user, body=Body.NETWORK, network=of, is_manager=True)
    return user


def adviser(body: str = Body.NETWORK, of: NetworkPage | None = None, **values):
    """Somebody who gives advice in a body."""
    user = UserFactory(groups=["Fachberatung"], **values)
    Membership.objects.create(user=user, body=body, network=of)
    return user


def role(name: str) -> Group:
    """The group of a role."""
    return Group.objects.get(name=name)
