"""What editors see of the search and tell it."""

import csv
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.roles import ROLES
from home.models import GlossaryPage
from search.models import ListedWord, Promotion, SearchedQuery, SynonymGroup
from search.questions import flush_questions
from tests.factories import UserFactory, make_news
from tests.search.test_search import hits

pytestmark = pytest.mark.django_db

EDITORS = {"Redaktion", "Chefredaktion", "Administration"}
REPORT = "/admin/suche/anfragen/"
SYNONYMS, PROMOTIONS, WORDS = (
    f"/admin/suche/{name}/" for name in ("synonyme", "hervorgehoben", "wortliste")
)
HOSTILE = [
    *("", "   ", "\x00", "a\x00b, c", ",,,,", "a", "<script>x</script>, b", "'; DROP TABLE x; --"),
    *("x" * 10_000, ", ".join("xy" * 200), "😀", "\u00ad", "\ud7ff, a", "%s, %(a)s", "{{ a }}, b"),
]


@pytest.fixture
def editor(client):
    """A browser in which somebody of the Redaktion is signed in."""
    client.force_login(UserFactory(groups=["Redaktion"]))
    return client


@pytest.fixture
def page():
    return make_news("Neues aus dem Museum")


def ask(query, times=1, hits=1, days_ago=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    return SearchedQuery.objects.create(query=query, day=day, times=times, hits=hits)


def tables(html):
    """The rows of each table of the report by its heading: query, times, hits and day."""
    found = {}
    for section in re.findall(r"<section.*?</section>", html, re.DOTALL):
        heading = re.search(r"<h2[^>]*>(.*?)</h2>", section)[1]
        rows = re.findall(r"<tr>\s*<th scope=.row.>(.*?)</tr>", section, re.DOTALL)
        found[heading] = [
            [re.sub(r"<.*", "", cell, flags=re.DOTALL).strip() for cell in _cells(row)]
            for row in rows
        ]
    return found


def _cells(row):
    return [re.sub(r"^.*>", "", cell) for cell in re.split(r"</t[hd]>\s*<td[^>]*>", row)][:4]


def written_in(html, name):
    """What stands in a field of a form."""
    area = re.search(rf'<textarea name="{name}"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL)
    field = re.search(rf'<input type="text" name="{name}" value="(.*?)"', html)
    return unescape((area or field)[1]).removeprefix("\r\n")


def message_links(html):
    """Where the messages of the admin lead."""
    messages = re.search(r'<div class="messages".*?</div>', html, re.DOTALL)[0]
    return {
        label.strip(): unescape(address)
        for address, label in re.findall(
            r'<a[^>]*href="([^"]*)"[^>]*>(.*?)</a>', messages, re.DOTALL
        )
    }


# --- Who may ------------------------------------------------------------------------------------
def every_address():
    """Each page of the editors with rows to be spoilt: who sees it, and what a POST would send."""
    group = SynonymGroup.objects.first()
    word = ListedWord.objects.first()
    promotion = Promotion.objects.create(query="Museum", page=GlossaryPage.objects.get())
    sent = {
        SYNONYMS: {"expressions": "Kirmes, Jahrmarkt"},
        PROMOTIONS: {"query": "Kirmes", "page": promotion.page_id, "order": 1},
        WORDS: {"word": "Kirmes"},
    }
    found = {REPORT: {}, f"{REPORT}?export=csv": {}, f"{REPORT}?export=xlsx": {}}
    for index, row in {SYNONYMS: group, PROMOTIONS: promotion, WORDS: word}.items():
        found |= {index: {}, f"{index}results/": {}, f"{index}history/{row.pk}/": {}}
        found |= {f"{index}{path}": sent[index] for path in ("new/", f"edit/{row.pk}/")}
        found[f"{index}delete/{row.pk}/"] = {}
    return found


def kept_rows():
    return [list(model.objects.values()) for model in (SynonymGroup, Promotion, ListedWord)]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_all_of_it_or_nothing(client, role):
    client.force_login(UserFactory(groups=[role]))
    addresses = every_address()

    answers = {address: client.get(address).status_code for address in addresses}

    assert set(answers.values()) == ({200} if role in EDITORS else {302})
    assert ("/admin/suche/" in client.get("/admin/").text) is (role in EDITORS)


@pytest.mark.parametrize("role", sorted(set(ROLES) - EDITORS))
def test_nobody_else_changes_anything(client, role):
    client.force_login(UserFactory(groups=[role]))
    addresses = every_address()
    before = kept_rows()

    answers = {
        address: client.post(address, sent)
        for address, sent in addresses.items()
        if not address.startswith(REPORT)
    }

    assert {answer.headers.get("Location") for answer in answers.values()} == {"/admin/"}
    assert kept_rows() == before


def test_the_same_posts_of_an_editor_change_all_three(editor):
    for address, sent in every_address().items():
        if not address.startswith(REPORT):
            before = kept_rows()
            editor.post(address, sent)
            is_a_form = address.endswith("/new/") or "/delete/" in address
            assert (kept_rows() != before) is is_a_form or "/edit/" in address, address


def test_who_is_not_signed_in_is_sent_to_the_door():
    client = Client()

    answers = {client.get(address).headers["Location"] for address in every_address()}

    assert {address.split("?")[0] for address in answers} == {"/anmeldung/"}


# --- The report ---------------------------------------------------------------------------------
def test_the_days_are_summed_and_the_last_day_says_how_much_is_found(editor):
    ask("wärmepumpe", times=2, hits=0, days_ago=3)
    ask("wärmepumpe", times=3, hits=4)
    ask("kirmes", times=4, hits=7, days_ago=5)
    ask("kirmes", times=5, hits=0, days_ago=1)

    found = tables(editor.get(REPORT).text)

    today = timezone.localdate()
    kirmes = ["kirmes", "9", "0", f"{today - timedelta(days=1):%d.%m.%Y}"]
    assert found == {
        "Häufigste Suchen": [kirmes, ["wärmepumpe", "5", "4", f"{today:%d.%m.%Y}"]],
        "Ohne Treffer": [kirmes],
    }


@pytest.mark.parametrize(
    ("period", "counted"),
    [("7", "1"), ("30", "3"), ("180", "7"), ("", "3"), ("8", "3"), ("٧", "3"), ("x" * 999, "3")],
)
def test_a_period_counts_its_days_and_no_others(editor, period, counted):
    for times, days_ago in ((1, 6), (2, 7), (4, 30), (8, 180)):
        ask("kirmes", times=times, days_ago=days_ago)

    found = tables(editor.get(REPORT, {"tage": period}).text)

    assert [row[:2] for row in found["Häufigste Suchen"]] == [["kirmes", counted]]


def test_what_somebody_searches_for_stands_there_once_the_worker_was_there(editor):
    for _ in range(2):
        Client().get("/suche/", {"q": "Xylophon"})
    flush_questions()

    found = tables(editor.get(REPORT).text)

    assert [row[:3] for row in found["Ohne Treffer"]] == [["xylophon", "2", "0"]]


def test_without_searches_the_page_says_so(editor):
    html = editor.get(REPORT).text

    assert "In diesem Zeitraum wurde noch nichts gesucht." in html
    assert tables(html) == {}


def test_where_everything_was_found_the_page_says_so(editor):
    ask("kirmes", hits=3)

    assert "hat jede Suche etwas gefunden" in editor.get(REPORT).text


def test_fifty_are_shown_and_all_stand_in_the_file(editor):
    for number in range(52):
        ask(f"wort{number:02}", times=100 - number, hits=0)

    html = editor.get(REPORT).text
    file = b"".join(editor.get(REPORT, {"export": "csv"})).decode("utf-8-sig")
    lines = list(csv.reader(file.splitlines(), delimiter=";"))

    assert [row[0] for row in tables(html)["Ohne Treffer"]] == [f"wort{n:02}" for n in range(50)]
    assert html.count("Das sind die 50 häufigsten.") == 2
    assert lines[0] == ["Suchbegriff", "Anzahl", "Treffer beim letzten Mal", "Zuletzt gesucht am"]
    assert [line[0] for line in lines[1:]] == [f"wort{n:02}" for n in range(52)]


def test_no_query_is_a_formula_in_the_file(editor):
    ask("=1+1")

    assert b"'=1+1;1;1;" in b"".join(editor.get(REPORT, {"export": "csv"}))
    assert editor.get(REPORT, {"export": "xlsx"}).status_code == 200


def test_what_is_already_told_stands_beside_the_query(editor, page):
    ask("heimatstuben in goerlitz", times=2)
    ask("kirmes")
    group = SynonymGroup.objects.create(expressions="Museum, Heimatstube")
    promotion = Promotion.objects.create(query="Görlitz Heimatstube", page=page)

    section = re.search(r"<section.*?</section>", editor.get(REPORT).text, re.DOTALL)[0]
    told, untold = re.findall(r'<th scope="row">(.*?)</th>', section, re.DOTALL)

    assert dict(re.findall(r'href="(.*?)">(.*?)</a>', told)) == {
        f"{PROMOTIONS}edit/{promotion.pk}/": "Neues aus dem Museum",
        f"{SYNONYMS}edit/{group.pk}/": "Museum, Heimatstube",
    }
    assert untold.strip() == "kirmes"


def test_a_query_cannot_break_the_page(editor):
    ask('"><script>x</script>')

    html = editor.get(REPORT).text

    assert "<script>x" not in html
    assert "q=%22%3E%3Cscript%3Ex%3C%2Fscript%3E" in html


def test_the_number_of_queries_does_not_grow(editor, page, django_assert_max_num_queries):
    editor.get(REPORT)
    ask("kirmes", hits=0)
    with django_assert_max_num_queries(50) as few:
        editor.get(REPORT)
    for number in range(60):
        ask(f"museum {number}", hits=0)
        SynonymGroup.objects.create(expressions=f"Museum {number}, Heimatstube {number}")
        Promotion.objects.create(query=f"Museum {number}", page=page)

    with django_assert_max_num_queries(len(few)) as many:
        html = editor.get(REPORT).text

    assert html.count("Hervorgehoben:") == 98  # kirmes is first, in both tables
    assert len(many) == len(few)


@pytest.mark.parametrize("address", [SYNONYMS, PROMOTIONS, WORDS])
def test_a_list_asks_no_more_for_more_rows(editor, address, django_assert_max_num_queries):
    def add(number):
        SynonymGroup.objects.create(expressions=f"Aaa {number}, Bbb {number}")
        ListedWord.objects.create(word=f"Aaa{number}")
        Promotion.objects.create(query=f"Aaa {number}", page=make_news(f"Seite {number}"))

    add(0)
    editor.get(address)
    with django_assert_max_num_queries(50) as few:
        editor.get(address)
    for number in range(1, 8):
        add(number)

    with django_assert_max_num_queries(len(few)):
        editor.get(address)


# --- From the report to a form ------------------------------------------------------------------
def test_the_forms_begin_with_the_query_of_the_report(editor):
    ask("dampf & lok", hits=0)
    html = editor.get(REPORT).text

    promote, add = (
        unescape(re.search(rf'href="({path}new/\?q=[^"]*)"', html)[1])
        for path in (PROMOTIONS, SYNONYMS)
    )

    assert written_in(editor.get(promote).text, "query") == "dampf & lok"
    assert written_in(editor.get(add).text, "expressions") == "dampf & lok, "


def test_a_page_is_chosen_in_the_tree(editor):
    html = editor.get(f"{PROMOTIONS}new/").text

    assert re.search(r'<input type="hidden" name="page"', html)
    assert "data-chooser-url" in html


def test_a_comma_of_the_query_is_no_second_expression(editor):
    html = editor.get(f"{SYNONYMS}new/", {"q": "dampf,lok"}).text

    assert written_in(html, "expressions") == "dampf lok, "


@pytest.mark.parametrize("address", [SYNONYMS, PROMOTIONS, WORDS])
def test_no_string_breaks_a_form_or_a_list(editor, page, address):
    editor.raise_request_exception = False
    broken = {}
    for text in HOSTILE:
        sent = {"expressions": text, "query": text, "word": text, "page": page.pk, "order": 1}
        answers = [
            editor.post(f"{address}new/", sent),
            editor.get(f"{address}new/", {"q": text}),
            editor.get(address, {"q": text}),
            editor.get(f"{address}results/", {"q": text, "p": text, "ordering": text}),
            editor.get(REPORT, {"tage": text, "export": text}),
            Client(raise_request_exception=False).get("/suche/", {"q": text}),
        ]
        statuses = [answer.status_code for answer in answers]
        if statuses[0] not in {200, 302} or set(statuses[1:]) != {200}:
            broken[text] = statuses

    assert broken == {}


@pytest.mark.parametrize("order", ["0", "-1", "1000", "9" * 30, "eins", "1.5", "\x00"])
def test_an_odd_order_is_refused_kindly(editor, page, order):
    answer = editor.post(f"{PROMOTIONS}new/", {"query": "Museum", "page": page.pk, "order": order})

    assert list(answer.context["form"].errors) == ["order"]


@pytest.mark.parametrize("value", ["", "999999", "9" * 30, "x", "\x00"])
def test_a_page_that_is_none_is_refused_kindly(editor, value):
    answer = editor.post(f"{PROMOTIONS}new/", {"query": "Museum", "page": value, "order": 1})

    assert list(answer.context["form"].errors) == ["page"]


# --- Synonyms -----------------------------------------------------------------------------------
def test_a_new_synonym_holds_at_once(editor):
    assert hits(Client().get("/suche/", {"q": "Xylophon"}).text) == []

    answer = editor.post(f"{SYNONYMS}new/", {"expressions": "Xylophon, Glossar"}, follow=True)

    trial = message_links(answer.text)["Ausprobieren"]
    assert trial == "/suche/?q=Xylophon"
    assert "/glossar/" in hits(Client().get(trial).text)


def test_a_synonym_that_is_changed_or_deleted_holds_no_longer(editor):
    group = SynonymGroup.objects.create(expressions="Xylophon, Glossar")

    editor.post(f"{SYNONYMS}edit/{group.pk}/", {"expressions": "Ukulele, Glossar"})
    assert hits(Client().get("/suche/", {"q": "Xylophon"}).text) == []
    assert "/glossar/" in hits(Client().get("/suche/", {"q": "Ukulele"}).text)

    editor.post(f"{SYNONYMS}delete/{group.pk}/")
    assert hits(Client().get("/suche/", {"q": "Ukulele"}).text) == []


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("Xylophon", "mindestens zwei verschiedene"),
        ("Xylophon, ", "mindestens zwei verschiedene"),
        ("Xylophon, Xylophone, XYLOPHON", "mindestens zwei verschiedene"),
        ("Xylophon, !!!", "mindestens zwei verschiedene"),
        ("KI, Künstliche Intelligenz", "gibt es schon"),
        ("kuenstliche Intelligenz; ki", "gibt es schon"),
        ("x" * 300 + ", " + "y" * 300, "500"),
        ("a\x00, b", "Null"),
    ],
)
def test_the_field_says_what_is_wrong_with_synonyms(editor, typed, complaint):
    answer = editor.post(f"{SYNONYMS}new/", {"expressions": typed})

    (error,) = answer.context["form"].errors["expressions"]
    assert complaint in error
    assert error in unescape(answer.text)


