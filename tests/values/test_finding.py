"""Findings print where, what and what to do, on one line each."""

import pytest

from sla.values import Finding, Findings, Place, Severity

WRONG = Finding(
    "contract.unknown-figure",
    "`calls_offred` is no figure of this contract",
    Place("harbour/contract.yaml", line=41, column=9),
    found="calls_offred",
    expected="one of calls_offered, calls_answered",
    remedy="Write calls_offered.",
)
ODD = Finding("contract.no-rounding", "results are compared unrounded", severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place("contract.yaml"), "contract.yaml"),
        (Place("contract.yaml", line=3), "contract.yaml:3:1"),
        (Place("contract.yaml", line=41, column=9), "contract.yaml:41:9"),
        (Place("march.csv", row=17), "march.csv row 17"),
        (Place("march.csv", heading="calls"), "march.csv column calls"),
        (Place("march.csv", row=17, heading="calls"), "march.csv row 17, column calls"),
        (Place(row=17, heading="calls"), "row 17, column calls"),
    ],
)
def test_places_read_as_editors_and_spreadsheets_count(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_finding_says_everything_on_one_line() -> None:
    assert str(WRONG) == (
        "harbour/contract.yaml:41:9: error contract.unknown-figure: `calls_offred` is no figure of this contract "
        "(found calls_offred; expected one of calls_offered, calls_answered). Write calls_offered."
    )


def test_a_finding_says_no_more_than_it_knows() -> None:
    assert str(ODD) == "warning contract.no-rounding: results are compared unrounded"


def test_findings_are_told_apart_and_joined_in_order() -> None:
    wrong, odd = map(Findings, ([WRONG], [ODD]))
    both = wrong + odd
    assert isinstance(both, Findings)
    assert list(both) == [WRONG, ODD]
    assert list(both.errors) == [WRONG]
    assert list(both.warnings) == [ODD]
    assert list(both.sentences()) == [str(WRONG), str(ODD)]


def test_no_findings_are_false() -> None:
    assert not Findings()
    assert not Findings([ODD]).errors


def test_findings_join_only_with_findings() -> None:
    with pytest.raises(TypeError):
        _ = Findings() + [WRONG]  # noqa: RUF005 -- the sum is what is tested
