"""`sla check`, `explain`, `settle`: exit codes, the forms that stay, and findings that can be followed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sla.cli import main

ROOT = Path(__file__).parents[2]
FIRST, MARCH = ROOT / "docs/first", ROOT / "docs/first/march.csv"


def sla(*arguments: object) -> Result:
    """Run the command as a person types it."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_sound_contract_ends_with_nothing_wrong() -> None:
    """A folder, a file and a folder of contracts are all taken."""
    for path in (FIRST, FIRST / "contract.yaml", ROOT / "contracts/nhs-111"):
        result = sla("check", path)
        assert (result.exit_code, result.stdout) == (0, "")


def test_an_error_is_one_line_with_file_line_and_column(tmp_path: Path) -> None:
    """`file:line:column: error code: message`, and the command ends with 1."""
    wrong = tmp_path / "contract.yaml"
    wrong.write_text((FIRST / "contract.yaml").read_text().replace("target: at least 80", "target: at leest 80"))
    result = sla("check", wrong)
    assert result.exit_code == 1
    pattern = rf"{re.escape(str(wrong))}:(\d+:\d+): error (contract\.[a-z-]+): .*"
    told = [re.fullmatch(pattern, line) for line in result.stdout.splitlines()]
    assert [each and each.groups() for each in told][-1:] == [("17:13", "contract.unknown-range")]