def test_expressions_may_stand_on_lines_of_their_own(editor):
    editor.post(f"{SYNONYMS}new/", {"expressions": "Xylophon\r\nGlossar;  Holz   klang,\r\n"})

    group = SynonymGroup.objects.get(expressions__startswith="Xylophon")
    assert group.expressions == "Xylophon, Glossar, Holz klang"


# --- Promoted pages -----------------------------------------------------------------------------
def promote(editor, page, query="Xylophon", **values):
    return editor.post(
        f"{PROMOTIONS}new/", {"query": query, "page": page.pk, "order": 1} | values, follow=True
    )


def test_a_promoted_page_is_first_at_once(editor, page):
    usual = hits(Client().get("/suche/", {"q": "Glossar"}).text)
    assert usual[0] != page.url

    answer = promote(editor, page, "Glossare")

    trial = message_links(answer.text)["Ausprobieren"]
    assert trial == "/suche/?q=Glossare"
    assert hits(Client().get("/suche/", {"q": "Glossar"}).text)[0] == page.url
    assert hits(Client().get("/suche/", {"q": "Glossar"}).text).count(page.url) == 1


def test_the_smaller_number_goes_first(editor, page):
    promote(editor, page, order=2)
    promote(editor, GlossaryPage.objects.get(), order=1)

    assert hits(Client().get("/suche/", {"q": "Xylophon"}).text) == ["/glossar/", page.url]


