"""What the team does with an idea in the admin: every step a page, and no step by surprise."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from networks.ideas import actions
from networks.ideas.models import Answer, ProjectIdea
from networks.ideas.states import IdeaState
from networks.ideas.viewsets.steps import STEPS
from networks.models import Region
from submissions.models import Message, OutboxMail
from tests.networks.ideas.factories import (
    MITTELDEUTSCHLAND,
    AdviceDayFactory,
    ConsentTextFactory,
    IdeaFactory,
    adviser,
    case_worker,
    focus_area,
    network,
    network_manager,
)

pytestmark = pytest.mark.django_db
S = IdeaState


@pytest.fixture
def worker(db):
    return case_worker()


@pytest.fixture
def office(client, worker):
    client.force_login(worker)
    return client


def page(name, idea):
    return reverse(f"ideas:{name}", args=[idea.pk])


@pytest.mark.parametrize("state", [state for state in S if state not in {S.DRAFT, S.SPAM}])
def test_the_page_of_an_idea_offers_exactly_the_steps_of_its_state(office, state):
    idea = IdeaFactory(reached=state)

    text = office.get(page("detail", idea)).text

    for step in STEPS.values():
        assert (f'href="{step.url(idea)}"' in text) == (state in step.states), step.name


def test_who_only_reads_gets_no_button_and_no_contact(client):
    idea = IdeaFactory(reached=S.REVIEW)
    client.force_login(adviser(of=network()))

    text = client.get(page("detail", idea)).text

    assert idea.title in text
    assert idea.contact_email not in text
    assert idea.contact_name not in text
    for step in STEPS.values():
        assert step.url(idea) not in text


def test_the_page_shows_what_was_asked_as_it_was_asked_and_what_was_agreed_to(office):
    consent = ConsentTextFactory()
    idea = IdeaFactory(may_be_shown=True)
    Answer.objects.create(idea=idea, asked="Wer macht <mit>?", text="Der Verein.\n\nUnd wir.")
    actions.receive_idea(idea, consent=consent)

    text = office.get(page("detail", idea)).text

    assert "Wer macht &lt;mit&gt;?" in text
    assert "<p>Der Verein.</p>" in text
    assert f"Fassung {consent.version}, am" in text
    assert "Ja: Titel, Ort, Schwerpunkt und Stand" in text
    assert idea.contact_email in text
    assert "Eingegangen" in text


SIMPLE = {
    "take_up": (S.NEW, S.REVIEW, {}),
    "ask": (S.REVIEW, S.QUESTION, {"text": "Wo genau?", "senden": "1"}),
    "resume": (S.DECLINED, S.REVIEW, {}),
    "decline": (S.REVIEW, S.DECLINED, {"reason": "Passt nicht."}),
    "carry_on": (S.ADVISED, S.CARRIED_ON, {"text": "Der Antrag ist gestellt."}),
    "unschedule": (S.SCHEDULED, S.REVIEW, {}),
}


@pytest.mark.parametrize("name", SIMPLE)
def test_a_step_changes_nothing_when_it_is_shown_and_acts_when_it_is_sent(office, worker, name):
    start, end, values = SIMPLE[name]
    idea = IdeaFactory(reached=start)

    shown = office.get(page(name, idea))
    idea.refresh_from_db()
    assert (shown.status_code, idea.state) == (200, start)
    assert "no-store" in shown.headers["Cache-Control"]

    answer = office.post(page(name, idea), {"seen": start, **values})
    idea.refresh_from_db()
    assert (answer.status_code, answer.url, idea.state) == (302, page("detail", idea), end)


@pytest.mark.parametrize("name", SIMPLE)
def test_who_was_too_slow_is_told_so_keeps_her_words_and_sends_no_mail(office, name):
    start, _, values = SIMPLE[name]
    idea = IdeaFactory(reached=start)
    other = next(state for state in S if state not in STEPS[name].states | {S.DRAFT})
    ProjectIdea.objects.filter(pk=idea.pk).update(state=other, suspicion="honeypot")
    before = OutboxMail.objects.count(), Message.objects.count()

    answer = office.post(page(name, idea), {"seen": start, **values}, follow=True)

    assert "Jemand war schneller" in answer.text
    assert (OutboxMail.objects.count(), Message.objects.count()) == before
    for word in values.values():
        assert word in {"1"} or word in answer.text
    idea.refresh_from_db()
    assert idea.state == other


def test_a_step_that_is_not_possible_now_leads_back_and_says_why(office):
    idea = IdeaFactory(reached=S.NEW)

    answer = office.get(page("carry_on", idea), follow=True)

    assert "Das geht jetzt nicht: Die Idee steht auf „Eingegangen“." in answer.text


@pytest.mark.parametrize("name", ["ask", "decline", "carry_on"])
def test_a_step_without_its_words_is_refused_at_the_field(office, name):
    start, _, _ = SIMPLE[name]
    idea = IdeaFactory(reached=start)

    answer = office.post(page(name, idea), {"seen": start, "text": " ", "reason": ""})

    idea.refresh_from_db()
    assert idea.state == start
    assert "Bitte schreiben Sie" in answer.text


def test_a_question_is_seen_as_a_mail_before_it_leaves(office):
    idea = IdeaFactory(reached=S.REVIEW)
    values = {"seen": S.REVIEW, "text": "Wo <genau>?"}

    preview = office.post(page("ask", idea), values)

    idea.refresh_from_db()
    assert idea.state == S.REVIEW
    assert not idea.messages.exists()
    assert "So wird sie gelesen" in preview.text
    assert idea.reference in preview.text
    assert preview.text.count("Wo &lt;genau&gt;?") == 2  # in the mail, and to be changed
    assert "Jetzt senden" in preview.text

    office.post(page("ask", idea), {**values, "senden": "1"})
    assert idea.messages.get().text == "Wo <genau>?"


def test_a_decision_writes_a_draft_and_no_mail(office):
    idea = IdeaFactory(reached=S.REVIEW)
    before = OutboxMail.objects.count()

    office.post(page("decline", idea), {"seen": S.REVIEW, "reason": "Passt nicht."})

    assert idea.messages.get().state == Message.State.DRAFT
    assert OutboxMail.objects.count() == before


# --- The network ------------------------------------------------------------------------------
def undecided(**values):
    """Mobilität und IT in the Mitteldeutsches Revier: two networks may be in charge."""
    return IdeaFactory(
        focus_area=focus_area("mobilitaet-und-it"),
        region=Region.objects.get(slug=MITTELDEUTSCHLAND),
        reached=S.NEW,
        **values,
    )


def test_where_two_networks_may_be_in_charge_both_stand_first_and_one_is_chosen(office, worker):
    idea = undecided()

    text = office.get(page("assign_network", idea)).text
    fitting = text[text.index("Kommen in Frage") : text.index('label="Andere"')]
    assert fitting.count("<option") == 2

    chosen = idea.networks.first()
    values = {"seen": S.NEW, "seen_version": idea.version, "network": chosen.pk}
    assert "Bitte schreiben Sie, warum." in office.post(page("assign_network", idea), values).text
    office.post(page("assign_network", idea), {**values, "reason": "Es geht um Busse."})

    idea.refresh_from_db()
    assert (idea.network, idea.routing_reason) == (chosen, "Es geht um Busse.")


def test_two_who_assign_at_once_do_not_overwrite_each_other(office):
    idea = undecided()
    first, second = idea.networks.all()
    values = {"seen": S.NEW, "seen_version": idea.version, "reason": "Es geht um Busse."}
    office.post(page("assign_network", idea), {**values, "network": first.pk})

    answer = office.post(page("assign_network", idea), {**values, "network": second.pk})

    idea.refresh_from_db()
    assert idea.network == first
    assert "Jemand war schneller" in answer.text
    assert "Es geht um Busse." in answer.text


def test_a_manager_who_gives_an_idea_away_lands_in_the_list(client):
    idea = IdeaFactory(reached=S.NEW)
    other = network(region=MITTELDEUTSCHLAND)
    client.force_login(network_manager(network()))

    answer = client.post(
        page("assign_network", idea),
        {"seen": S.NEW, "seen_version": idea.version, "network": other.pk, "reason": "Böhlen."},
    )

    assert answer.url == reverse("inbox:list")
    assert client.get(page("detail", idea)).status_code == 404


# --- The agenda -------------------------------------------------------------------------------
def test_an_idea_is_put_on_the_agenda_of_a_coming_day(office):
    idea = IdeaFactory(reached=S.REVIEW)
    day, over = AdviceDayFactory(), AdviceDayFactory(closed_at=timezone.now())

    text = office.get(page("schedule", idea)).text
    assert f"{date_format(day.date, 'l, j. F Y')} (noch keine Idee)" in text
    refused = office.post(page("schedule", idea), {"seen": S.REVIEW, "day": over.pk})
    assert "Diesen Beratungstag gibt es nicht mehr" in refused.text
    office.post(page("schedule", idea), {"seen": S.REVIEW, "day": day.pk})

    idea.refresh_from_db()
    assert idea.state == S.SCHEDULED
    assert list(day.rounds.values_list("idea", flat=True)) == [idea.pk]


def test_without_a_day_or_a_network_the_page_leads_to_what_is_missing(office):
    idea = undecided()
    actions.take_up(idea, by=case_worker(), seen=S.NEW)

    text = office.get(page("schedule", idea)).text

    assert page("assign_network", idea) in text
    assert "Es gibt keinen kommenden Beratungstag." in text
    assert "Beratungstag anlegen" in text


# --- Duplicates -------------------------------------------------------------------------------
def test_a_duplicate_is_found_by_its_likeness_and_marked(office):
    first = IdeaFactory(title="Wärmespeicher im Kesselhaus", reached=S.NEW)
    idea = IdeaFactory(title="Ein Wärmespeicher im alten Kesselhaus", reached=S.REVIEW)

    shown = office.get(page("detail", idea)).text
    assert "ähnlicher Titel" in shown
    mark = f"{page('duplicate', idea)}?ziel={first.pk}"
    assert mark in shown
    assert f'value="{first.pk}" checked' in " ".join(office.get(mark).text.split())

    office.post(page("duplicate", idea), {"seen": S.REVIEW, "target": first.pk})
    idea.refresh_from_db()
    assert (idea.state, idea.duplicate_of) == (S.DUPLICATE, first)
    assert f'href="{page("detail", idea)}"' in office.get(page("detail", first)).text


@pytest.mark.parametrize("query", ["umspannwerk", "UMSPANN", "number"])
def test_another_idea_is_found_by_number_and_by_words(office, query):
    first = IdeaFactory(title="Café im Umspannwerk", reached=S.NEW)
    idea = IdeaFactory(title="Ganz anders", reached=S.REVIEW)
    typed = first.reference.lower() if query == "number" else query

    text = office.get(page("duplicate", idea), {"q": typed}).text

    assert "Café im Umspannwerk" in text


@pytest.mark.parametrize("target", ["", "0", "x", "9" * 30, "-1", "\x00", "own", "draft"])
def test_a_target_that_is_none_is_refused_at_its_place(office, target):
    idea = IdeaFactory(reached=S.REVIEW)
    special = {"own": idea.pk, "draft": IdeaFactory().pk}

    answer = office.post(
        page("duplicate", idea), {"seen": S.REVIEW, "target": special.get(target, target)}
    )

    idea.refresh_from_db()
    assert (answer.status_code, idea.state) == (200, S.REVIEW)
    assert "target-errors" in answer.text


def test_a_manager_neither_finds_nor_chooses_an_idea_of_another_network(client):
    foreign = IdeaFactory(
        title="Geheime Halle",
        region=Region.objects.get(slug=MITTELDEUTSCHLAND),
        contact_email="gleich@stadtwerke.example",
        reached=S.NEW,
    )
    idea = IdeaFactory(
        title="Geheime Halle", contact_email="gleich@stadtwerke.example", reached=S.REVIEW
    )
    client.force_login(network_manager(network()))

    for address in (
        page("detail", idea),
        page("duplicate", idea),
        f"{page('duplicate', idea)}?q=Geheime",
        f"{page('duplicate', idea)}?q={foreign.reference}",
        f"{page('duplicate', idea)}?ziel={foreign.pk}",
    ):
        text = client.get(address).text.replace(f"q={foreign.reference}", "")
        assert page("detail", foreign) not in text
        assert f'value="{foreign.pk}"' not in text
    client.post(page("duplicate", idea), {"seen": S.REVIEW, "target": foreign.pk})
    idea.refresh_from_db()
    assert idea.state == S.REVIEW


# --- What no form sends -----------------------------------------------------------------------
@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("seen", ["", "nonsense", "draft", "x" * 5000, "\x00"])
def test_nonsense_is_never_an_error_of_the_server(office, name, seen):
    idea = IdeaFactory(reached=S.REVIEW)

    answer = office.post(
        page(name, idea),
        dict.fromkeys(["seen", "seen_version", "network"], seen)
        | dict.fromkeys(["text", "reason", "day"], "x"),
    )

    idea.refresh_from_db()
    assert answer.status_code in {200, 302}
    assert idea.state == S.REVIEW


def test_a_page_that_was_not_whole_says_so(office):
    idea = IdeaFactory(reached=S.NEW)

    assert "nicht vollständig" in office.post(page("take_up", idea), {"seen": "\x00"}).text


@pytest.mark.parametrize("pk", [0, 2**31, 2**63, 10**30])
def test_an_idea_that_is_not_there_is_not_found(office, pk):
    for name in ["detail", *STEPS]:
        assert office.get(reverse(f"ideas:{name}", args=[pk])).status_code == 404


def test_a_forgotten_idea_is_only_looked_at(office):
    idea = IdeaFactory(reached=S.REVIEW)
    actions.erase_idea(idea, by=case_worker())

    text = office.get(page("detail", idea)).text

    for step in STEPS.values():
        assert step.url(idea) not in text
        assert office.get(step.url(idea)).url == page("detail", idea)


def test_spam_is_one_click_away_and_so_is_the_way_back(office):
    spam, none = IdeaFactory(reached=S.SUSPECT), IdeaFactory(reached=S.SUSPECT)

    office.post(reverse("inbox:reject", args=[spam.pk]))
    office.post(reverse("inbox:release", args=[none.pk]))

    spam.refresh_from_db()
    none.refresh_from_db()
    assert (spam.state, none.state) == (S.SPAM, S.NEW)
    assert list(none.mails.values_list("key", flat=True)) == ["idea.received"]
    assert not spam.mails.exists()
