"""Journeys of people with an idea: from the form to the state, the contents and back out again."""

import email
import email.policy
import re
import time
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.test_every_page_in_a_browser import NARROW, in_all_views

FORM = "/projektidee/"
PHONE = {**NARROW, "java_script_enabled": False}
A_MOMENT = 2.2  # seconds: no person fills in a form faster
PATIENCE = 60  # seconds until the worker has sent a mail
SKETCH = {"name": "skizze.txt", "mimeType": "text/plain", "buffer": b"Eine Skizze"}
PROGRAM = {"name": "programm.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}

numbers = count(1)


@pytest.fixture
def address():
    """A mail address that nobody has used before."""
    return f"idee{time.time_ns()}{next(numbers)}@stadtwerke.example"


@pytest.fixture
def mail_link(site_folder):
    """`mail_link("a@b.example", "inhalt")`: the link in the newest mail that has this in it."""

    def find(address, part=""):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for mail in mails_to(address):
                found = re.search(rf"http://\S+/vorgang/idee/[A-Z0-9]+/{part}\S+", mail)
                if found:
                    return found[0]
            time.sleep(0.3)
        raise AssertionError(f"No mail with a link came to {address}")

    def mails_to(address):
        for file in sorted((site_folder / "mails").glob("*"), reverse=True):
            for source in re.split(rb"^-{79}\n", file.read_bytes(), flags=re.MULTILINE):
                message = email.message_from_bytes(source, policy=email.policy.default)
                if address in str(message["To"]):
                    yield message.get_body(["plain"]).get_content()

    return find


def press(tab, name, wait=0.0):
    time.sleep(wait)
    tab.locator("main").get_by_role("button", name=name, exact=True).last.click()


def text(tab):
    return tab.locator("main").inner_text()


def describe(tab, title="Beispiel-Idee: Speicher im Kesselhaus"):
    """The first step."""
    tab.goto(FORM)
    tab.get_by_label("Titel der Projektidee").fill(title)
    tab.get_by_label("Was haben Sie vor?").fill("Ein Wärmespeicher im stillgelegten Kesselhaus.")
    tab.get_by_label("Lausitzer Revier").check()
    tab.get_by_label("Schwerpunkt").select_option("Energiemodellregion")
    press(tab, "Weiter zu den Anlagen", A_MOMENT)


def say_who(tab, address):
    """The third step."""
    tab.get_by_label("Ihr Name").fill("Erika Beispiel")
    tab.get_by_label("Ihre E-Mail-Adresse").fill(address)
    press(tab, "Weiter")


def send(tab):
    """The last step; the Vorgangsnummer."""
    tab.get_by_label(re.compile("willige ein")).check()
    press(tab, "Idee absenden", A_MOMENT)
    return tab.locator(".receipt__number").inner_text()


def hand_in(tab, address):
    """All four steps."""
    describe(tab)
    press(tab, "Weiter")
    say_who(tab, address)
    return send(tab)


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_an_idea_is_handed_in_seen_changed_and_withdrawn_on_a_phone_without_scripts(
    tab, address, mail_link
):
    describe(tab)
    tab.locator("input[type=file]").set_input_files([SKETCH, PROGRAM])
    press(tab, "Weiter")
    assert tab.title().startswith("Fehler:")
    assert "skizze.txt" in text(tab)
    tab.get_by_label("Eine Skizze").check()
    press(tab, "Weiter")
    say_who(tab, address)
    tab.get_by_role("link", name=re.compile(r"ändern\s*: Wo soll es")).click()
    tab.get_by_label("Wo soll es geschehen?").fill("Musterstadt")
    press(tab, "Übernehmen")
    for said in ("Musterstadt", "skizze.txt", "Eine Skizze", "Erika Beispiel"):
        assert said in text(tab)
    number = send(tab)

    tab.goto(mail_link(address))
    assert number in text(tab)
    assert "Ihre Idee ist bei uns" in text(tab)
    assert "Kesselhaus" not in text(tab)
    tab.get_by_role("button", name=re.compile("Link senden")).click()
    assert "Der Link ist unterwegs" in text(tab)
    tab.goto(mail_link(address, "inhalt/"))
    assert "Kesselhaus" in text(tab)
    tab.get_by_role("link", name="Angaben ändern").click()
    tab.get_by_label("Titel der Projektidee").fill("Beispiel-Idee: Großer Speicher")
    press(tab, "Änderungen speichern")
    assert "Beispiel-Idee: Großer Speicher" in text(tab)
    tab.get_by_label("Ihre Nachricht").fill("Der Plan kommt nächste Woche.")
    press(tab, "Nachricht senden")
    assert "Der Plan kommt nächste Woche." in text(tab)
    tab.get_by_role("link", name="Idee zurückziehen").click()
    press(tab, "Ja, zurückziehen")
    tab.get_by_role("link", name="Zum Stand der Idee").click()
    assert "Ihre Idee ist zurückgezogen" in text(tab)
    assert tab.context.cookies() == []


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_an_unfinished_idea_is_gone_on_with_by_its_link_and_deleted(tab, address, mail_link):
    tab.goto(FORM)
    tab.get_by_label("Titel der Projektidee").fill("Beispiel-Idee: noch unfertig")
    press(tab, "Speichern und später weitermachen", A_MOMENT)
    tab.get_by_label("Ihre E-Mail-Adresse").fill(address)
    press(tab, "Link an diese Adresse senden")
    tab.goto(mail_link(address, "entwurf/"))
    assert tab.get_by_label("Titel der Projektidee").input_value() == "Beispiel-Idee: noch unfertig"
    press(tab, "Speichern und später weitermachen")
    tab.get_by_role("link", name="Entwurf löschen").click()
    press(tab, "Ja, Entwurf löschen")
    assert "Der Entwurf ist gelöscht" in text(tab)
    tab.goto(mail_link(address, "entwurf/"))
    assert "Dieser Link öffnet nichts." in text(tab)


def test_back_and_forward_lose_nothing_and_sending_again_leads_to_the_same_receipt(tab, address):
    describe(tab)
    press(tab, "Weiter")
    tab.go_back()
    tab.go_back()
    assert tab.get_by_label("Titel der Projektidee").input_value().startswith("Beispiel-Idee")
    tab.go_forward()
    tab.go_forward()
    say_who(tab, address)
    number = send(tab)
    tab.go_back()
    if tab.get_by_role("button", name="Idee absenden").count():
        tab.get_by_label(re.compile("willige ein")).check()
        press(tab, "Idee absenden")
        assert tab.locator(".receipt__number").inner_text() == number
    else:
        assert "schon abgesendet" in text(tab)


def press_until(tab, selector):
    """Go on by Tab until the focus is there."""
    for _ in range(120):
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"No key leads to {selector}")


