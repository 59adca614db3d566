"""The form in four steps: what it asks, what it refuses, and that nothing typed is lost."""

import re

import pytest
from django.core.cache import cache

from content.forms_registry import form_choices, form_template
from networks.ideas.forms.contact import probably_meant
from networks.ideas.links import draft_path
from networks.ideas.models import (
    ConsentText,
    ExtraQuestion,
    IdeaRules,
    ProjectIdea,
    ProjectIdeaPage,
    Where,
)
from networks.ideas.states import IdeaState
from networks.ideas.views.receipts import receipt_address
from submissions.links import token_of
from tests.addresses import own_links
from tests.networks.ideas.factories import ConsentTextFactory, focus_area
from tests.networks.ideas.public_site import (
    FORM,
    LINK_AGAIN,
    begun,
    complete,
    contact,
    dump,
    errors,
    first_step,
    mails,
    own_paths,
    sending,
    sent,
    text_file,
    token,
    values_of,
    words,
)

pytestmark = pytest.mark.django_db
S = IdeaState
STEPS = ("idea_draft_idea", "idea_draft_attachments", "idea_draft_contact", "idea_draft_check")


@pytest.fixture(autouse=True)
def nothing_came_in(db):
    ProjectIdea.objects.all().delete()


@pytest.fixture
def required_question(db):
    """A question of the editors that has to be answered."""
    page = ProjectIdeaPage.objects.get()
    question = page.questions.first()
    type(question).objects.filter(pk=question.pk).update(is_required=True)
    return question


# --- The page ---------------------------------------------------------------------------------


def test_the_page_is_an_ordinary_page_that_any_cache_may_keep(client):
    response = client.get(FORM)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response.cookies == {}
    assert FORM in own_links(response.text.partition("<main")[0])


def test_the_page_says_what_happens_by_when_and_that_it_is_no_application(client):
    IdeaRules.objects.update_or_create(pk=1, defaults={"answer_working_days": 7})
    text = words(client.get(FORM).text)

    assert "Das ist kein Antrag auf Förderung." in text
    assert "innerhalb von 7 Werktagen" in text
    assert "nach 30 Tagen ohne Änderung" in text
    assert LINK_AGAIN in own_links(client.get(FORM).text)
    assert "/projektidee/was-daraus-wurde/" in own_links(client.get(FORM).text)


def test_an_unpublished_page_is_not_there(client):
    ProjectIdeaPage.objects.update(live=False)

    assert client.get(FORM).status_code == 404
    assert client.post(FORM, first_step()).status_code == 404
    assert not ProjectIdea.objects.exists()


def test_wagtail_shows_the_page_without_the_form():
    html = ProjectIdeaPage.objects.get().make_preview_request().render().content.decode()

    assert "Nur auf der Website" in words(html)


def test_editors_embed_the_first_step_on_any_page(rf):
    from django.template.loader import render_to_string

    assert "idea" in dict(form_choices())
    html = render_to_string(form_template("idea"))
    assert f'action="{FORM}"' in html
    assert 'id="idee_title"' in html


# --- The way through --------------------------------------------------------------------------


def test_four_steps_lead_to_the_receipt(client):
    answer = client.post(FORM, first_step())
    idea = ProjectIdea.objects.get()
    assert answer["Location"] == draft_path(idea, "idea_draft_attachments")
    assert (idea.state, idea.where, idea.region.slug) == (S.DRAFT, Where.ONE, "lausitz")
    assert idea.focus_area == focus_area()

    answer = client.post(answer["Location"], {"attachments": text_file()})
    assert answer["Location"] == draft_path(idea, "idea_draft_contact")
    answer = client.post(answer["Location"], contact())
    assert answer["Location"] == draft_path(idea, "idea_draft_check")
    page = words(client.get(answer["Location"]).text)
    for said in ("Speicher im alten Kesselhaus", "Lausitzer Revier", "skizze.txt", "Erika"):
        assert said in page
    answer = client.post(answer["Location"], sending(may_be_shown="on"))

    idea.refresh_from_db()
    assert (idea.state, idea.consent, idea.may_be_shown) == (S.NEW, ConsentText.current(), True)
    assert mails() == ["idea.received"]
    receipt = client.get(answer["Location"])
    text = words(receipt.text)
    assert f"Vorgangsnummer {idea.reference}" in text
    assert "e•••@stadtwerke.example" in text
    assert "Das ist kein Antrag auf Förderung." in text
    assert "Erste Rückmeldung bis" in text
    for secret in ("Kesselhaus", "Erika", "erika@"):
        assert secret not in receipt.text


