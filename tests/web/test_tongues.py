"""Pages speak the visitor's language: German is complete, nothing was forgotten, and exact values stay exact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from werkzeug.routing import AnyConverter

from sla.web.tongues import LANGUAGES, PSEUDO, Pseudo
from tests.operations.house import APRIL, MARCH, TEXT, House, administrator, figures
from tests.web.forgotten import forgotten
from tests.web.site import Browser, Site, words

ROOT = Path(__file__).parents[2]
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"trimmed": "true"}}
KEYWORDS = {"_": None, "gettext": None, "lazy": None, "ngettext": (1, 2)}
PLACES = re.compile(r"%\((\w+)\)s")
Message = str | tuple[str, ...]


def written() -> Iterator[Message]:
    """Every message that a page or the code behind it says."""
    for part in ("sla/web", "templates/web"):
        found = extract_from_dir(ROOT / part, METHODS, OPTIONS, KEYWORDS)
        yield from (message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found)


def german() -> Catalog:
    with (LANGUAGES / "de.po").open("rb") as file:
        return read_po(file)


def each_form(message: object) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message) if isinstance(message, (tuple, list)) else ()


def test_german_says_everything_and_nothing_else() -> None:
    known = {each_form(each.id): each for each in german() if each.id}
    asked = {each_form(message) for message in written()}
    assert sorted(asked - known.keys()) == [], "new: `make words`, then say it in sla/web/languages/de.po"
    assert sorted(known.keys() - asked) == [], "nothing says this any more"
    assert [each.id for each in known.values() if each.fuzzy or not all(each_form(each.string))] == []


def test_german_has_the_places_and_the_marks_of_the_english() -> None:
    for each in german():
        english, said = each_form(each.id), each_form(each.string)
        if english and english != ("",):
            places = {place for form in english for place in PLACES.findall(form)}
            assert {place for form in said for place in PLACES.findall(form)} == places, each.id
            assert sorted(re.findall(r"<[^>]*>", said[-1])) == sorted(re.findall(r"<[^>]*>", english[-1])), each.id
            for form in said:
                assert form % dict.fromkeys(places | {"num"}, "1"), each.id


@pytest.fixture
def settled(site: Site, house: House) -> Browser:
    house.settled(MARCH)
    return site.visit(house.mia)


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
def test_a_visitor_is_answered_as_their_browser_asks_until_they_choose(settled: Browser) -> None:
    page = f"/p/north/{MARCH}"
    assert '<html lang="en"' in settled.page(page)
    asked = settled.client.get(page, headers={"Accept-Language": "de-AT, en;q=0.5"}).text
    assert '<html lang="de"' in asked
    answer = settled.post("/tastes", language="de", back=f"{page}?known=2026-04-09")
    assert (answer.status_code, answer.location) == (303, f"{page}?known=2026-04-09")
    german = words(settled.get(page))
    assert "März 2026" in german
    assert "Dienstleister schuldet USD 2.500,00" in german
    assert "Northline schuldet Harbour City USD 2.500,00" in german
    assert "Answered within 30 seconds: 60 %, Ziel mindestens 70 %. mindestens 70 % ■ Verfehlt" in german
    assert "Saldo, geschuldet an Harbour City" in german
    settled.post("/tastes", language="en", back=page)
    assert "Vendor owes USD 2,500.00" in words(settled.get(page))


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
def test_forms_and_files_keep_plain_figures_whatever_the_language(settled: Browser) -> None:
    settled.post("/tastes", language="de", back="/")
    table = next(iter(re.findall(r'href="([^"]+as=csv[^"]+)" download', settled.page(f"/p/north/{MARCH}"))))
    assert b",-2500\r\n" in settled.get(table).data
    assert "Ergebnis" in settled.get(table).text


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example/", "/nowhere"]
)
def test_choosing_leads_nowhere_else(settled: Browser, back: str) -> None:
    assert settled.post("/tastes", language="de", back=back).location == "/"


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
def test_only_what_there_is_can_be_chosen(settled: Browser) -> None:
    assert settled.post("/tastes", language="tlh").status_code == 400
    assert settled.post("/tastes", back="/").status_code == 400


def test_the_language_that_nobody_speaks_keeps_marks_and_places() -> None:
    said = Pseudo().gettext("<b>Sent</b> by %(name2)s &amp; 5 %%")
    assert said == "[<b>Šéñť</b> bý %(name2)s &amp; 5 %%···········]".replace("ť", "t")
    assert Pseudo().ngettext("one", "many", 2) == Pseudo().gettext("many")


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
def test_no_page_has_words_that_were_forgotten(site: Site, house: House) -> None:
    """Every address, in the language that nobody speaks; what stays English on purpose is marked as English.

    In German the same pages answer.
    """
    house.issued()
    house.settled(APRIL)
    people = (house.mia, house.pat, house.fay, administrator(house.books, house.mia), None)
    browsers = [site.visit(person) for person in people]
    found: dict[str, list[str]] = {}
    asked = 0
    for path in addresses(site.app):
        for browser in browsers:
            browser.client.set_cookie("language", "de")
            german = browser.get(path)
            browser.client.set_cookie("language", PSEUDO)
            answer = browser.get(path)
            assert german.status_code == answer.status_code, path
            if german.mimetype == "text/html":
                months = ENGLISH_MONTHS & set(re.findall(r"\w+", words(german)))
                found |= {path: sorted(months)} if months else {}
            if answer.mimetype == "text/html" and answer.status_code != 303:
                asked += 1
                if plain := forgotten(answer.text, names(house)):
                    found.setdefault(path, plain)
            if answer.status_code == 200:
                break
    assert found == {}
    assert asked > 60


OTHERS = ("/api/v1", "/static", "/guide")
"""What is not in the visitor's language, or not a page."""
VALUES: dict[str, tuple[object, ...]] = {
    "series": ("north",),
    "period": (MARCH, APRIL),
    "number": ("NORTH-0001",),
    "contract": ("harbour",),
    "text": (sha256(TEXT.encode()).hexdigest(),),
    "chapter": ("index",),
    "digest": (sha256(figures(MARCH)).hexdigest(),),
    "secret": ("0" * 43,),
}
"""What stands for the parameters of addresses; 1 where nothing is said."""


def addresses(app: Flask) -> Iterator[str]:
    """Every page that can be asked for."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(OTHERS) and "." not in rule.rule:
            choices = {name: each.items for name, each in rule._converters.items() if isinstance(each, AnyConverter)}
            values = {name: choices.get(name) or VALUES.get(name, (1,)) for name in rule.arguments}
            for chosen in product(*values.values()):
                with app.test_request_context():
                    built = rule.build(dict(zip(values, chosen, strict=True)))
                assert built, rule.rule
                yield built[1]


def names(house: House) -> frozenset[str]:
    """Words of names, contract and formats, which are the same in every language."""
    people = (house.pat, house.mia, house.max, house.fay, house.audrey)
    texts = (TEXT, FORMATS, MONTHS, *(f"{each.name} {each.email}" for each in people))
    return frozenset(word.lower() for text in texts for word in re.findall(r"[^\W\d_]{2,}", text))


FORMATS = """
Ada Admin sla NORTH SOUTH contract yaml pdf penalty Fred fred harbour example API CSV XLSX PDF ZIP SHA kB MB EDT EST UTC
USD Northline Southcall English Deutsch OpenAPI
"""
ENGLISH_MONTHS = frozenset({"January", "February", "March", "May", "June", "July", "October", "December"})
"""Those whose names are others in German."""
MONTHS = """
January February March April May June July August September October November December
Jan Feb Mar Apr Jun Jul Aug
"""
