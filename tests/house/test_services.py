"""The instruments themselves: each finds what it is there to find, and nothing where nothing is."""

GOOD = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Seite</title></head>
<body><main><h1>Seite</h1><p>Text</p></main></body></html>"""


def test_the_validator_accepts_a_good_document(html_validator):
    assert html_validator(GOOD) == []


def test_the_validator_finds_an_element_that_is_not_closed(html_validator):
    assert html_validator(GOOD.replace("</h1>", "")) != []


def test_the_search_for_barriers_accepts_a_good_page(tab, find_barriers):
    tab.set_content(GOOD)

    assert find_barriers(tab) == []


def test_the_search_for_barriers_finds_a_picture_without_text(tab, find_barriers):
    tab.set_content(
        GOOD.replace("<p>", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><p>")
    )

    assert [barrier.partition(":")[0] for barrier in find_barriers(tab)] == ["image-alt"]


def test_the_browser_shows_the_running_site(tab):
    answer = tab.goto("/")

    assert answer.status == 200
    assert tab.locator("h1").count() == 1
