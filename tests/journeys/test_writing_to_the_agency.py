"""Journeys of people who write: a barrier met on the way, and a question with its answer."""

import re
import time
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.journeys.test_borrowing_the_exhibition import A_MOMENT, PATIENCE, PHONE
from tests.journeys.test_every_page_in_a_browser import in_all_views

numbers = count(1)


@pytest.fixture
def address():
    """A mail address that nobody has seen before."""
    return f"person{time.time_ns()}{next(numbers)}@post.example"


@pytest.fixture
def mail_link(site_folder):
    """`mail_link("a@b.example")`: the link in the mail to this address."""

    def find(address):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for file in (site_folder / "mails").glob("*"):
                text = file.read_text().replace("=\n", "")
                for mail in text.split("-" * 79):
                    found = re.search(r"http://\S+/vorgang/anfrage/\S+", mail)
                    if found and f"To: {address}" in mail:
                        return found[0]
            time.sleep(0.3)
        raise AssertionError(f"No mail with a link came to {address}")

    return find


def ask(tab, address):
    tab.goto("/kontakt/")
    tab.get_by_label("Worum geht es?").select_option("Presse")
    tab.get_by_label("Ihre Nachricht").fill("Wann tagt das Netzwerk?")
    tab.get_by_label("Ihr Name").fill("Erika Beispiel")
    tab.get_by_label("Ihre E-Mail-Adresse").fill(address)
    time.sleep(A_MOMENT)
    tab.get_by_role("button", name="Nachricht senden").click()


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_who_meets_a_barrier_reports_it_from_the_foot_of_the_page_without_scripts(tab):
    tab.goto("/glossar/")
    tab.locator("footer").get_by_role("link", name="Barriere melden").click()
    expect(tab.get_by_label("Auf welcher Seite?")).to_have_value("/glossar/")
    time.sleep(A_MOMENT)
    tab.get_by_role("button", name="Barriere melden").click()
    expect(tab).to_have_title(re.compile("^Fehler: "))
    tab.get_by_role("link", name="Beschreiben Sie, was Sie aufhält.").click()
    expect(tab.get_by_label("Was hält Sie auf?")).to_be_focused()

    tab.get_by_label("Was hält Sie auf?").fill("Die Tabelle liest niemand vor.")
    tab.get_by_role("button", name="Barriere melden").click()

    expect(tab.locator(".receipt")).to_contain_text("Vorgangsnummer")
    expect(tab.locator("main")).to_contain_text("können wir Ihnen nicht antworten")
    tab.reload()
    expect(tab.locator(".receipt")).to_contain_text("Vorgangsnummer")


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_a_question_is_followed_by_the_link_of_its_mail_and_withdrawn(tab, address, mail_link):
    ask(tab, address)
    number = tab.locator(".receipt__number").inner_text()

    tab.goto(mail_link(address))
    expect(tab.locator("main")).to_contain_text(number)
    tab.get_by_label("Ihre Antwort").fill("Es eilt nicht.")
    tab.get_by_role("button", name="Antwort senden").click()
    expect(tab.get_by_role("status")).to_contain_text("Danke, Ihre Antwort ist bei uns.")

    tab.get_by_role("link", name="Zurückziehen").click()
    tab.get_by_role("button", name="Ja, zurückziehen").click()
    expect(tab.locator("h1")).to_have_text("Ihre Nachricht ist zurückgezogen")


@in_all_views
def test_nothing_keeps_anybody_out_of_writing(tab, address, mail_link, find_barriers):
    found = {}

    def look(name):
        tab.wait_for_load_state()
        barriers = find_barriers(tab)
        width = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        if barriers or width > 0:
            found[name] = (barriers, width)

    for page, button in (("/kontakt/", "Nachricht senden"), ("/barriere-melden/", None)):
        tab.goto(page)
        tab.get_by_role("button", name=button or "Barriere melden").click()
        look(f"errors of {page}")
    ask(tab, address)
    look("receipt")
    link = mail_link(address)
    tab.goto(link)
    look("status")
    for word in ("zurueckziehen", "loeschen"):
        tab.goto(f"{link}{word}/")
        look(word)
    tab.get_by_role("button", name="Ja, um Löschung bitten").click()
    look("deletion asked for")

    assert found == {}
