"""The printed file: what it shows, that it is always the same bytes, and that nothing foreign gets in."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sla.contract.model import Party
from sla.document.attachments import enclosures
from sla.document.reading import Paper
from sla.document.render import Unprintable, html, printed, render
from sla.statement.model import Statement
from tests.document import sample as made
from tests.statement import sample

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, sys
from sla.document.render import render
from sla.statement.again import again
print(hashlib.sha256(render(again(sys.stdin.buffer.read()))).hexdigest())
"""


def words(statement: Statement, page: int = 0) -> str:
    return Paper(render(statement)).words(page)


def test_the_first_page_says_who_owes_whom_how_much() -> None:
    shown = words(sample.statement())
    for wanted in (
        "Statement STM-000123",
        "North East Ambulance Service owes NHS England GBP 1,234.50",
        "Penalties, owed to NHS England GBP −1,500.00",
        "Net, owed to NHS England GBP −1,234.50",
        "2, in force since 1 April 2025",
        "Tax id GB 654 4421 17",
        "Due by 4 May 2026.",
        "TEST CERTIFICATE",
    ):
        assert "".join(wanted.split()) in shown


def test_the_second_page_shows_how_each_amount_came_about() -> None:
    shown = words(sample.statement(), 1)
    for wanted in ("93.12lies", "■Missed", "●Met", "▲Nofiguresyet", "38,384calls", "Page2of3"):
        assert wanted in shown


def test_the_last_page_says_who_signed_and_how_to_check_it() -> None:
    shown = words(sample.statement(), 2)
    for wanted in ("EmmyNoether,finance", "slaverifyFILE.pdf", "Contracttext", "Page3of3"):
        assert wanted in shown


def test_from_its_calculation_alone_another_process_prints_the_same_bytes() -> None:
    elsewhere = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=elsewhere,
        input=made.invoiced().calculation,
        capture_output=True,
        check=True,
    )
    assert run.stderr == b""
    assert run.stdout.decode().strip() == hashlib.sha256(render(made.invoiced())).hexdigest()


def test_sixty_lines_and_none_owed() -> None:
    paper = render(sample.long())
    assert "Page5of5" in Paper(paper).words(4)
    assert "NothingisowedGBP0.00" in words(sample.nothing())


def test_names_are_text_and_never_markup() -> None:
    statement = replace(sample.statement(), vendor=Party('<img src="file:///etc/passwd"> & <b>Sons</b>'))
    assert '<imgsrc="file:///etc/passwd">&<b>Sons</b>' in words(statement)


def test_greek_and_cyrillic_names_are_printed() -> None:
    assert "ΑθήναΕφοδιασμός" in words(replace(sample.statement(), vendor=Party("Αθήνα Εφοδιασμός")))


@pytest.mark.parametrize("sign", ["\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_what_leaves_no_trace_on_paper_is_refused(sign: str) -> None:
    with pytest.raises(Unprintable, match="no sign for"):
        render(replace(sample.statement(), vendor=Party(f"Acme{sign}Ltd")))


def test_a_sign_that_the_font_lacks_is_named() -> None:
    with pytest.raises(Unprintable, match="株"):
        render(replace(sample.statement(), vendor=Party("株式会社")))


@pytest.mark.parametrize("source", ["file:///etc/hostname", "http://127.0.0.1:9/x.svg", "data:image/png;base64,AAAA"])
def test_a_page_loads_nothing_but_its_fonts_and_charts(source: str) -> None:
    statement = sample.statement()
    enclosed = enclosures(statement)
    page = html(statement, enclosed).replace("<h1>", f'<img src="{source}" alt="x"><h1>')
    with pytest.raises(BaseException, match="may not load") as refused:
        printed(page, statement, enclosed)
    assert type(refused.value).__name__ == "FatalURLFetchingError"


def test_a_chart_without_words_is_refused() -> None:
    statement = sample.statement()
    enclosed = enclosures(statement)
    page = html(statement, enclosed).replace('alt="', 'title="')
    with pytest.raises(Unprintable, match="alt"):
        printed(page, statement, enclosed)
