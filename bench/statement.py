"""How much a statement costs beyond laying out its pages: `python -m bench.statement`.

From the figures to the sealed file in the archive, whole and by stage, against WeasyPrint's bare render of the same
HTML and, by the clock, Chromium's. Times are process CPU milliseconds, taken in turns, so that a busy machine slows
all of them; only the ratios count. `bench.statement_apart` has cold processes, memory and statements a second.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from sla.document.archive import Archive
from sla.document.attachments import enclosures
from sla.document.render import fetcher, html, render, style_sheet
from sla.document.seal import seal
from sla.document.trust import Trust
from sla.document.verify import verify
from tests.document import sample
from tests.web.browser import chromium

RUNS, WARM = 9, 1
GOAL, CHECKED = 1.20, 0.15
TAGGED, PLAIN = "bare render, tagged PDF/A-3a", "bare render, untagged"
Work = Callable[[], object]


def bare(variant: str | None) -> Callable[[str], bytes]:
    """HTML as anybody would print it: with the style sheet in, PDF out."""
    style, own = style_sheet(), fetcher()

    def work(source: str) -> bytes:
        fonts = FontConfiguration()
        sheet = CSS(string=style, font_config=fonts, url_fetcher=own)
        page = HTML(string=source, url_fetcher=own)
        return bytes(page.write_pdf(font_config=fonts, stylesheets=[sheet], pdf_variant=variant))

    return work


def cases(archive: Archive) -> dict[str, Work]:
    """What is measured, by name."""
    source = html(sample.statement(), enclosures(sample.statement()))
    key, at, pdf, sealed = sample.key(), sample.SEALED_AT, sample.printed(), sample.sealed()
    return {
        TAGGED: partial(bare("pdf/a-3a"), source),
        PLAIN: partial(bare(None), source),
        "settle, compose, render, seal, keep": lambda: archive.put(seal(render(sample.composed()), key, at)),
        "  settle, compose": sample.composed,
        "  lay the words out as HTML": lambda: html(sample.statement(), enclosures(sample.statement())),
        "  render and attach": lambda: render(sample.statement()),
        "  seal": lambda: seal(pdf, key, at),
        "  keep": lambda: archive.put(sealed),
        "verify, every amount again": lambda: verify(sealed, Trust((key.root,))),
    }


def taken(work: dict[str, Work]) -> dict[str, float]:
    """The median CPU milliseconds of each case, run in turns."""
    spent: dict[str, list[float]] = {name: [] for name in work}
    for turn in range(WARM + RUNS):
        for name, run in work.items():
            start = time.process_time()
            run()
            if turn >= WARM:
                spent[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(times) for name, times in spent.items()}


def beside() -> tuple[float, float]:
    """The median milliseconds by the clock of the bare tagged render, and of Chromium's print of the same HTML."""
    source = html(sample.statement(), enclosures(sample.statement()))
    styled = source.replace("</head>", f"<style>{style_sheet()}</style></head>")
    ours = partial(bare("pdf/a-3a"), source)
    spent: tuple[list[float], list[float]] = ([], [])
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(styled)
        work_of: tuple[Work, Work] = (ours, lambda: page.pdf(tagged=True))
        for _ in range(RUNS):
            for work, times in zip(work_of, spent, strict=True):
                start = time.perf_counter()
                work()
                times.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent[0]), statistics.median(spent[1])


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        medians = taken(cases(Archive(Path(folder))))
    size = f"{len(sample.printed()):,} bytes"
    print(f"A statement of {size}, medians of {RUNS} runs; goals, in bare renders:")
    print(f"  the whole at most x {GOAL:.2f}, verifying at most x {CHECKED:.2f}")
    for name, median in medians.items():
        print(f"  {name:<36} {median:7.1f} ms   x {median / medians[TAGGED]:.2f}")
    one, other = beside()
    print(f"by the clock: bare tagged render {one:.0f} ms, Chromium (no PDF/A, browser kept) {other:.0f} ms")


if __name__ == "__main__":
    main()
