"""The forms that people fill in, and how session, server or tab go under them; what stands there for who comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from sla.cycle import Person
from tests.operations.house import APRIL, MARCH
from tests.proof.lost_house import FEBRUARY, PASSWORD, Pages

NORTH = "/p/north"
STORM = FilePayload(name="storm.txt", mimeType="text/plain", buffer=b"wind and rain")
READ = """form => [
  ...[...new FormData(form)].filter(([name, value]) => typeof value === "string" && value && !OURS.includes(name))
    .map((each) => each.join("=")),
  ...[...form.querySelectorAll(".attached li strong")].map((each) => "file " + each.textContent),
].sort()""".replace("OURS", '["csrf_token", "slip", "revision", "act", "seen", "back", "digest", "matching"]')
"""Every field of a form with what stands in it, and its files."""


class Way(StrEnum):
    """What goes while somebody writes."""

    TAB = "tab"
    SERVER = "server"
    SESSION = "session"
    NO_SCRIPTS = "session, no scripts"


@dataclass(frozen=True, slots=True)
class Writing:
    """A form that somebody fills in: who, where, what stands in it, and its button."""

    name: str
    partner: bool
    path: str
    link: str
    """Its words in the list of what was begun."""
    button: str
    fields: tuple[tuple[str, str], ...]
    last: str = "#reason"
    """Where more is written while it happens."""
    file: bool = False

    def form(self, page: Page) -> Locator:
        return page.locator(f"form:has([name=slip]):has({self.last})")


RELIEF = (("[name=level]", "complaints"), ("[name=cause]", "storm"), ("#from", "2026-03-04"), ("[value=days]", ""))
WRITINGS = (
    Writing("relief", True, f"{NORTH}/{MARCH}/ask/relief", "Ask for relief", "See what it is worth", RELIEF, file=True),
    Writing(
        "dispute",
        True,
        f"{NORTH}/{MARCH}/ask/dispute",
        "Dispute a result",
        "See what it is worth",
        (("[name=records]", "first\nsecond"), ("#rows", "17, 21-24"), ("[value=records]", "")),
        file=True,
    ),
    Writing("message", True, f"{NORTH}/{MARCH}/matters/1", "Your remark", "Add it", (), "#said", file=True),
    Writing("answer", False, f"{NORTH}/{MARCH}/matters/1", "Your remark", "Add it", (), "#said", file=True),
    Writing("decision", False, f"{NORTH}/{MARCH}/matters/1", "Your decision", "Refuse", (), "#why"),
    Writing(
        "part of it",
        False,
        f"{NORTH}/{MARCH}/matters/1",
        "Grant part of it",
        "Grant this part",
        (("#by", "50"), ("[value=less]", "")),
        "#part",
    ),
    Writing("why reopened", False, f"{NORTH}/{MARCH}/reopen", "Reopen", "Reopen", ()),
    Writing("why restated", False, f"{NORTH}/{FEBRUARY}/restate", "Restate", "Restate", ()),
    Writing("why corrected", True, f"{NORTH}/{FEBRUARY}/check", "Why the figures change", "Ask for the correction", ()),
    Writing(
        "columns",
        True,
        f"{NORTH}/{APRIL}/match",
        "Match columns",
        "Read it so",
        (("#column-0", "0"), ("#column-3", "3")),
        "#column-2",
    ),
)


@dataclass(slots=True)
class Told:
    """What was lost, and of how much."""

    points: int = 0
    held: int = 0
    lost: list[str] = field(default_factory=list)

    def met(self, point: str, before: list[str], after: list[str]) -> None:
        """A form as it stood, and as it stands for who came back."""
        assert before, f"{point}: nothing was written"
        self.points += 1
        self.held += len(before)
        self.lost += [f"{point}: {each}" for each in before if each not in after]


@dataclass(frozen=True, slots=True)
class Proof:
    """The browser at the pages."""

    browser: Browser
    pages: Pages
    told: Told

    @contextmanager
    def somebody(self, person: Person, *, scripts: bool = True) -> Iterator[Page]:
        """A browser in which they have just signed in, at home."""
        context = self.browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(self.pages.address)
        self.sign_in(page, person)
        yield page
        context.close()

    def sign_in(self, page: Page, person: Person) -> None:
        page.fill("input[type=email]", person.email)
        page.fill("input[type=password]", PASSWORD)
        page.click("main button")

    def written(self, what: Writing, way: Way) -> None:
        """Fill a form in, let something go, come back, and look what stands there; then clear it away."""
        by = self.pages.house.pat if what.partner else self.pages.house.mia
        scripts = way is not Way.NO_SCRIPTS
        with self.somebody(by, scripts=scripts) as page:
            page.goto(self.pages.address + what.path)
            form = what.form(page)
            fill(what, form, kept=scripts)
            before, after = self._gone(what, way, form, by), ["nothing"]
            if way in {Way.SESSION, Way.NO_SCRIPTS}:
                after = what.form(page).evaluate(READ)
        with self.somebody(by) as page:
            page.locator("section:has(#begun)").get_by_role("link", name=what.link).click()
            form = what.form(page)
            if way in {Way.TAB, Way.SERVER}:
                after = form.evaluate(READ)
            self.told.met(f"{what.name}: {way}", before, after)
            form.get_by_role("button", name="Discard it").click()
            page.goto(self.pages.address)
            assert page.get_by_role("link", name=what.link).count() == 0

    def _gone(self, what: Writing, way: Way, form: Locator, by: Person) -> list[str]:
        """It happens, while more is written. All that was."""
        page = form.page
        match way:
            case Way.TAB:
                before = more(what, form)
                settled(form)
                return before
            case Way.SERVER:
                self.pages.kill()
                before = more(what, form)
                page.wait_for_timeout(1000)
                self.pages.start()
                settled(form)
                return before
            case Way.SESSION | Way.NO_SCRIPTS:
                page.context.clear_cookies()
                before = more(what, form)
                if way is Way.NO_SCRIPTS and what.file:
                    before.append("file storm.txt")
                form.get_by_role("button", name=what.button, exact=True).click()
                expect(page.get_by_text("You were signed out")).to_be_visible()
                self.sign_in(page, by)
                return before
            case _:
                assert_never(way)


def fill(what: Writing, form: Locator, *, kept: bool) -> None:
    """Write into every field, and attach a file; with scripts, until it is kept."""
    for each in form.locator("xpath=ancestor::details").all():
        if each.get_attribute("open") is None:
            each.locator("summary").first.click()
    for name, value in what.fields:
        put(form.locator(name).first, value)
    if not what.last.startswith("#column"):
        form.locator(what.last).fill("Ein Satz, <b>und</b> noch\neiner")
    if what.file:
        form.locator("[name=file]").set_input_files(STORM)
        if kept:
            form.locator(".attached li").wait_for()
    if kept:
        settled(form)


def put(control: Locator, value: str) -> None:
    """Choose, tick or write."""
    match control.evaluate("it => it.type"):
        case "select-one" if value.isdigit():
            control.select_option(index=int(value))
        case "select-one":
            control.select_option(value)
        case "radio":
            control.check()
        case _:
            control.fill(value)


def more(what: Writing, form: Locator) -> list[str]:
    """The last words are written; how the form stands then."""
    control = form.locator(what.last)
    if what.last.startswith("#column"):
        put(control, "0")
    else:
        control.press_sequentially(", zuletzt")
    found: list[str] = form.evaluate(READ)
    return found


def settled(form: Locator) -> None:
    """What was written last has been kept."""
    form.page.wait_for_timeout(800)
    expect(form.locator(".unsent [role=status]")).to_contain_text("Kept at", timeout=20_000)
