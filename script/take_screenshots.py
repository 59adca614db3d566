"""Take the pictures of README.md and docs/redaktion.md (script/screenshots starts it).

Signs in with `DATA_DIR/erster-login.txt`. Changes nothing on the site but what was searched for.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
ADDRESS = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
LOGIN = Path(os.environ.get("DATA_DIR", ROOT / "var")) / "erster-login.txt"
VIEW = {"width": 1280, "height": 860}
LARGEST = 150 * 1024  # bytes of a picture
SEARCHES = (
    *("Förderung", "Förderung", "Förderung", "Photovoltaik", "Photovoltaik", "Batterie Recycling"),
    *("Poster ausleihen", "Kindergarten", "Hubschrauber"),
)
NEWS = "Wie aus zehn Missionen elf Netzwerke wurden"


def start_page(tab):
    tab.goto("/")


def sign_in_page(tab):
    tab.goto("/anmeldung/")


def sign_in(tab):
    name, password = LOGIN.read_text(encoding="utf-8").splitlines()
    tab.goto("/anmeldung/")
    tab.get_by_label("Benutzername oder E-Mail-Adresse").fill(name)
    tab.get_by_label("Passwort").fill(password)
    tab.locator("main button[type=submit]").click()
    tab.wait_for_url("**/admin/")


def page_tree(tab):
    tab.goto("/admin/pages/search/?q=MISSION")
    start_page = tab.get_by_role("link", name="MISSION SACHSEN 2038", exact=True).first
    tab.goto(start_page.get_attribute("href").removesuffix("edit/") + "?ordering=ord")


def page_editor(tab):
    open_page(tab, NEWS)


def block_chooser(tab):
    open_page(tab, NEWS)
    tab.locator(".c-sf-add-button").first.click()


def promote_tab(tab):
    tab.set_viewport_size(VIEW | {"height": 1720})  # all of it, down to the filters of the search
    open_page(tab, "Wanderausstellung")
    tab.get_by_role("tab", name="Veröffentlichung").click()


def publish_menu(tab):
    open_page(tab, NEWS)
    tab.locator("footer [data-w-dropdown-target=toggle]").last.click()


def image_form(tab):
    tab.goto("/admin/images/")
    tab.get_by_role("link", name="Beispiel-Plakat 1").first.click()


def document_form(tab):
    tab.goto("/admin/documents/")
    tab.get_by_role("link", name="Empfehlungsbericht").first.click()


def contact_person(tab):
    tab.goto("/admin/snippets/networks/contactperson/")
    tab.get_by_role("link", name="Markus Gießler").first.click()


def settings(tab):
    tab.goto("/admin/settings/content/organisationsettings/")


def search_report(tab):
    """Somebody must have searched before: `SEARCHES`. The worker writes it down."""
    for query in SEARCHES:
        tab.goto(f"/suche/?q={query}")
    for _ in range(60):
        tab.goto("/admin/suche/anfragen/")
        if tab.get_by_role("row").count():
            return
        tab.wait_for_timeout(1000)


def open_page(tab, title):
    tab.goto(f"/admin/pages/search/?q={title}")
    tab.get_by_role("link", name=title, exact=True).first.click()
    tab.get_by_role("tab", name="Inhalt").wait_for()


# In this order: what the public sees before signing in, then the admin.
PUBLIC = {"start-page": start_page, "sign-in": sign_in_page}
ADMIN = {
    "page-tree": page_tree,
    "page-editor": page_editor,
    "block-chooser": block_chooser,
    "promote-tab": promote_tab,
    "publish-menu": publish_menu,
    "image-form": image_form,
    "document-form": document_form,
    "contact-person": contact_person,
    "settings": settings,
    "search-report": search_report,
}


def take(tab, name, show):
    tab.set_viewport_size(VIEW)
    show(tab)
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(500)  # menus and panels have come to rest
    file = PICTURES / f"{name}.webp"
    Image.open(io.BytesIO(tab.screenshot())).save(file, quality=80, method=6)
    size = file.stat().st_size
    if size > LARGEST:
        sys.exit(f"{file.name} hat {size} Bytes, erlaubt sind {LARGEST}.")
    print(f"{file.relative_to(ROOT)}: {size // 1024} KB", flush=True)


def main():
    wanted = sys.argv[1:] or [*PUBLIC, *ADMIN]
    unknown = set(wanted) - {*PUBLIC, *ADMIN}
    if unknown:
        sys.exit(
            f"Unbekannt: {', '.join(sorted(unknown))}; es gibt {', '.join([*PUBLIC, *ADMIN])}."
        )
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"],
            args=["--lang=de", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        tab = browser.new_context(
            base_url=ADDRESS,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            viewport=VIEW,
            color_scheme="light",
            reduced_motion="reduce",
        ).new_page()
        for name, show in PUBLIC.items():
            if name in wanted:
                take(tab, name, show)
        if ADMIN.keys() & set(wanted):
            sign_in(tab)
        for name, show in ADMIN.items():
            if name in wanted:
                take(tab, name, show)
        browser.close()


if __name__ == "__main__":
    main()