@pytest.mark.parametrize(
    ("said", "where", "region"),
    [("both", Where.BOTH, None), ("unknown", Where.UNKNOWN, None)],
)
def test_both_reviere_and_not_knowing_are_answers(client, said, where, region):
    idea = begun(client, where=said, focus_area="")

    assert (idea.where, idea.region, idea.focus_area) == (where, region, None)


def test_back_and_change_keep_what_was_typed(client):
    idea = complete(client)
    path = draft_path(idea, "idea_draft_contact")
    answer = client.post(path, contact(contact_name="", contact_phone="0351", zurueck="1"))

    assert answer["Location"] == draft_path(idea, "idea_draft_attachments")
    idea.refresh_from_db()
    assert (idea.contact_name, idea.contact_phone) == ("", "0351")
    answer = client.post(path, contact(pruefen="1"))
    assert answer["Location"] == draft_path(idea, "idea_draft_check")
    assert 'name="pruefen"' in client.get(f"{path}?pruefen").text
    html = client.get(draft_path(idea, "idea_draft_idea")).text
    assert values_of(html)["title"] == idea.title


def test_to_go_back_with_something_wrong_shows_the_page_again(client):
    idea = complete(client)
    answer = client.post(
        draft_path(idea, "idea_draft_contact"), contact(contact_phone="x" * 41, zurueck="1")
    )

    assert answer.status_code == 422
    assert values_of(answer.text)["contact_phone"] == "x" * 41


def test_the_link_leads_to_where_something_is_missing(client):
    idea = begun(client)
    assert client.get(draft_path(idea))["Location"] == draft_path(idea, "idea_draft_attachments")
    idea = complete(client, title="Beispiel-Idee: eine andere")
    assert client.get(draft_path(idea))["Location"] == draft_path(idea, "idea_draft_check")
    client.post(draft_path(idea, "idea_draft_idea"), {"title": "", "spaeter": "1"})
    assert client.get(draft_path(idea))["Location"] == draft_path(idea, "idea_draft_idea")


def test_missing_steps_are_listed_with_the_way_there(client, required_question):
    idea = begun(client)
    path = draft_path(idea, "idea_draft_check")
    shown = client.get(path)
    refused = client.post(path, sending())

    assert shown.status_code == 200
    assert refused.status_code == 422
    assert refused.text.partition("<title>")[2].split()[0] == "Fehler:"
    assert "Idee absenden" not in re.findall(r"<button[^>]*>([^<]*)", shown.text)
    for page in (shown, refused):
        for field in (f"frage_{required_question.pk}", "contact_name", "contact_email"):
            assert f"#id_{field}" in page.text
    assert ProjectIdea.objects.get().state == S.DRAFT


# --- Refusals ---------------------------------------------------------------------------------

MISSING = {
    "title": "Geben Sie Ihrer Idee einen Titel.",
    "description": "Beschreiben Sie Ihre Idee. Ein paar Sätze genügen.",
    "where": "Wählen Sie, in welchem Revier. „Das weiß ich noch nicht“ ist erlaubt.",
}


def test_an_empty_form_names_each_answer_that_is_missing(client):
    response = client.post(FORM, {"form_token": token()})

    assert response.status_code == 422
    assert errors(response) == {name: [text] for name, text in MISSING.items()}
    assert response.text.partition("<title>")[2].split()[0] == "Fehler:"
    assert response["Cache-Control"] == "private, no-store"
    assert response.cookies == {}
    for name in MISSING:
        assert f'href="#id_{name}"' in response.text
        assert f'id="id_{name}_error"' in response.text


