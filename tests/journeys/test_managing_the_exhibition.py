"""A day of the exhibition's manager: a school phones, is promised its set, has it, returns it."""

import re

import pytest

PHONE = {"viewport": {"width": 375, "height": 740}, "is_mobile": True, "has_touch": True}


@pytest.fixture
def first_login(running_site, tmp_path_factory):
    """Name and password of the administrator that the first start has made."""
    (file,) = tmp_path_factory.getbasetemp().glob("site[0-9]*/data/erster-login.txt")
    return file.read_text().splitlines()[:2]


@pytest.fixture
def office(tab, first_login):
    """A tab in which the administrator is signed in."""
    name, password = first_login
    tab.goto("/admin/ausleihe/heute/")
    tab.locator("[name=login]").fill(name)
    tab.locator("[name=password]").fill(password)
    tab.locator("[name=password]").press("Enter")
    tab.wait_for_url("**/admin/ausleihe/heute/")
    return tab


def status(tab) -> str:
    return tab.locator(".loan-head").inner_text().lower()


def take_everything_back(office):
    """A set that is still out cannot be handed over: which one is free first, nobody knows here."""
    office.goto("/admin/ausleihe/vorgaenge/?state=out")
    loans = office.locator("main table a[href*='/vorgaenge/inspect/']")
    for address in {link.get_attribute("href") for link in loans.all()}:
        office.goto(address)
        office.get_by_role("link", name="Zurücknehmen").click()
        office.get_by_role("button", name="Alles in Ordnung").click()
        assert "zurück" in status(office)


@pytest.mark.parametrize("tab", [{}, PHONE], indirect=True, ids=["desktop", "phone"])
def test_a_loan_from_the_call_to_the_return(office, request):
    take_everything_back(office)
    school = f"Probeschule {request.node.callspec.id}"
    office.goto("/admin/ausleihe/vorgaenge/new/")
    office.get_by_label("Einrichtung*", exact=True).fill(school)
    office.get_by_label("Art*", exact=True).select_option("Gymnasium")
    office.get_by_label("Postleitzahl").fill("02826")
    office.get_by_label("Ort*", exact=True).fill("Görlitz")
    office.locator("button[name=take]").first.click()
    assert office.get_by_label("Ort*", exact=True).input_value() == "Görlitz"
    office.get_by_role("button", name="Eintragen").click()
    assert "angefragt" in status(office)

    office.goto("/admin/ausleihe/heute/")
    row = office.get_by_role("row").filter(has_text=school)
    row.get_by_role("link", name=re.compile("Zusagen")).click()
    office.get_by_label("Straße und Hausnummer").fill("Musterweg 1")
    office.get_by_label("Ansprechperson").fill("Erika Beispiel")
    office.get_by_role("button", name="Zusagen").click()
    assert "zugesagt" in status(office)

    office.get_by_role("link", name="Ausgeben").click()
    office.get_by_label("Trotzdem jetzt ausgeben").check()
    office.get_by_role("button", name="Alles in Ordnung").click()
    assert "ausgegeben" in status(office)

    office.get_by_role("link", name="Zurücknehmen").click()
    part = office.locator(".loan-parts details").first
    part.locator("summary").click()
    part.get_by_label("Zustand").select_option("Beschädigt")
    part.get_by_label("Was ist zu sehen?").fill("Kleiner Riss")
    part.get_by_label("Was ist zu sehen?").press("Enter")
    assert "zurück" in status(office)
    assert "Kleiner Riss" in office.locator("main").inner_text()