def test_findings_as_json(tmp_path: Path) -> None:
    """The same as data."""
    (tmp_path / "contract.yaml").write_text("contract: x\n")
    result = sla("check", tmp_path, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {"code", "severity", "file", "line", "column", "message", "remedy"} <= set(found[0])


def test_a_warning_does_not_stop(tmp_path: Path) -> None:
    """A price without an example is shown, and the command ends with 0."""
    shown, _, _ = (FIRST / "contract.yaml").read_text().partition("  - says: 90 % earns")
    (tmp_path / "contract.yaml").write_text(shown)
    result = sla("check", tmp_path)
    assert result.exit_code == 0
    assert "warning contract.unproven" in result.stdout


def test_nothing_there() -> None:
    """A path without a contract is said to be one."""
    result = sla("check", ROOT / "no-such-folder")
    assert result.exit_code == 1
    assert "contract.no-contract" in result.stdout


def test_settled_as_json() -> None:
    """The public form: names, decimals as text, net = incentives - penalties."""
    result = sla("settle", FIRST, "--data", MARCH, "--json")
    found = json.loads(result.stdout)
    assert list(found) == ["contract", "version", "currency", "settlements"]
    *before, march = found["settlements"]
    assert [each["period"]["start"] for each in before] == ["2026-01-01", "2026-02-01"]
    assert march["period"] == {"start": "2026-03-01", "end": "2026-04-01"}
    assert (march["penalties"], march["incentives"], march["net"]) == ("2520.00", "0.00", "-2520.00")
    (line,) = march["lines"]
    expected = {"clause": "4.2(c)", "level": "answered_within_30_seconds", "outcome": "missed", "amount": "2520.00"}
    assert expected.items() <= line.items()
    assert (line["direction"], line["kind"], line["scope"]) == ("penalty", "credit", "")
    assert isinstance(line["result"], str)


def test_one_period_with_those_before_it_as_history() -> None:
    """`--period` prints one settlement; the months before still count."""
    data = ROOT / "contracts/nhs-111/data/111AF1.csv"
    result = sla("settle", ROOT / "contracts/nhs-111", "--data", data, "--period", "2015-06", "--json")
    (june,) = json.loads(result.stdout)["settlements"]
    assert june["penalties"] == "8006.40"


SILENT = """\
contract: routes
title: Routes
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
dimensions: {route: ["7", "9"]}
figures: {waited: {unit: minutes, by: [route]}, calls: {unit: calls}}
service levels:
  waiting:
    clause: "1"
    window: quarter
    by: [route]
    measure: waited
    target: at most 5
    missing: {nothing reported: hold}
    pays: [{when: missed, penalty: 5.00}]
  calls:
    clause: "2"
    measure: calls
    target: at most 100
    missing: {nothing reported: %s}
    pays: [{when: missed, penalty: 1.00}]
"""


@pytest.mark.parametrize(("absent", "said"), [("hold", "; what was due is waited for"), ("met", "")])
def test_months_without_figures_since_the_term_began_are_told_in_a_line(tmp_path: Path, absent: str, said: str) -> None:
    (tmp_path / "contract.yaml").write_text(SILENT % absent)
    (tmp_path / "march.csv").write_text("when,route,waited,calls\n2026-03,7,3,\n2026-03,,,9\n")
    result = sla("settle", tmp_path / "contract.yaml", "--data", tmp_path / "march.csv")
    told = f"January 2026 to February 2026 (2 statements): nothing is reported, and nothing is owed so far{said}."
    assert told in result.stdout
    assert "Nothing is owed so far." in result.stdout
    assert "waiting for waited for Waiting [route=9, Q1 2026]" in result.stdout


def test_months_without_figures_that_cost_something_are_shown(tmp_path: Path) -> None:
    (tmp_path / "contract.yaml").write_text(SILENT % "missed")
    (tmp_path / "march.csv").write_text("when,route,waited,calls\n2026-03,7,3,\n2026-03,9,3,\n2026-03,,,9\n")
    result = sla("settle", tmp_path / "contract.yaml", "--data", tmp_path / "march.csv")
    assert [line.strip() for line in result.stdout.splitlines() if line.startswith("Routes, ")] == [
        f"Routes, {month} 2026 (version 1)" for month in ("January", "February", "March")
    ]
    assert "Nothing is owed." in result.stdout


def test_a_yearly_figure_known_beforehand_settles_no_month_to_come(tmp_path: Path) -> None:
    text = SILENT % "met" + (
        'limits: [{clause: "3", on: penalties, window: year, at most: 1 % of fee, base: whole window}]\n'
    )
    text = text.replace("calls: {unit: calls}}", "calls: {unit: calls}, fee: {unit: money}}")
    (tmp_path / "contract.yaml").write_text(text)
    (tmp_path / "figures.csv").write_text("when,route,waited,calls,fee\n2026,,,,12000\n2026-02,,,9,\n")
    result = sla("settle", tmp_path / "contract.yaml", "--data", tmp_path / "figures.csv", "--json")
    starts = [each["period"]["start"] for each in json.loads(result.stdout)["settlements"]]
    assert starts == ["2026-01-01", "2026-02-01"]


def test_an_answer_can_be_chosen() -> None:
    """A reading changes what is paid; an unknown one is refused with those there are."""
    folder = ROOT / "contracts/published/01-massachusetts-dell"
    data = ("--data", folder / "data/march.csv", "--json")
    paid = [
        json.loads(sla("settle", folder, *data, "--reading", f"tiers={answer}").stdout)["settlements"][-1]["penalties"]
        for answer in ("highest", "stacked")
    ]
    assert paid == ["17500.00", "22500.00"]
    refused = sla("settle", folder, *data, "--reading", "tiers=both")
    assert refused.exit_code == 2
    assert "tiers=highest|stacked" in refused.stderr


def test_what_another_text_would_have_paid(tmp_path: Path) -> None:
    """The same text changes nothing; a dearer one is shown by clause."""
    same = sla("settle", FIRST, "--data", MARCH, "--with", FIRST, "--json")
    assert json.loads(same.stdout)["change"] == "0.00"
    text = (FIRST / "contract.yaml").read_text().replace("at most: 3 % of", "at most: 4 % of")
    (tmp_path / "contract.yaml").write_text(text)
    other = json.loads(sla("settle", FIRST, "--data", MARCH, "--with", tmp_path, "--json").stdout)
    assert [(each["clause"], each["change"]) for each in other["differences"]] == [("4.2(c)", "-840.00")]


def test_bad_figures_are_refused_whole(tmp_path: Path) -> None:
    """Nothing is settled on a file with an error; each is named by row and column."""
    (tmp_path / "bad.csv").write_text("when,calls,answered_in_30s,monthly_fee\n2026-03,lots,1,84000\n2031-03,1,1,1\n")
    result = sla("settle", FIRST, "--data", tmp_path / "bad.csv")
    assert result.exit_code == 1
    assert "bad.csv row 2, column calls: error submission.not-a-number" in result.stderr
    assert "bad.csv row 3" in result.stderr


def test_a_file_given_twice_is_told(tmp_path: Path) -> None:
    """Which of two values counts cannot be guessed."""
    result = sla("settle", FIRST, "--data", MARCH, "--data", MARCH)
    assert result.exit_code == 1
    assert "submission.duplicate" in result.stderr


def test_explained_in_plain_sentences() -> None:
    """Made from the rules, with the clause before each."""
    result = sla("explain", FIRST)
    assert result.exit_code == 0
    assert "4.2(c): For each started percentage point below 80 %, the vendor owes 1 % of monthly fee." in result.stdout