WRONG = [
    ("title", "x" * 151, "auf 150 Zeichen"),
    ("title", "eins\nzwei", "in eine Zeile"),
    ("title", "x\x00", "in eine Zeile"),
    ("description", "x" * 5001, "auf 5000 Zeichen"),
    ("benefit", "x" * 2001, "auf 2000 Zeichen"),
    ("place", "x" * 121, "auf 120 Zeichen"),
    ("sponsor", "x" * 161, "auf 160 Zeichen"),
    ("where", "bayern", "eines der genannten Reviere"),
    ("focus_area", "raumfahrt", "Schwerpunkt aus der Liste"),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_a_wrong_answer_names_the_rule_and_keeps_the_others(client, name, value, said):
    response = client.post(FORM, first_step(**{name: value}))

    assert response.status_code == 422
    assert set(errors(response)) == {name}
    assert said in errors(response)[name][0]
    kept = "place" if name != "place" else "sponsor"
    assert values_of(response.text)[kept] == first_step()[kept]
    assert not ProjectIdea.objects.exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("erika@gmial.com", "erika@gmail.com"),
        ("erika@t-onlien.de", "erika@t-online.de"),
        ("erika@firma.con", "erika@firma.com"),
        ("erika@stadtwerke.example", ""),
        ("erika@gmail.com", ""),
    ],
)
def test_an_address_that_looks_like_a_slip_is_asked_about_once(client, typed, meant):
    idea = begun(client)
    path = draft_path(idea, "idea_draft_contact")
    answer = client.post(path, contact(contact_email=typed))

    assert probably_meant(typed) == meant
    if meant:
        assert answer.status_code == 422
        assert f"Meinten Sie {meant}?" in errors(answer)["contact_email"][0]
        again = contact(contact_email=typed, asked_about=values_of(answer.text)["asked_about"])
        answer = client.post(path, again)
    assert answer.status_code == 303


def test_addresses_are_kept_in_small_letters(client):
    idea = begun(client)
    client.post(
        draft_path(idea, "idea_draft_contact"), contact(contact_email="Erika@Stadtwerke.Example")
    )

    idea.refresh_from_db()
    assert idea.contact_email == "erika@stadtwerke.example"


def test_without_the_consent_nothing_is_sent(client):
    idea = complete(client)
    response = client.post(draft_path(idea, "idea_draft_check"), sending(consent=""))

    assert response.status_code == 422
    assert set(errors(response)) == {"consent"}
    assert ProjectIdea.objects.get().state == S.DRAFT


def test_a_consent_that_changed_in_between_has_to_be_read_again(client):
    idea = complete(client)
    old = ConsentText.current()
    ConsentTextFactory(text="Neuer Wortlaut.")
    path = draft_path(idea, "idea_draft_check")
    response = client.post(path, sending(consent_version=str(old.version)))

    assert set(errors(response)) == {"consent"}
    assert "Neuer Wortlaut." in response.text
    newest = str(ConsentText.current().version)
    assert values_of(response.text)["consent_version"] == newest
    assert "checked" not in re.search(r'<input[^>]*name="consent"[^>]*>', response.text)[0]
    assert client.post(path, sending(consent_version=newest)).status_code == 303
    idea.refresh_from_db()
    assert idea.consent == ConsentText.current()


def test_who_begins_too_many_is_told_so_and_loses_nothing(client):
    rules = IdeaRules.load()
    rules.drafts_per_visitor = 1
    rules.save()
    begun(client)
    response = client.post(FORM, first_step(title="Beispiel-Idee: noch eine"))

    assert response.status_code == 429
    assert values_of(response.text)["title"] == "Beispiel-Idee: noch eine"


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}]
)
def test_a_form_of_another_site_is_refused(client, headers):
    idea = complete(client)
    assert client.post(FORM, first_step(title="x"), headers=headers).status_code == 403
    for name in (*STEPS, "idea_draft_later", "idea_draft_delete"):
        answer = client.post(draft_path(idea, name), sending() | contact(), headers=headers)
        assert (answer.status_code, answer["Cache-Control"]) == (403, "private, no-store")
    assert ProjectIdea.objects.get().state == S.DRAFT


# --- Robots -----------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["first", "last"])
def test_what_a_robot_sends_waits_for_a_person_and_no_mail_leaves(client, at):
    trap = {"website": "http://spam.example"}
    idea = complete(client, **(trap if at == "first" else {}))
    answer = client.post(
        draft_path(idea, "idea_draft_check"), sending(**(trap if at == "last" else {}))
    )

    idea.refresh_from_db()
    assert (idea.state, idea.suspicion, mails()) == (S.SUSPECT, "honeypot", [])
    assert f"Vorgangsnummer {idea.reference}" in words(client.get(answer["Location"]).text)


def test_who_is_too_fast_is_asked_to_look_once_more(client):
    data = first_step(form_token=token(age=0))
    first = client.post(FORM, data)
    second = client.post(FORM, data)

    assert first.status_code == 422
    assert "sehr schnell" in words(first.text)
    assert second.status_code == 303
    assert ProjectIdea.objects.get().suspicion == "too_fast"


