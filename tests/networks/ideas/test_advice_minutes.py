"""The minutes of a day: one screen, several people, nothing lost."""

import pytest

from networks.ideas import actions
from networks.ideas.models import GroupOpinion
from networks.ideas.states import IdeaState, Way
from submissions.models import Message
from tests.networks.ideas.advice_places import ALL_SAID, Advice, minutes
from tests.networks.ideas.factories import IdeaFactory, advise

pytestmark = pytest.mark.django_db


@pytest.fixture
def advice(client):
    advice = Advice()
    client.force_login(advice.worker)
    return advice


def opinions(advice) -> dict[str, tuple[str, str]]:
    return {each.step: (each.result, each.text) for each in advice.round.opinions.all()}


def form_of(response, advice):
    return next(item.form for item in response.context["items"] if item.round.pk == advice.round.pk)


def test_what_is_typed_is_kept_though_nothing_is_decided(client, advice):
    typed = {"text_technical": "Erst ein Satz.", "recommendation": "Noch", "way": "develop"}

    response = client.post(advice.url("minutes"), minutes(client, advice, **typed))

    assert response.status_code == 302
    assert opinions(advice) == {"technical": ("", "Erst ein Satz.")}
    assert (advice.round.recommendation, advice.round.way) == ("Noch", "develop")
    assert advice.round.decided_at is None
    assert "Erst ein Satz." in client.get(advice.url("minutes")).text


def test_every_button_keeps_what_was_typed_in_the_other_items(client, advice):
    other = IdeaFactory(reached=IdeaState.REVIEW)
    actions.schedule(other, advice.day, by=advice.worker, seen=IdeaState.REVIEW)
    second = Advice(other)
    sent = minutes(client, advice, text_technical="Eins") | minutes(
        client, second, text_funding="Zwei"
    )

    client.post(advice.url("minutes"), sent | {"save": advice.round.pk})

    assert opinions(advice) == {"technical": ("", "Eins")}
    assert opinions(second) == {"funding": ("", "Zwei")}


def test_an_item_closes_with_three_results_and_the_mail_waits_for_release(client, advice):
    sent = minutes(client, advice, **ALL_SAID) | {"close": advice.round.pk}

    response = client.post(advice.url("minutes"), sent, follow=True)

    advice.idea.refresh_from_db()
    assert advice.idea.state == IdeaState.ADVISED
    assert advice.round.way == Way.INVKG
    assert opinions(advice)["funding"] == ("none", "Niemand war da.")
    assert advice.idea.messages.get().state == Message.State.DRAFT
    assert f"/admin/projektideen/{advice.idea.pk}/#tab-nachrichten" in response.text


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"result_regional": ""}, "result_regional"),
        ({"text_funding": "  "}, "text_funding"),
        ({"recommendation": " "}, "recommendation"),
        ({"way": ""}, "way"),
        ({"way": "quatsch"}, "way"),
        ({"result_technical": "quatsch"}, "result_technical"),
        ({"text_technical": "x" * 3001}, "text_technical"),
    ],
)
def test_an_item_does_not_close_while_something_is_missing(client, advice, missing, field):
    sent = minutes(client, advice, **ALL_SAID | missing) | {"close": advice.round.pk}

    response = client.post(advice.url("minutes"), sent)

    advice.idea.refresh_from_db()
    assert advice.idea.state == IdeaState.SCHEDULED
    form = form_of(response, advice)
    assert list(form.errors) == [field]
    assert form["text_regional"].value() == "Mit Bebauungsplan."
    assert form[field].value().strip() == missing[field].strip()
    assert opinions(advice)["regional"][1] == "Mit Bebauungsplan."
    assert response.context["page_title"].startswith("Fehler:")


def test_nobody_overwrites_what_another_one_has_saved_meanwhile(client, advice):
    mine = minutes(client, advice, result_technical="positive", text_technical="Meins")
    actions.record_opinion(
        advice.round, "technical", by=advice.manager, result="negative", text="Ihres"
    )

    response = client.post(advice.url("minutes"), mine)

    assert opinions(advice) == {"technical": ("negative", "Ihres")}
    form = form_of(response, advice)
    (problem,) = form.errors["text_technical"]
    assert "Mara Netz hat hier inzwischen etwas anderes gespeichert" in problem
    assert "Nicht befürwortet. Ihres" in problem
    assert form["text_technical"].value() == "Meins"

    again = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    client.post(advice.url("minutes"), again)
    assert opinions(advice) == {"technical": ("positive", "Meins")}


def test_what_another_one_wrote_elsewhere_stays(client, advice):
    mine = minutes(client, advice, result_technical="positive", text_technical="Meins")
    actions.record_opinion(
        advice.round, "funding", by=advice.manager, result="negative", text="Ihres"
    )

    assert client.post(advice.url("minutes"), mine).status_code == 302
    assert opinions(advice) == {
        "technical": ("positive", "Meins"),
        "funding": ("negative", "Ihres"),
    }


def test_the_recommendation_is_guarded_in_the_same_way(client, advice):
    mine = minutes(client, advice, recommendation="Meine", way="invkg")
    theirs = minutes(client, advice, recommendation="Ihre", way="none")
    client.post(advice.url("minutes"), theirs)

    response = client.post(advice.url("minutes"), mine)

    assert advice.round.recommendation == "Ihre"
    assert form_of(response, advice)["recommendation"].value() == "Meine"


def test_what_came_too_late_is_shown_to_be_copied(client, advice):
    mine = minutes(client, advice, text_technical="Mein langer Text")
    advise(advice.round, by=advice.manager)

    response = client.post(advice.url("minutes"), mine)

    assert response.status_code == 200
    assert response.context["late"][0].texts == ["Mein langer Text"]
    assert "Mein langer Text" in response.text
    assert opinions(advice)["technical"] == ("positive", "Passt.")


def test_saving_twice_writes_the_log_once(client, advice):
    from submissions.models import AuditEntry

    sent = minutes(client, advice, **ALL_SAID)
    client.post(advice.url("minutes"), sent)
    client.post(advice.url("minutes"), sent)

    assert AuditEntry.objects.filter(action="ideas.opinion").count() == 3
    assert GroupOpinion.objects.count() == GroupOpinion.objects.filter(at__isnull=False).count()


def test_a_line_break_of_a_browser_is_no_change(client, advice):
    actions.record_opinion(
        advice.round, "technical", by=advice.manager, result="positive", text="Eins\nZwei"
    )
    sent = minutes(client, advice, text_technical="Eins\r\nZwei")
    actions.record_opinion(
        advice.round, "technical", by=advice.manager, result="positive", text="Drei"
    )

    assert client.post(advice.url("minutes"), sent).status_code == 302
    assert opinions(advice) == {"technical": ("positive", "Drei")}


def test_an_opinion_about_an_idea_off_the_agenda_is_not_taken(advice):
    found = advice.round
    actions.unschedule(advice.idea, by=advice.worker, seen=IdeaState.SCHEDULED)

    with pytest.raises(actions.NotAllowed):
        actions.record_opinion(found, "technical", by=advice.worker, result="positive")


def test_the_day_costs_the_same_queries_with_many_ideas(
    client, advice, django_assert_max_num_queries
):
    for _ in range(8):
        idea = IdeaFactory(reached=IdeaState.REVIEW)
        actions.schedule(idea, advice.day, by=advice.worker, seen=IdeaState.REVIEW)
    client.get(advice.url("minutes"))

    with django_assert_max_num_queries(30):
        client.get(advice.url("minutes"))
