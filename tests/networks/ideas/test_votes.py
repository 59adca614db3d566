"""Votes: whose they are, when they count, who reads them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from networks.ideas import actions
from networks.ideas.ballots import ballots_of, open_ballots
from networks.ideas.interests import SENDER_IS_HERS, SPONSOR_IS_HERS, signs_of_interest
from networks.ideas.models import Body, Conflict, Criterion, Membership, Rating, Vote
from networks.ideas.results import advice_of, results_of
from networks.ideas.states import AdviceStep, IdeaState
from submissions.correspondence import release_message
from submissions.links import path_to
from submissions.models import AuditEntry, Message, Note, Notice, OutboxMail
from tests.accounts.factories import UserFactory
from tests.networks.ideas.advice_places import Advice
from tests.networks.ideas.factories import (
    MITTELDEUTSCHLAND,
    IdeaFactory,
    advise,
    adviser,
    network,
)

pytestmark = pytest.mark.django_db

STEPS = AdviceStep.values
T, R, F = AdviceStep.TECHNICAL, AdviceStep.REGIONAL, AdviceStep.FUNDING


@pytest.fixture
def advice():
    return Advice()


def criterion(step=T, **values):
    return Criterion.objects.create(step=step, title="Passt zur Landkarte", **values)


# --- Whose they are --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "steps"),
    [
        ("technical", {T}),
        ("regional", {R}),
        ("funding", {F}),
        ("manager", {T}),
        ("worker", set()),
        ("stranger", set()),
        ("other_network", set()),
    ],
)
def test_each_votes_in_the_steps_of_her_bodies_and_in_no_other(client, advice, who, steps):
    person = {
        **advice.experts,
        "manager": advice.manager,
        "worker": advice.worker,
        "stranger": UserFactory(groups=["Fachberatung"]),
        "other_network": adviser(of=network(region=MITTELDEUTSCHLAND)),
    }[who]
    client.force_login(person)
    may = set()
    for step in STEPS:
        url = advice.vote_url(step)
        opened = client.get(url).status_code
        answer = client.post(url, {"opinion": "positive", "hand_in": "1", "no_interest": "on"})
        assert opened == (200 if step in steps else 404)
        assert answer.status_code == (302 if step in steps else 404)
        if Vote.objects.filter(round=advice.round, step=step, person=person).exists():
            may.add(step)
        if step not in steps:
            with pytest.raises(actions.NotAllowed):
                advice.votes(step, person)

    assert may == steps
    assert {each.step for each in ballots_of(person)} == steps


@pytest.mark.parametrize("state", [each for each in IdeaState if each != IdeaState.SCHEDULED])
def test_nobody_votes_before_or_after_the_agenda(advice, state):
    rounds = advice.round
    idea = advice.idea
    type(idea).objects.filter(pk=idea.pk).update(
        state=state, reason="x", suspicion="x", decided_at=idea.submitted_at
    )

    with pytest.raises(actions.NotAllowed):
        actions.save_vote(rounds, T, by=advice.experts[T], opinion="positive", hand_in=True)
    assert ballots_of(advice.experts[T]) == []


def test_one_person_has_one_vote_in_a_step(advice):
    expert = advice.experts[T]
    advice.votes(T, expert)
    advice.votes(T, expert, opinion="negative")
    assert [each.opinion for each in Vote.objects.all()] == ["negative"]

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(round=advice.round, step=T, person=expert)


def test_a_vote_that_is_handed_in_does_not_become_a_draft_again(client, advice):
    expert = advice.experts[T]
    advice.votes(T, expert)
    client.force_login(expert)

    response = client.post(advice.vote_url(), {"opinion": "negative", "draft": "1"})

    assert "schon abgegeben" in response.text
    assert Vote.objects.get().handed_in_at


# --- What counts -----------------------------------------------------------------------------
def test_drafts_never_count(advice):
    mine = criterion()
    advice.votes(T, advice.experts[T], points={mine: 5})
    advice.votes(T, advice.manager, hand_in=False, opinion="negative", points={mine: 1})

    technical = results_of([advice.round])[advice.round.pk][0]

    assert dict(technical.counts)["Dafür"] == 1
    assert dict(technical.counts)["Dagegen"] == 0
    assert [(each.value, each.given) for each in technical.means] == [(5.0, 1)]


def test_no_points_are_left_out_of_the_mean_and_are_never_zero(client, advice):
    mine = criterion()
    other = adviser(of=network())
    advice.votes(T, other, points={mine: 4})
    client.force_login(advice.experts[T])
    client.post(advice.vote_url(), {"opinion": "abstain", f"points_{mine.pk}": ""})

    (mean,) = [
        each
        for each in results_of([advice.round])[advice.round.pk][0].means
        if each.criterion == mine
    ]
    assert (mean.value, mean.given) == (4.0, 1)
    assert Rating.objects.filter(criterion=mine, points=None).count() == 1
    technical = results_of([advice.round])[advice.round.pk][0]
    assert dict(technical.counts)["Enthaltung"] == 1


def test_where_nobody_gave_points_there_is_no_mean(advice):
    mine = criterion()
    advice.votes(T, advice.experts[T], points={mine: None})

    (mean,) = results_of([advice.round])[advice.round.pk][0].means

    assert (mean.value, mean.given) == (None, 0)


def test_list_page_and_minutes_show_the_same_mean(client, advice):
    mine = criterion()
    for person, points in [(advice.experts[T], 5), (advice.manager, 2), (adviser(of=network()), 4)]:
        advice.votes(T, person, points={mine: points})
    client.force_login(advice.worker)

    pages = [
        client.get(reverse("ideas:detail", args=[advice.idea.pk])).text,
        client.get(advice.url("minutes")).text,
    ]

    assert ["<strong>3,7</strong>" in page for page in pages] == [True, True]


# --- The form --------------------------------------------------------------------------------
def test_a_draft_is_kept_and_waits_until_it_is_handed_in(client, advice):
    mine = criterion()
    client.force_login(advice.experts[T])
    sent = {"opinion": "", "text": "Noch offen.", f"points_{mine.pk}": "4"}

    client.post(advice.vote_url(), sent | {"draft": "1"})
    assert Vote.objects.get().handed_in_at is None
    page = client.get(advice.vote_url())
    assert page.context["form"].initial[f"points_{mine.pk}"] == "4"
    assert "Noch offen." in page.text
    assert len(open_ballots(advice.experts[T])) == 1
    client.post(advice.vote_url(), sent | {"opinion": "conditional", "hand_in": "1"})

    assert Vote.objects.get().handed_in_at
    assert open_ballots(advice.experts[T]) == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "opinion"),
        ({"opinion": "quatsch"}, "opinion"),
        ({"opinion": "positive", "points": "6"}, "points"),
        ({"opinion": "positive", "points": "0"}, "points"),
        ({"opinion": "positive", "points": "viel"}, "points"),
        ({"opinion": "positive", "text": "x" * 3001}, "text"),
    ],
)
def test_a_refused_vote_says_where_and_keeps_the_rest(client, advice, typed, field):
    mine = criterion()
    client.force_login(advice.experts[T])
    points = typed.pop("points", "3")
    sent = {"text": "Mein Text", f"points_{mine.pk}": points} | typed

    response = client.post(advice.vote_url(), sent)

    form = response.context["form"]
    assert list(form.errors) == [f"points_{mine.pk}" if field == "points" else field]
    assert form["text"].value() == sent["text"]
    assert response.context["page_title"].startswith("Fehler:")
    assert Vote.objects.count() == 0


def test_a_vote_that_comes_too_late_is_refused_and_its_text_still_there(client, advice):
    url = advice.vote_url()
    advise(advice.round, by=advice.worker)
    client.force_login(advice.experts[T])

    response = client.post(url, {"opinion": "positive", "text": "Zu spät getippt"})

    assert "schon beraten" in response.text
    assert "Zu spät getippt" in response.text
    assert client.get(url).status_code == 200


def test_a_criterion_that_is_switched_off_is_not_asked(client, advice):
    criterion(is_active=False)
    client.force_login(advice.experts[T])

    assert "Passt zur Landkarte" not in client.get(advice.vote_url()).text


# --- Who reads them --------------------------------------------------------------------------
def test_others_votes_are_seen_only_after_ones_own(client, advice):
    other = adviser(of=network(), last_name="Vorgänger")
    advice.votes(T, other, text="GEHEIMES-VOTUM")
    expert = advice.experts[T]
    client.force_login(expert)
    pages = [advice.vote_url(), reverse("ideas:detail", args=[advice.idea.pk])]

    assert [part in client.get(url).text for url in pages for part in ["GEHEIMES-VOTUM"]] == [
        False,
        False,
    ]
    advice.votes(T, expert, hand_in=False)
    assert "GEHEIMES-VOTUM" not in client.get(pages[0]).text
    advice.votes(T, expert)
    assert ["GEHEIMES-VOTUM" in client.get(url).text for url in pages] == [True, True]


def test_who_has_two_seats_sees_nothing_before_both_votes_are_in(advice):
    expert = advice.experts[T]
    Membership.objects.create(user=expert, body=Body.FUNDING)
    advice.votes(T, expert)
    (seen,) = advice_of(advice.idea, expert)
    assert not seen.reads_votes

    advice.votes(F, expert)
    (seen,) = advice_of(advice.idea, expert)
    assert seen.reads_votes


def test_who_works_on_the_idea_sees_votes_and_who_has_no_seat_none(client, advice):
    advice.votes(T, advice.experts[T])

    assert advice_of(advice.idea, advice.worker)[0].reads_votes
    assert advice_of(advice.idea, advice.manager)[0].reads_votes
    assert not advice_of(advice.idea, UserFactory(groups=["Fachberatung"]))[0].reads_votes


def test_the_opinion_of_a_group_is_not_shown_to_advisers_before_the_end(client, advice):
    actions.record_opinion(
        advice.round, R, by=advice.worker, result="negative", text="PROTOKOLL-GEHEIM"
    )
    expert = advice.experts[T]
    advice.votes(T, expert)
    client.force_login(expert)

    url = reverse("ideas:detail", args=[advice.idea.pk])
    page = client.get(url).text
    assert "PROTOKOLL-GEHEIM" not in page
    assert "negative" not in page
    actions.record_opinion(advice.round, R, by=advice.worker, result="negative", text="ENDE")
    for step in (T, F):
        actions.record_opinion(advice.round, step, by=advice.worker, result="positive")
    actions.recommend(advice.round, by=advice.worker, recommendation="Nein.", way="none")
    assert "ENDE" in client.get(url).text


# --- Conflict of interest --------------------------------------------------------------------
def test_a_conflict_takes_the_vote_blocks_another_and_hides_the_rest(client, advice):
    other = adviser(of=network())
    advice.votes(T, other, text="GEHEIMES-VOTUM")
    expert = advice.experts[T]
    advice.votes(T, expert)
    client.force_login(expert)
    url = reverse("idea_votes:conflict", args=[advice.round.pk])
    assert client.get(url).status_code == 200

    client.post(url, {"reason": "Mein Bruder plant das."})

    assert not Vote.objects.filter(person=expert).exists()
    assert "GEHEIMES-VOTUM" not in client.get(advice.vote_url()).text
    assert "GEHEIMES-VOTUM" not in client.get(reverse("ideas:detail", args=[advice.idea.pk])).text
    client.post(advice.vote_url(), {"opinion": "positive", "no_interest": "on"})
    assert not Vote.objects.filter(person=expert).exists()
    assert [each.standing for each in ballots_of(expert)] == ["Interessenkonflikt erklärt"]
    assert open_ballots(expert) == []


def test_who_is_in_charge_hears_of_a_conflict_and_sees_the_reason(client, advice):
    actions.declare_conflict(advice.idea, by=advice.experts[R], reason="Mein Bruder plant das.")

    told = Notice.objects.filter(about=Notice.About.CONFLICT)
    assert advice.manager.pk in told.values_list("user", flat=True)
    assert advice.experts[R].pk not in told.values_list("user", flat=True)
    assert AuditEntry.objects.filter(
        action="ideas.conflict", reference=advice.idea.reference, actor_id=advice.experts[R].pk
    ).exists()
    client.force_login(advice.manager)
    page = client.get(reverse("ideas:detail", args=[advice.idea.pk])).text
    assert "Mein Bruder plant das." in page
    assert "Interessenkonflikt erklärt" in page
    client.force_login(advice.experts[F])
    page = client.get(reverse("ideas:detail", args=[advice.idea.pk])).text
    assert "Mein Bruder plant das." not in page


def test_a_conflict_needs_its_reason(client, advice):
    client.force_login(advice.experts[T])

    response = client.post(reverse("idea_votes:conflict", args=[advice.round.pk]), {"reason": "  "})

    assert "Bitte nennen Sie den Grund" in response.text
    assert not Conflict.objects.exists()


def test_also_a_manager_with_a_conflict_sees_no_votes(client, advice):
    advice.votes(T, advice.experts[T], text="GEHEIMES-VOTUM")
    actions.declare_conflict(advice.idea, by=advice.manager, reason="Verwandt.")
    client.force_login(advice.manager)

    pages = [advice.url("minutes"), reverse("ideas:detail", args=[advice.idea.pk])]
    texts = [client.get(url).text for url in pages]

    assert ["GEHEIMES-VOTUM" in text for text in texts] == [False, False]
    assert ["1 Votum" in text for text in texts] == [False, False]


def test_a_conflict_declared_by_mistake_is_taken_back(client, advice):
    expert = advice.experts[T]
    actions.declare_conflict(advice.idea, by=expert, reason="Verwechselt.")
    client.force_login(expert)

    client.post(reverse("idea_votes:no_conflict", args=[advice.round.pk]))

    assert len(open_ballots(expert)) == 1
    assert AuditEntry.objects.filter(action="ideas.no_conflict").exists()


@pytest.mark.parametrize(
    ("organisation", "email", "sponsor", "sender", "signs"),
    [
        ("Stadtwerke Musterstadt", "", "Stadtwerke Musterstadt GmbH", "", [SPONSOR_IS_HERS]),
        ("STADTWERKE  Görlitz", "", "Stadtwerke Goerlitz", "", [SPONSOR_IS_HERS]),
        ("", "a@stadt.example", "", "b@stadt.example", [SENDER_IS_HERS]),
        ("", "a@amt.stadt.example", "", "b@stadt.example", [SENDER_IS_HERS]),
        ("", "a@wasserwerk.example", "Wasserwerk Nord", "", [SPONSOR_IS_HERS]),
        ("", "a@web.de", "", "b@web.de", []),
        ("", "", "", "", []),
        ("AG", "a@x.example", "Stadtwerke AG", "b@y.example", []),
        ("Hochschule Zittau", "a@hs.example", "Stadtwerke", "b@stadt.example", []),
    ],
)
def test_signs_of_an_interest(organisation, email, sponsor, sender, signs):
    person = adviser(of=network(), email=email)
    Membership.objects.filter(user=person).update(organisation=organisation)
    idea = IdeaFactory(sponsor=sponsor, contact_email=sender)

    assert signs_of_interest(person, idea) == signs


def test_who_may_have_an_interest_is_warned_before_the_first_vote(client, advice):
    expert = advice.experts[T]
    Membership.objects.filter(user=expert).update(organisation="Stadtwerke Musterstadt")
    type(advice.idea).objects.update(sponsor="Stadtwerke Musterstadt GmbH")
    client.force_login(expert)

    assert SPONSOR_IS_HERS in client.get(advice.vote_url()).text
    refused = client.post(advice.vote_url(), {"opinion": "positive"})
    assert list(refused.context["form"].errors) == ["no_interest"]
    client.post(advice.vote_url(), {"opinion": "positive", "no_interest": "on"})

    assert Vote.objects.get().handed_in_at
    assert SPONSOR_IS_HERS not in client.get(advice.vote_url()).text


# --- Home panel, list ------------------------------------------------------------------------
def test_the_number_on_the_first_page_is_that_of_the_rows_behind_it(client, advice):
    expert = advice.experts[T]
    Membership.objects.create(user=expert, body=Body.REGIONAL)
    IdeaFactory(reached=IdeaState.SCHEDULED)
    advice.votes(T, expert)
    client.force_login(expert)

    home = client.get("/admin/").text
    rows = client.get(reverse("idea_votes:index")).context["open_ballots"]

    assert len(rows) == 3
    assert "<strong>3</strong> offen" in home
    assert f"{reverse('idea_votes:index')}#offen" in home


def test_who_gives_no_advice_has_no_panel(client, advice):
    client.force_login(advice.worker)

    assert "Ihre Voten" not in client.get("/admin/").text
    assert client.get(reverse("idea_votes:index")).status_code == 200


def test_the_list_costs_the_same_queries_with_many_ideas(client, django_assert_max_num_queries):
    expert = adviser(Body.REGIONAL)
    for _ in range(6):
        IdeaFactory(reached=IdeaState.SCHEDULED)

    with django_assert_max_num_queries(7):
        assert len(ballots_of(expert)) == 6


# --- Nothing of it leaves --------------------------------------------------------------------
def test_votes_and_names_reach_neither_the_status_page_nor_a_mail(client, advice):
    marker = "GEHEIM7391"
    expert = advice.experts[T]
    type(expert).objects.filter(pk=expert.pk).update(first_name=marker, last_name=marker)
    advice.votes(T, expert, text=marker)
    actions.declare_conflict(advice.idea, by=advice.experts[F], reason=marker)
    for step in STEPS:
        actions.record_opinion(advice.round, step, by=advice.worker, result="none", text=marker)
    actions.recommend(advice.round, by=advice.worker, recommendation="Ja.", way="invkg")
    release_message(Message.objects.get(submission=advice.idea), by=advice.worker)
    Note.objects.create(submission=advice.idea, author=advice.worker, text=marker)

    mails = "".join(f"{each.subject}{each.body}" for each in OutboxMail.objects.all())
    assert mails
    assert marker not in mails
    client.logout()
    page = client.get(path_to(advice.idea, "idea_status"))
    assert page.status_code == 200
    assert marker not in page.text