# --- Twice, and after sending -----------------------------------------------------------------


def test_the_first_page_sent_twice_is_one_draft(client):
    data = first_step()
    first, again = client.post(FORM, data), client.post(FORM, data)

    assert first["Location"] == again["Location"]
    assert ProjectIdea.objects.count() == 1


def test_two_people_who_got_the_same_page_from_a_cache_are_two(client):
    mark = token()
    client.post(FORM, first_step(form_token=mark))
    client.post(FORM, first_step(form_token=mark, title="Beispiel-Idee: eine andere"))

    assert ProjectIdea.objects.count() == 2


def test_the_last_page_sent_twice_leads_to_the_same_receipt(client):
    idea = complete(client)
    path, data = draft_path(idea, "idea_draft_check"), sending()
    first, again = client.post(path, data), client.post(path, data)

    assert (first.status_code, again.status_code) == (303, 303)
    assert first["Location"] == again["Location"] == receipt_address(idea)
    assert mails() == ["idea.received"]


def test_the_link_to_go_on_says_afterwards_that_it_was_sent(client):
    idea = sent(client)
    before = dump()
    for name in ("idea_draft", *STEPS, "idea_draft_later", "idea_draft_delete"):
        page = client.get(draft_path(idea, name))
        assert page.status_code == 200
        assert idea.reference in words(page.text)
        assert "schon abgesendet" in words(page.text)
        assert "Kesselhaus" not in page.text
        assert "e•••@stadtwerke.example" in page.text
    assert dump() == before


def test_what_was_typed_in_another_tab_after_sending_can_be_copied(client):
    idea = sent(client)
    answer = client.post(
        draft_path(idea, "idea_draft_idea"), first_step(description="Noch ein Absatz <b>")
    )

    assert answer.status_code == 409
    assert "Noch ein Absatz &lt;b&gt;" in answer.text
    idea.refresh_from_db()
    assert idea.description == first_step()["description"]


def test_a_receipt_can_be_reloaded_and_is_found_by_nobody_who_guesses(client):
    idea = sent(client)
    address = receipt_address(idea)

    first, again = client.get(address), client.get(address)
    assert (first.status_code, first.text) == (200, again.text)
    assert first["Cache-Control"] == "private, no-store"
    for guess in (idea.reference, f"{idea.reference}:x", "x", address.split("/")[-2][:-1] + "~"):
        assert client.get(f"{FORM}gesendet/{guess}/").status_code == 404


# --- Files and questions ----------------------------------------------------------------------


def test_good_files_survive_an_error_anywhere(client, required_question):
    idea = begun(client)
    path = draft_path(idea, "idea_draft_attachments")
    answer = client.post(path, {"attachments": [text_file(), text_file("boese.exe", b"MZ")]})

    assert answer.status_code == 422
    assert set(errors(answer)) == {"attachments", f"frage_{required_question.pk}"}
    assert "skizze.txt" in words(answer.text)
    assert [each.name for each in idea.attachments.all()] == ["skizze.txt"]
    answer = client.post(path, {f"frage_{required_question.pk}": "Eine Gemeinde"})
    assert answer.status_code == 303
    assert idea.answers.get(question=required_question).asked == required_question.label


def test_a_file_is_taken_away_and_the_answers_stay(client, required_question):
    idea = begun(client)
    path = draft_path(idea, "idea_draft_attachments")
    client.post(path, {"attachments": [text_file(), text_file("plan.txt", b"Plan")]})
    first = idea.attachments.first()
    answer = client.post(
        path, {"remove_attachment": first.pk, f"frage_{required_question.pk}": "Eine Gemeinde"}
    )

    assert answer["Location"] == path
    assert [each.name for each in idea.attachments.all()] == ["plan.txt"]
    assert values_of(client.get(path).text)[f"frage_{required_question.pk}"] == "Eine Gemeinde"