def test_the_same_page_is_promoted_once_for_all_spellings(editor, page):
    promote(editor, page, "Austellungen Görlitz")

    answer = promote(editor, page, "Goerlitz Austellung")

    assert answer.context["form"].errors == {
        "query": ["Diese Seite ist für „Austellungen Görlitz“ schon hervorgehoben."]
    }


def test_promoted_twice_by_hand_a_page_is_shown_once(page):
    for query in ("Xylophon", "Xylophone"):
        Promotion.objects.create(query=query, page=page)

    assert hits(Client().get("/suche/", {"q": "Xylophon"}).text) == [page.url]


def hide(page):
    page.unpublish()
    return "nicht veröffentlicht"


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return "nur mit Anmeldung oder Passwort zu sehen"


@pytest.mark.parametrize("make_private", [hide, restrict])
def test_a_page_that_nobody_sees_cannot_be_promoted(editor, page, make_private):
    reason = make_private(page)

    answer = promote(editor, page)

    assert answer.context["form"].errors == {
        "page": [f"„Neues aus dem Museum“ ist {reason} und erschiene in der Suche nicht."]
    }
    assert not Promotion.objects.exists()


@pytest.mark.parametrize("make_private", [hide, restrict])
def test_the_list_says_why_a_page_is_not_shown_any_more(editor, page, make_private):
    promotion = Promotion.objects.create(query="Xylophon", page=page)
    assert re.search(r"<td[^>]*>\s*ja\s*</td>", editor.get(PROMOTIONS).text)
    page.refresh_from_db()
    reason = make_private(page)

    assert f"nein: {reason}" in editor.get(PROMOTIONS).text
    public = Client().get("/suche/", {"q": "Xylophon"}).text
    assert hits(public) == []
    assert "Neues aus dem Museum" not in public
    # It may still be looked after.
    sent = {"query": "Xylophon", "page": page.pk, "order": 5}
    assert editor.post(f"{PROMOTIONS}edit/{promotion.pk}/", sent).status_code == 302


def test_a_deleted_page_is_promoted_no_longer(editor, page):
    promote(editor, page)

    page.delete()

    assert hits(Client().get("/suche/", {"q": "Xylophon"}).text) == []
    assert editor.get(PROMOTIONS).status_code == 200


# --- The word list ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("Wander", "steht schon in der Liste"),
        ("oeko", "steht schon in der Liste"),
        ("zwei Wörter", "einzelnes Wort"),
        ("Wort-Teil", "einzelnes Wort"),
        ("x", "keinen einzelnen Buchstaben"),
        ("x" * 61, "60"),
    ],
)
def test_the_field_says_what_is_wrong_with_a_word(editor, typed, complaint):
    answer = editor.post(f"{WORDS}new/", {"word": typed})

    (error,) = answer.context["form"].errors["word"]
    assert complaint in error


def test_a_new_word_is_in_the_list(editor):
    answer = editor.post(f"{WORDS}new/", {"word": "Xylo"}, follow=True)

    assert "Die Suche kennt das Wort in einigen Minuten." in answer.text
    assert ListedWord.objects.filter(word="Xylo").exists()
    assert editor.get(WORDS, {"q": "xyl"}).text.count("/edit/") >= 1
