"""What is wrong with a page for whoever sees little, has a small screen, no mouse or a slow line.

Each function looks at an open page and names what it finds; where nothing is wrong it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.browser import COMPLAINTS

WIDE, SMALL = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
RULES: dict[str, object] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
COLOURS: dict[str, object] = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""The rules that ask for colours: nothing else differs between light, dark and print."""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("p { margin-bottom: 2em !important } * { line-height: 1.5 !important; "
    + "letter-spacing: .12em !important; word-spacing: .16em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
"""Text as far apart as readers may set it (WCAG 1.4.12)."""
CLIPPED = """() => {
  const all = [...document.querySelectorAll("body *")], short = (each) => each.outerHTML.slice(0, 90);
  const hides = (each) => ["hidden", "clip"].includes(getComputedStyle(each).overflowX);
  const cut = (each) => hides(each) && !each.closest(".hidden, .sprite") && each.clientWidth > 1
    && each.innerText && each.scrollWidth > each.clientWidth + 1;
  const found = all.filter(cut).map((each) => "cut off: " + short(each));
  if (document.documentElement.scrollWidth <= innerWidth) return found;
  const wide = (each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll");
  return [...found, "the page scrolls sideways", ...all.filter(wide).slice(-2).map(short)];
}"""
STOP = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const style = getComputedStyle(it), name = it.outerHTML.slice(0, 90), wrong = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("focus cannot be seen: " + name);
  const boxes = [...it.getClientRects()].filter((each) => each.width && each.height);
  const seen = boxes.some((box) => [.5, .1, .9].some((part) => {
    const met = document.elementFromPoint(box.left + box.width * part, box.top + Math.min(box.height * .5, 12));
    return met && (it.contains(met) || met.contains(it) && met.tagName === "LABEL");
  }));
  if (!seen) wrong.push("something hides what has the focus: " + name);
  const again = it.dataset.stop && it !== window.stoppedAt;
  it.dataset.stop = "yes";
  window.stoppedAt = it;
  return {again, wrong};
}"""
"""Whether focus is visible and not covered where it stands. A field for a date has several stops."""
FROM_THE_TOP = """() => {
  const first = document.createElement("span");
  first.tabIndex = -1;
  document.body.prepend(first);
  first.focus();
  first.remove();
  scrollTo(0, 0);
}"""
"""Tab goes on from where the focus was last, wherever a page has put it."""
UNREACHED = """() => {
  const what = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const others = (each) => each.type === "radio" ? [...document.getElementsByName(each.name)] : [each];
  const reached = (each) => others(each).some((one) => one.dataset.stop);
  const shown = (each) => each.checkVisibility({visibilityProperty: true}) && !each.disabled;
  return [...document.querySelectorAll(what)].filter((each) => shown(each) && !reached(each))
    .map((each) => "Tab does not come to: " + each.outerHTML.slice(0, 90));
}"""


def seen(page: Page) -> Iterator[str]:
    """Everything axe knows, in light and in dark, and whether print is readable in grey."""
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # the library's own dictionary type
    page.evaluate(Axe().axe_script)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    yield from (f"light: {wrong}" for wrong in axe(page, RULES))
    page.emulate_media(color_scheme="dark")
    yield from (f"dark: {wrong}" for wrong in axe(page, COLOURS))
    page.emulate_media(media="print", color_scheme="light")
    yield from (f"print: {wrong}" for wrong in axe(page, COLOURS))
    page.emulate_media(media="screen")


def axe(page: Page, rules: dict[str, object]) -> Iterator[str]:
    """What axe finds, one line for each rule that is broken."""
    for broken in page.evaluate("rules => axe.run(rules)", rules)["violations"]:
        nodes = broken["nodes"]
        says = f"{broken['id']} ({len(nodes)}): {nodes[0]['html'][:120]} {nodes[0]['failureSummary'][-160:]}"
        yield says.replace("\n", " ")


def small(page: Page) -> Iterator[str]:
    """320 pixels wide, which is also 1,280 at four times the size, and with text further apart."""
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # the library's own dictionary type
    yield from (f"320: {wrong}" for wrong in page.evaluate(COMPLAINTS))
    page.evaluate(SPACED)
    yield from (f"320, spaced: {wrong}" for wrong in page.evaluate(CLIPPED))
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # the library's own dictionary type
    yield from (f"spaced: {wrong}" for wrong in page.evaluate(CLIPPED))
    page.evaluate("() => { document.adoptedStyleSheets = [] }")


def mirrored(page: Page) -> Iterator[str]:
    """320 pixels wide, as a language would have it that is written from right to left."""
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # the library's own dictionary type
    page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    yield from (f"right to left: {wrong}" for wrong in page.evaluate(COMPLAINTS))
    page.evaluate("() => { document.documentElement.removeAttribute('dir') }")


def stops(page: Page, most: int = 400) -> Iterator[str]:
    """Every place where Tab stops: focus can be seen there, and every control is such a place."""
    page.evaluate(FROM_THE_TOP)
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["again"]:
            break
        yield from stop["wrong"]
    yield from page.evaluate(UNREACHED)