def test_all_four_kinds_of_questions_are_asked_and_answered(client):
    page = ProjectIdeaPage.objects.get()
    ExtraQuestion.objects.all().delete()
    kinds = {
        "line": "Eine Zeile",
        "text": "Zwei\r\nZeilen",
        "yes_no": "Ja",
        "choice": "B",
    }
    questions = {
        kind: ExtraQuestion.objects.create(
            page=page, label=f"Frage {kind}", answered=kind, choices="A\nB", is_required=True
        )
        for kind in kinds
    }
    idea = begun(client)
    path = draft_path(idea, "idea_draft_attachments")
    empty = client.post(path, {})
    answer = client.post(path, {f"frage_{questions[kind].pk}": kinds[kind] for kind in kinds})

    assert set(errors(empty)) == {f"frage_{each.pk}" for each in questions.values()}
    assert answer.status_code == 303
    assert {each.asked: each.text for each in idea.answers.all()} == {
        f"Frage {kind}": text for kind, text in kinds.items()
    }
    wrong = client.post(path, {f"frage_{questions['choice'].pk}": "C"})
    assert "eine der genannten Antworten" in errors(wrong)[f"frage_{questions['choice'].pk}"][0]


# --- Later, or never --------------------------------------------------------------------------


def test_the_first_page_is_put_aside_with_gaps(client):
    answer = client.post(FORM, first_step(description="", where="", spaeter="1"))

    idea = ProjectIdea.objects.get()
    assert answer["Location"] == draft_path(idea, "idea_draft_later")
    assert (idea.title, idea.description) == (first_step()["title"], "")


def test_nothing_at_all_is_not_put_aside(client):
    empty = dict.fromkeys(("title", "description", "place", "sponsor", "where", "focus_area"), "")
    assert client.post(FORM, first_step(**empty, spaeter="1")).status_code == 422
    assert not ProjectIdea.objects.exists()


def test_the_link_to_go_on_is_shown_and_mailed(client):
    idea = begun(client)
    path = draft_path(idea, "idea_draft_later")
    page = client.get(path)
    answer = client.post(path, {"email": "Erika@stadtwerke.example"})

    assert draft_path(idea) in page.text
    assert f"{idea.forget_on.day}. " in words(page.text)
    assert answer["Location"] == f"{path}?gesendet"
    assert "e•••@stadtwerke.example" in words(client.get(answer["Location"]).text)
    assert mails() == ["idea.draft"]
    wrong = client.post(path, {"email": "erika"})
    assert (wrong.status_code, values_of(wrong.text)["email"]) == (422, "erika")


def test_the_link_to_go_on_is_not_mailed_without_end(client):
    idea = begun(client)
    path = draft_path(idea, "idea_draft_later")
    answers = [client.post(path, {"email": "erika@stadtwerke.example"}) for _ in range(7)]

    assert [answer.status_code for answer in answers][-1] == 429
    assert len(mails()) < 7


def test_a_draft_is_deleted_by_a_button_and_its_link_opens_nothing(client):
    idea = begun(client)
    client.post(draft_path(idea, "idea_draft_attachments"), {"attachments": text_file()})
    path = draft_path(idea, "idea_draft_delete")

    assert client.get(path).status_code == 200
    assert ProjectIdea.objects.exists()
    answer = client.post(path)
    assert "Der Entwurf ist gelöscht" in words(client.get(answer["Location"]).text)
    assert not ProjectIdea.objects.exists()
    assert client.get(draft_path(idea)).status_code == 404


# --- Whose link it is -------------------------------------------------------------------------


def test_pages_of_a_draft_are_for_one_person_only(client):
    idea = complete(client)
    for name in (*STEPS, "idea_draft_later", "idea_draft_delete"):
        page = client.get(draft_path(idea, name))
        assert page["Cache-Control"] == "private, no-store"
        assert "noindex" in page["X-Robots-Tag"]
        assert page["Referrer-Policy"] == "same-origin"
        assert page.cookies == {}
        assert token_of(idea, purpose="draft") not in page.text.partition("</main>")[2]
        assert "Kesselhaus" not in page.text.partition("<title>")[2].partition("</title>")[0]


def test_who_opens_all_links_of_a_draft_three_times_changes_nothing(client):
    idea = complete(client)
    found = {draft_path(idea)}
    for name in STEPS:
        found |= own_paths(client.get(draft_path(idea, name)).text)
    before = dump()
    for path in sorted(found) * 3:
        assert client.get(path).status_code in {200, 302}
        client.head(path)

    assert len(found) >= 6
    assert dump() == before


# --- Queries ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "most"), list(zip(STEPS, (11, 12, 9, 17), strict=True)))
def test_each_step_keeps_its_budget_of_queries(client, name, most, django_assert_max_num_queries):
    idea = complete(client)
    for number in range(8):
        idea.attachments.create(
            name=f"{number}.txt", content_type="text/plain", size=1, file=f"attachments/{number}"
        )
    path = draft_path(idea, name)
    client.get(path)
    cache.clear()

    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200