def go_on(tab, address):
    """Enter on the button, and the page behind it."""
    time.sleep(A_MOMENT)
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(address))


ONWARD = "form.form button.button:not([name])"


def test_by_keyboard_alone_an_idea_is_handed_in_and_its_state_seen(tab, address, mail_link):
    tab.goto(FORM)
    for name, words in (("title", "Beispiel-Idee"), ("description", "Ein Speicher.")):
        press_until(tab, f"[name={name}]")
        tab.keyboard.type(words)
    press_until(tab, "[name=where]")
    tab.keyboard.press("Space")
    press_until(tab, ONWARD)
    go_on(tab, "/anlagen/")
    press_until(tab, ONWARD)
    go_on(tab, "/kontakt/")
    for name, words in (("contact_name", "Erika"), ("contact_email", address)):
        press_until(tab, f"[name={name}]")
        tab.keyboard.type(words)
    go_on(tab, "/pruefen/")
    press_until(tab, "[name=consent]")
    tab.keyboard.press("Space")
    press_until(tab, ONWARD)
    go_on(tab, "/gesendet/")
    number = tab.locator(".receipt__number").inner_text()
    tab.goto(mail_link(address))
    assert number in text(tab)
    press_until(tab, "main button")
    go_on(tab, "link-gesendet")
    assert "Der Link ist unterwegs" in text(tab)


def test_the_focus_is_on_what_is_wrong_when_a_step_comes_back(tab):
    tab.goto(FORM)
    press(tab, "Weiter zu den Anlagen", A_MOMENT)

    assert tab.title().startswith("Fehler:")
    expect(tab.locator(".error-summary")).to_be_focused(timeout=30_000)
    tab.get_by_role("link", name="Geben Sie Ihrer Idee einen Titel.").click()
    assert tab.evaluate("document.activeElement.name") == "title"


def all_states(tab, address, mail_link, look):
    """Every page and state, one after the other."""
    tab.goto(FORM)
    press(tab, "Weiter zu den Anlagen", A_MOMENT)
    look("first step with errors")
    describe(tab)
    look("files")
    tab.locator("input[type=file]").set_input_files([SKETCH, PROGRAM])
    press(tab, "Weiter")
    look("files with errors")
    press(tab, "Weiter")
    press(tab, "Weiter")
    look("contact with errors")
    tab.get_by_label("Ihr Name").fill("Erika Beispiel")
    tab.get_by_label("Ihre E-Mail-Adresse").fill(address)
    press(tab, "Speichern und später weitermachen")
    look("later")
    press(tab, "Link an diese Adresse senden")
    look("later, sent")
    tab.get_by_role("link", name="Entwurf löschen").click()
    look("delete the draft")
    draft = tab.url.removesuffix("loeschen/")
    tab.goto(f"{draft}idee/?pruefen")
    look("first step once more")
    tab.goto(draft)
    look("check")
    press(tab, "Idee absenden", A_MOMENT)
    look("check with errors")
    send(tab)
    look("receipt")
    tab.goto(draft)
    look("sent already")
    tab.goto(mail_link(address, "[A-Z0-9]{64}"))
    look("state")
    tab.get_by_role("button", name=re.compile("Link senden")).click()
    look("state, link sent")
    contents = mail_link(address, "inhalt/")
    for below in ("", "aendern/", "antworten/", "zurueckziehen/", "loeschen/"):
        tab.goto(contents + below)
        look(f"contents {below}")
    tab.goto(f"{contents}aendern/")
    tab.get_by_label("Titel der Projektidee").fill("")
    press(tab, "Änderungen speichern")
    look("change with errors")
    tab.goto(contents)
    press(tab, "Nachricht senden")
    look("message with errors")
    tab.goto(f"{contents}zurueckziehen/")
    press(tab, "Ja, zurückziehen")
    look("withdrawn")
    tab.goto(f"{contents}aendern/")
    look("too late to change")
    tab.goto("/projektidee/link/?gesendet")
    look("link sent again")


