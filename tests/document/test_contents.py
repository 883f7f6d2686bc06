"""Sealed by the right key, and still wrong: attachments, amounts and print must agree with each other."""

import json
from dataclasses import replace

import pytest

from sla.contract.model import Party
from sla.document.attachments import enclosures
from sla.document.render import html, printed, render
from sla.document.seal import seal
from sla.document.trust import Trust
from sla.document.verdict import Check
from sla.document.verify import verify
from sla.statement.model import Statement
from sla.statement.recompute import build
from tests.document import sample


def failed(pdf: bytes) -> Check:
    """The one check that fails once the file is sealed with the trusted key."""
    (check,) = verify(seal(pdf, sample.key(), sample.SEALED_AT), Trust((sample.key().root,))).wrong
    return check


def changed(*path: str | int, to: object) -> Statement:
    """The statement with one value of its calculation replaced."""
    whole = json.loads(sample.statement().calculation)
    spot = whole
    for step in path[:-1]:
        spot = spot[step]
    assert spot[path[-1]] != to
    spot[path[-1]] = to
    content = json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return replace(sample.statement(), calculation=content.encode())


@pytest.mark.parametrize(
    ("path", "to", "says"),
    [
        (("settlement", "settlements", 0, "net"), "-1234.49", "net is stated as -1234.49, and comes to -1234.50"),
        (("settlement", "settlements", 0, "lines", 0, "amount"), "1499.99", "lines 1 amount"),
        (("settlement", "version"), "9", "version"),
        (("figures", 8, "value"), "41221", "do not follow from the figures"),
        (("contract", "version"), "9", "not the contract that the calculation names"),
        (("contract", "digest"), "0" * 64, "not the contract that the calculation names"),
        (("contract", "texts", "contract.yaml"), "contract: [", ""),
    ],
)
def test_an_amount_that_does_not_follow(path: tuple[str | int, ...], to: str, says: str) -> None:
    check = failed(render(changed(*path, to=to)))
    assert check.name == "amounts"
    assert says in check.says


def test_a_calculation_in_another_form() -> None:
    statement = sample.statement()
    enclosed = enclosures(statement)
    spaced = replace(enclosed[0], content=statement.calculation.replace(b"\n", b"\r\n"))
    check = failed(printed(html(statement, enclosed), statement, (spaced, enclosed[1])))
    assert (check.name, "canonical" in check.says) == ("attachments", True)


def test_figures_that_are_not_those_of_the_calculation() -> None:
    statement = sample.statement()
    first, second = enclosures(statement)
    other = replace(second, content=second.content.replace(b"38384", b"38385"))
    check = failed(printed(html(statement, (first, second)), statement, (first, other)))
    assert (check.name, "figures.csv" in check.says) == ("attachments", True)


def test_an_e_invoice_that_follows_and_one_that_does_not() -> None:
    statement = sample.invoiced()
    enclosed = enclosures(statement)
    page = html(statement, enclosed)
    assert verify(
        seal(printed(page, statement, enclosed), sample.key(), sample.SEALED_AT), Trust((sample.key().root,))
    ).ok
    other = tuple(replace(each, content=each.content.replace(b"1234.50", b"1234.60")) for each in enclosed[1:])
    check = failed(printed(page, statement, (enclosed[0], *other)))
    assert (check.name, "e-invoice does not follow" in check.says) == ("attachments", True)
    check = failed(printed(page, statement, enclosed[:3]))
    assert (check.name, "there is calculation.json, factur-x.xml, figures.csv" in check.says) == ("attachments", True)


def test_a_missing_attachment() -> None:
    statement = sample.statement()
    first, second = enclosures(statement)
    check = failed(printed(html(statement, (first, second)), statement, (second,)))
    assert (check.name, "there is figures.csv" in check.says) == ("attachments", True)


def test_names_with_unusual_letters_are_found_on_the_paper() -> None:
    name = "Ærø 3x3 -> Ñandú µ-Δ e\u0301tude & Söhne, Αθήνα"
    of = sample.basis()
    settlement = of.settled()[-1]
    statement = replace(
        sample.statement(),
        vendor=Party(name),
        calculation=build(of, settlement, sample.imprint(vendor=Party(name))),
    )
    assert verify(seal(render(statement), sample.key(), sample.SEALED_AT), Trust((sample.key().root,))).ok


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1,234.50", "1,234.60"),
        ("STM-000123", "STM-000124"),
        ("owes NHS England", "owes NHS Scotland"),
        ("−1,500.00</td>", "−1,600.00</td>"),
    ],
)
def test_paper_that_shows_something_else(before: str, after: str) -> None:
    statement = sample.statement()
    enclosed = enclosures(statement)
    page = html(statement, enclosed)
    assert before in page
    check = failed(printed(page.replace(before, after), statement, enclosed))
    assert check.name == "printed"
