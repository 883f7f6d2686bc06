"""Files under a contract: what is read from clean ones, and what is said about the others."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

import pytest

from sla.submission import Submission, together
from sla.submission.findings import Code
from sla.values import Findings
from tests.submission.harbour import FEBRUARY_TO_MARCH, FISCAL, MARCH, SITES, accepted, contract, sent, values
from tests.submission.wrong import LONG, WRONG, Wrong

MARCH_ROWS = [("2026-03", "calls_offered", "9120", ""), ("2026-03", "answered_in_30s", "8011", "")]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_wrong_is_told_with_row_and_column(wrong: Wrong) -> None:
    found = sent(wrong.content, wrong.period, wrong.name, contract(wrong.under), wrong.matching)
    assert isinstance(found, Findings)
    told = [each for each in found if each.code == wrong.code]
    assert told, list(found.sentences())
    first = told[0]
    assert (first.place.file, first.place.row, first.place.heading) == (
        wrong.name,
        wrong.row,
        wrong.heading or first.place.heading,
    )
    assert first.message
    assert first.remedy
    assert wrong.remedy in first.remedy
    assert wrong.found in first.found


@pytest.mark.parametrize("wrong", [each for each in WRONG if each.row], ids=str)
def test_nothing_else_is_said_about_it(wrong: Wrong) -> None:
    """One mistake, one error: no finding follows from another."""
    found = sent(wrong.content, wrong.period, wrong.name, contract(wrong.under), wrong.matching)
    assert isinstance(found, Findings)
    assert {each.code for each in found.errors} <= {wrong.code, Code.NOT_A_NUMBER, Code.FORMULA, Code.LOST_DIGITS}


CLEAN = {
    "long": "when,figure,value\n2026-03,calls_offered,9120\n2026-03,answered_in_30s,8011\n",
    "wide": "when,calls_offered,answered_in_30s\n2026-03,9120,8011\n",
    "headings by another hand": "When,Calls Offered,ANSWERED-IN-30S\n2026-03,9120,8011\n",
    "semicolons": "when;figure;value\n2026-03;calls_offered;9120\n2026-03;answered_in_30s;8011\n",
    "tabs": "when\tcalls_offered\tanswered_in_30s\n2026-03\t9120\t8011\n",
    "declared delimiter": "sep=;\nwhen;calls_offered;answered_in_30s\n2026-03;9120;8011\n",
    "quotes and line ends": '"when","calls_offered","answered_in_30s"\r\n"March 2026","9120"," 8011 "\r\n',
    "a title above": "Figures of March\n\nwhen,calls_offered,answered_in_30s\n2026-03,9120,8011\n",
    "a title with commas above semicolons": (
        "March, 2026, a, b, c\n;;\nwhen;calls_offered;answered_in_30s\n2026-03;9120;8011"
    ),
    "line ends of old": "when,calls_offered,answered_in_30s\r2026-03,9120,8011\r",
    "thousands": 'when,calls_offered,answered_in_30s\n03/2026,"9,120.0","8 011"\n',
    "thousands elsewhere": "when;calls_offered;answered_in_30s\n2026-03;9.120,00;8011,0\n",
    "notes and units": (
        "when,figure,value,unit,note\n2026-03,calls_offered,9120,calls,by phone\n2026-03,answered_in_30s,8011,,\n"
    ),
    "utf-8 with mark": "\ufeffwhen,calls_offered,answered_in_30s\n2026-03,9120,8011\n",
}


@pytest.mark.parametrize("content", CLEAN.values(), ids=CLEAN)
def test_clean_layouts_read_alike_and_without_a_word(content: str) -> None:
    found = accepted(content, MARCH)
    assert found.warnings == ()
    assert [
        (when, figure, str(Decimal(value).to_integral_value()), scope) for when, figure, value, scope in values(found)
    ] == MARCH_ROWS


def test_other_encodings() -> None:
    wide = CLEAN["wide"].replace("9120", "9120 ")
    assert values(accepted(wide.encode("utf-16"))) == MARCH_ROWS
    ansi = accepted("when,figure,value,site\n2026-03-02,minutes_down,5,Orléans\n".encode("cp1252"))
    assert values(ansi) == [("2026-03-02", "minutes_down", "5", "Orléans")]
    assert [each.code for each in ansi.warnings] == [Code.ENCODING]


def test_a_submission_knows_its_file() -> None:
    found = accepted(CLEAN["wide"], name="acme.csv")
    assert (found.name, found.rows) == ("acme.csv", 1)
    assert found.sha256 == sha256(CLEAN["wide"].encode()).hexdigest()
    assert [entry.value for entry in found.figures.within("calls_offered", MARCH)] == [9120]


def test_rows_keep_the_number_they_have_in_the_file() -> None:
    found = accepted(
        '\nwhen,figure,value,note\n\n2026-02,calls_offered,5,"two\nlines"\n,,,\n2026-03,calls_offered,6,\n'
    )
    assert [entry.row for entry in found.entries] == [4, 6]


def test_text_stays_text() -> None:
    found = accepted("when,team,site,tickets_late\n2026-03,007,NA,1\n2026-03,7,null,2\n")
    assert [entry.scope for entry in found.entries] == [
        (("site", "NA"), ("team", "007")),
        (("site", "null"), ("team", "7")),
    ]


def test_an_empty_cell_is_not_zero() -> None:
    found = accepted("when,calls_offered,answered_in_30s\n2026-03,5,\n2026-04,,\n2026-05,0,0\n")
    assert values(found) == [
        ("2026-03", "calls_offered", "5", ""),
        ("2026-05", "calls_offered", "0", ""),
        ("2026-05", "answered_in_30s", "0", ""),
    ]


def test_dimensions_only_where_the_contract_has_them() -> None:
    """In a wide row each figure takes the dimensions that it is reported by, and no others."""
    found = accepted("when,site,team,tickets_late,calls_offered\n2026-03,Leeds,A,1,50\n2026-03,Leeds,B,2,\n")
    assert values(found) == [
        ("2026-03", "tickets_late", "1", "Leeds/A"),
        ("2026-03", "calls_offered", "50", ""),
        ("2026-03", "tickets_late", "2", "Leeds/B"),
    ]


def test_time_stamps_fall_on_the_day_of_the_contract_s_clocks() -> None:
    found = accepted(
        "when,incident_hours\n2026-03-05T23:30,1\n2026-03-06T03:30Z,2\n2026-03-06 00:10,3\n",
    )
    assert [(entry.when.key, entry.stamp) for entry in found.entries] == [
        ("2026-03-05", "2026-03-05T23:30"),
        ("2026-03-05", "2026-03-06T03:30Z"),
        ("2026-03-06", "2026-03-06 00:10"),
    ]


def test_two_events_at_one_moment_are_two() -> None:
    found = accepted(f"{LONG}2026-03-05T10:00,incident_hours,1\n2026-03-05T10:00,incident_hours,2\n")
    assert len(found.entries) == 2


def test_a_fiscal_month_is_named_after_the_month_it_ends_in() -> None:
    found = accepted(
        f"{LONG}2026-03,calls,5\n2026-02-22,answered,1\n2026-03-21,answered,2\n",
        FEBRUARY_TO_MARCH,
        under=contract(FISCAL),
    )
    assert found.entries[0].when == FEBRUARY_TO_MARCH


def test_the_term_cuts_the_first_month() -> None:
    found = accepted(f"{LONG}2026-01,calls,5\n", under=contract(FISCAL))
    assert found.entries[0].when.key == "2026-01-10_2026-01-22"


def test_a_quarter_belongs_to_the_statement_it_ends_in() -> None:
    content = f"{LONG}2026-Q1,surveys,100\n2026-03,calls_offered,5\n"
    assert len(accepted(content, MARCH).entries) == 2


def test_money_alone_may_be_reported_for_longer() -> None:
    """A yearly fee is the base of a yearly limit and of monthly prices: it fits one of them."""
    assert values(accepted(f"{LONG}2026,yearly_fee,120000\n")) == [("2026", "yearly_fee", "120000", "")]
    assert accepted(f"{LONG}2026-W14,spare,3\n").entries


def test_percent_signs_are_for_percentages() -> None:
    found = accepted("when,satisfaction\n2026-03,95 %\n2026-04,0.9%\n")
    assert [value for _, _, value, _ in values(found)] == ["95", "0.9"]
    assert found.warnings == ()


def test_separators_once_proven_count_in_the_whole_column() -> None:
    found = accepted("when;monthly_fee\n2026-01;1.234.567,5\n2026-02;1.234\n2026-03;12,5\n")
    assert [value for _, _, value, _ in values(found)] == ["1234567.5", "1234", "12.5"]


def test_all_problems_are_told_at_once() -> None:
    found = sent(f"{LONG}2026-03,calls_offered,x\nsoon,cals,1\n2026-03,surveys,-1\n")
    assert isinstance(found, Findings)
    assert [(each.place.row, each.code) for each in found] == [
        (2, Code.NOT_A_NUMBER),
        (3, Code.UNKNOWN_FIGURE),
        (4, Code.BELOW_LEAST),
    ]


def test_a_bad_time_is_told_once_per_row() -> None:
    found = sent("when,calls_offered,answered_in_30s\nsoon,5,4\n")
    assert isinstance(found, Findings)
    assert [each.code for each in found] == [Code.BAD_WHEN]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "2026-Q1,Leeds,A,5,4,3",
            [(Code.TOO_COARSE, "Q1 2026 is longer than one month")],
        ),
        ("2026-03,,,,,3", [(Code.MISSING_DIMENSION, "tickets_late is reported by site")]),
        (
            "2026-03,Leeds,A,5,4,3\n2026-03,Leeds,A,5,4,2",
            [
                (Code.DUPLICATE, "rows 2 and 3 give two values of tickets_late, and of 2 more figures for March 2026"),
            ],
        ),
        (
            "2026-03-05,Leeds,A,5,4,\n2026-03,Leeds,A,5,4,",
            [(Code.OVERLAP, "rows 3 and 2 report calls_offered and answered_in_30s for days they have in common")],
        ),
    ],
)
def test_one_cause_is_told_once_however_many_figures_it_touches(rows: str, told: list[tuple[Code, str]]) -> None:
    found = sent(f"when,site,team,calls_offered,answered_in_30s,tickets_late\n{rows}\n")
    assert isinstance(found, Findings)
    assert [each.code for each in found] == [code for code, _ in told]
    for finding, (_, words) in zip(found, told, strict=True):
        assert words in finding.message


def test_an_unknown_site_is_told_once_in_a_row() -> None:
    found = sent("when,site,team,minutes_down,tickets_late\n2026-03-02,Bath,A,5,4\n", under=contract(SITES))
    assert isinstance(found, Findings)
    assert [each.code for each in found] == [Code.UNKNOWN_VALUE]


def test_many_problems_are_counted() -> None:
    found = sent(LONG + "2026-03,calls_offered,x\n" * 2500)
    assert isinstance(found, Findings)
    assert len(found) == 1001
    assert "2,500 errors in all" in found[-1].message


def test_a_finding_reads_as_a_sentence() -> None:
    found = sent("when,calls_offered\n2026-03,many\n")
    assert isinstance(found, Findings)
    (sentence,) = found.sentences()
    assert sentence == (
        "march.csv row 2, column calls_offered: error submission.not-a-number: the value is not a number "
        "(found many; expected a number such as 1234.5). "
        "Write the number, or leave the cell empty if there is nothing to report"
    )


def test_several_files_together() -> None:
    first = accepted("when,calls_offered\n2026-02,5\n", name="one.csv")
    second = accepted("when,calls_offered,answered_in_30s\n2026-03,6,5\n", name="two.csv")
    both = together(contract(), (first, second))
    assert not isinstance(both, Findings)
    assert len(both) == 3


@pytest.mark.parametrize(
    ("second", "code"),
    [("2026-03,6", Code.DUPLICATE), ("2026-03,5", Code.DUPLICATE), ("2026-03-07,1", Code.OVERLAP)],
)
def test_a_second_file_does_not_count_twice(second: str, code: Code) -> None:
    one = accepted("when,calls_offered\n2026-03,5\n", name="one.csv")
    two = accepted(f"when,calls_offered\n{second}\n", name="two.csv")
    found = together(contract(), (one, two))
    assert isinstance(found, Findings)
    assert [(each.code, each.place.file, each.place.row) for each in found] == [(code, "two.csv", 2)]
    assert "row 2 of one.csv" in found[0].message


def test_nothing_together_is_nothing() -> None:
    found = together(contract(), ())
    assert not isinstance(found, Findings)
    assert len(found) == 0


def test_a_submission_is_not_findings() -> None:
    assert isinstance(sent(CLEAN["long"]), Submission)