@in_all_views
def test_nothing_keeps_anybody_out_of_handing_in_an_idea(tab, address, mail_link, find_barriers):
    found = {}

    def look(name):
        tab.wait_for_load_state()
        barriers = find_barriers(tab)
        width = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        if barriers or width > 0:
            found[name] = (barriers, width)

    all_states(tab, address, mail_link, look)

    assert found == {}
    assert tab.context.cookies() == []


def test_the_html_of_an_idea_is_valid(tab, address, mail_link, html_validator):
    faults = {}

    def look(name):
        messages = html_validator(tab.content())
        if messages:
            faults[name] = messages

    all_states(tab, address, mail_link, look)

    assert faults == {}


def test_nobody_else_is_asked_for_anything(tab, address, running_site):
    strangers = []
    tab.on("request", lambda each: strangers.append(each.url))
    hand_in(tab, address)

    assert [url for url in strangers if not url.startswith((running_site, "data:"))] == []


@pytest.fixture
def office(tab, site_folder):
    """Another browser, in which the administrator is signed in."""
    name, password = (site_folder / "erster-login.txt").read_text().splitlines()[:2]
    context = tab.context.browser.new_context(base_url=tab.evaluate("location.origin"))
    page = context.new_page()
    page.goto("/admin/eingang/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/admin/eingang/")
    yield page
    context.close()


@pytest.fixture
def advice_day():
    """A day next month, as the browser's form wants it."""
    return (timezone.localdate() + timedelta(days=30)).isoformat()


def take_up(office, number):
    """From the list to the idea, and begin to judge."""
    office.goto(f"/admin/eingang/?q={number}")
    office.locator("main table a").first.click()
    office.get_by_role("link", name="In Prüfung nehmen").click()
    office.get_by_role("button", name="In Prüfung nehmen").click()
    return office.url


def put_on_the_agenda(office, idea, day):
    office.goto("/admin/projektideen/beratungstage/new/")
    office.locator("[name=date]").fill(day)
    office.locator("[name=place]").fill("Musterstadt")
    office.locator("main form [type=submit]").last.click()
    office.goto(idea)
    office.get_by_role("link", name=re.compile("Tagesordnung")).first.click()
    office.locator("[name=day]").last.check()
    office.locator("main form [type=submit]").last.click()


def write_the_minutes(office, idea):
    office.goto(idea)
    office.locator("main").get_by_role("link", name=re.compile("^Beratungstag")).first.click()
    office.get_by_role("link", name="Protokoll schreiben").click()
    office.locator("[name$=recommendation]").fill("Bitte reichen Sie die Idee in ASTER ein.")
    for field in office.locator("select[name*=result_]").all():  # which waits for no page
        field.select_option("positive")
    office.locator("select[name$=way]").select_option("invkg")
    office.get_by_role("button", name=re.compile("abschließen")).first.click()
    office.get_by_role("link", name="Nachricht ansehen und freigeben").click()


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_a_mayors_idea_goes_from_the_form_to_the_recommendation_and_the_answer(
    tab, address, mail_link, advice_day, request
):
    tab.goto(FORM)
    office = request.getfixturevalue("office")
    number = hand_in(tab, address)
    status = mail_link(address)

    idea = take_up(office, number)
    tab.goto(status)
    assert "Wird geprüft" in text(tab)

    put_on_the_agenda(office, idea, advice_day)
    tab.goto(status)
    assert "Kommt in die Beratung" in text(tab)

    write_the_minutes(office, idea)
    tab.goto(status)
    assert "ASTER" not in text(tab)  # nobody has released it yet
    office.get_by_role("link", name="Ansehen und freigeben").click()
    office.get_by_role("button", name="Freigeben und senden").click()
    tab.goto(status)
    assert "ASTER" in text(tab)
    assert "Die Empfehlung liegt vor" in text(tab)
