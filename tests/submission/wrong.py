"""Files with something wrong in them, and the finding each must come to: code, row and heading."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import openpyxl

from sla.submission.findings import Code
from sla.submission.matching import Kind, Matched, Matching, Part
from sla.submission.ways import Ways
from sla.values import Period
from tests.submission.harbour import MARCH, SITES, TEXT

OWN = Matching(
    (Matched("Month", 1, Part(Kind.WHEN)), Matched("Offered", 1, Part(Kind.OF, "calls_offered"))),
    Ways(left_out=("total",)),
)
"""Columns of a vendor's own."""
LONG = "when,figure,value\n"
GOOD = "2026-03,calls_offered,120\n"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One file and what is wrong with it."""

    code: Code
    content: str | bytes
    row: int = 2
    heading: str = ""
    found: str = ""
    remedy: str = ""
    period: Period | None = None
    name: str = "march.csv"
    under: str = TEXT
    """The contract's text."""
    matching: Matching | None = None

    def __str__(self) -> str:
        """For the name of the test."""
        text = self.content if isinstance(self.content, str) else self.content[:8].decode("latin-1")
        return f"{self.code.partition('.')[2]}: {text.partition(chr(10))[2] or text}"[:90].replace("\n", " | ")


def value(code: Code, text: str, remedy: str = "", figure: str = "calls_offered", found: str = "") -> Wrong:
    """A single value that is refused."""
    return Wrong(code, f'{LONG}2026-03,{figure},"{text}"\n', 2, "value", found or text, remedy)


def moment(
    code: Code, text: str, remedy: str = "", figure: str = "calls_offered", period: Period | None = None
) -> Wrong:
    """A single time that is refused."""
    return Wrong(code, f"{LONG}{text},{figure},5\n", 2, "when", text, remedy, period)


def formulas() -> bytes:
    """A workbook with a formula that was never calculated, and a quotient that never ends."""
    workbook = openpyxl.Workbook()
    workbook["Sheet"].append(["when", "calls_offered", "monthly_fee"])
    workbook["Sheet"].append(["2026-03", "=A1+1", 1 / 3])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


WRONG = (
    # the file
    Wrong(Code.EMPTY_FILE, "", 0),
    Wrong(Code.EMPTY_FILE, " \r\n\r\n", 0),
    Wrong(Code.NO_ROWS, LONG, 1),
    Wrong(Code.NO_ROWS, "when,calls_offered\n2026-03,\n", 1, remedy="Fill in"),
    Wrong(Code.NOT_A_TABLE, b"%PDF-1.7 ...", 0, remedy="CSV"),
    Wrong(Code.NOT_A_TABLE, b"when,\x00\x00\x01", 0),
    Wrong(Code.NOT_A_TABLE, b"when,figure,value\n2026-03,\x81,5\n", 0),
    Wrong(Code.NOT_A_TABLE, b"\xff\xfew\x00h\xd8\xd8", 0),
    Wrong(Code.NOT_A_TABLE, "when,figure,value\n", 0, name="march.xlsx"),
    Wrong(Code.ENCODING, "when,figure,value\n2026-03,calls_offered,x\n,é".encode("latin-1"), 0),
    Wrong(Code.QUOTES, f'{LONG}{GOOD}2026-03,"calls_offered,5\n', 3, remedy="Close the quotes"),
    Wrong(Code.QUOTES, f'{LONG}2026-03,"calls" offered,5\n', 2),
    Wrong(Code.MORE, LONG + "2026-03,calls_offered,x\n" * 1500, 0, remedy="send the file again"),
    # headings
    Wrong(
        Code.MISSING_COLUMN, "figure,value\ncalls_offered,5\n", 1, "when", "figure, value", "Add a column headed when"
    ),
    Wrong(
        Code.MISSING_COLUMN,
        "Month,figure,value\n2026-03,calls_offered,5\n",
        1,
        "when",
        "",
        "Rename column Month to when",
    ),
    Wrong(Code.MISSING_COLUMN, "when,figure\n2026-03,calls_offered\n", 1, "value"),
    Wrong(Code.MISSING_COLUMN, "when,value\n2026-03,5\n", 1, "figure"),
    Wrong(Code.MISSING_COLUMN, "when,site\n2026-03,Leeds\n", 1, "", "when, site"),
    Wrong(Code.DUPLICATE_COLUMN, "when,figure,value,Value\n2026-03,calls_offered,5,6\n", 1, "Value"),
    Wrong(Code.UNKNOWN_COLUMN, "when,calls_ofered\n2026-03,5\n", 1, "calls_ofered", "", "Did you mean calls_offered?"),
    Wrong(Code.UNKNOWN_COLUMN, "when,calls_offered,zzz\n2026-03,5,6\n", 1, "zzz", "zzz", "Known are: answered_in_30s"),
    Wrong(Code.UNNAMED_COLUMN, "when,calls_offered,\n2026-03,5,\n2026-04,6,7\n", 3, "C", "7"),
    Wrong(Code.IGNORED_COLUMN, "when,figure,value,sites\n2026-03,calls_offered,x,Leeds\n", 1, "sites", "", "site"),
    Wrong(Code.EXTRA_CELLS, "when,figure,value\n2026-03,calls_offered,1,234\n", 2, "", "4 cells", "without a comma"),
    Wrong(Code.NOT_MATCHED, "Day,Calls\n2026-03-01,5\n", 0, found="Day, Calls", remedy="Match", matching=OWN),
    Wrong(Code.LEFT_OUT, "Month,Offered\n2026-03,x\nTotal,5\n", 3, "Month", "row 3", matching=OWN),
    # what the row is about
    Wrong(
        Code.UNKNOWN_FIGURE,
        f"{LONG}2026-03,call_offered,5\n",
        2,
        "figure",
        "call_offered",
        "Did you mean calls_offered",
    ),
    Wrong(Code.MISSING_FIGURE, f"{LONG}2026-03,,5\n", 2, "figure", "", "calls_offered"),
    Wrong(
        Code.MISSING_DIMENSION,
        "when,figure,value,site\n2026-03-02,minutes_down,5,\n",
        2,
        "site",
        "",
        "Fill in the site",
    ),
    Wrong(Code.MISSING_DIMENSION, f"{LONG}2026-03-02,minutes_down,5\n", 2, "site", "", "Add a column headed site"),
    Wrong(
        Code.UNKNOWN_VALUE,
        "when,site,minutes_down\n2026-03-02,Leeds,5\n2026-03-03,Leads,2\n",
        3,
        "site",
        "Leads",
        "Did you mean Leeds?",
        under=SITES,
    ),
    Wrong(
        Code.SIMILAR_NAMES,
        "when,site,minutes_down\n2026-03-02,Leeds,x\n2026-03-03,leeds,2\n",
        3,
        "site",
        "leeds",
        "Write Leeds",
    ),
    Wrong(
        Code.WRONG_UNIT, "when,figure,value,unit\n2026-03-02,incident_hours,5,minutes\n", 2, "unit", "minutes", "hours"
    ),
    # when
    Wrong(Code.MISSING_WHEN, f"{LONG},calls_offered,5\n", 2, "when"),
    moment(Code.BAD_WHEN, "soon"),
    moment(Code.BAD_WHEN, "2026-02-30"),
    moment(Code.BAD_WHEN, "2026-13"),
    moment(Code.BAD_WHEN, "46082"),
    moment(Code.BAD_WHEN, "2026-03-05T25:00"),
    moment(Code.BAD_WHEN, "Marz 2026"),
    moment(Code.AMBIGUOUS_DATE, "03/04/2026", "2026-04-03 or 2026-03-04"),
    moment(Code.AMBIGUOUS_DATE, "5.3.26"),
    moment(Code.AMBIGUOUS_DATE, "Mar-26", "2026-03"),
    moment(Code.OUTSIDE_TERM, "2025-12"),
    moment(Code.OUTSIDE_TERM, "2027-01-01"),
    moment(Code.OUTSIDE_PERIOD, "2026-02", period=MARCH),
    moment(Code.OUTSIDE_PERIOD, "2026-04-01", period=MARCH),
    moment(Code.OUTSIDE_PERIOD, "2026-Q2", figure="surveys", period=MARCH),
    moment(Code.TOO_COARSE, "2026-Q1", "for each month"),
    moment(Code.TOO_COARSE, "2026", figure="surveys", remedy="for each quarter"),
    moment(Code.TOO_COARSE, "2026-03", figure="incident_hours", remedy="for each event"),
    moment(Code.STRADDLES, "2026-W14", "Split the value of calls_offered at 2026-04-01"),
    # the value
    Wrong(
        Code.NOT_REPORTED,
        f"{LONG}{GOOD}2026-03,answered_in_30s,\n2026-03,surveys,x\n",
        3,
        "value",
        "",
        "zero is written 0",
    ),
    value(Code.NOT_A_NUMBER, "abc", "leave the cell empty"),
    value(Code.NOT_A_NUMBER, "NA", "leave the cell empty"),
    value(Code.NOT_A_NUMBER, "=1+1", "instead of the formula"),
    value(Code.NOT_A_NUMBER, "(5)", "-5 for (5)"),
    value(Code.NOT_A_NUMBER, "$1200", "only the digits", "monthly_fee"),
    value(Code.NOT_A_NUMBER, "1,23,456"),
    value(Code.NOT_A_NUMBER, "12 34"),
    value(Code.NOT_A_NUMBER, "٣"),
    value(Code.NOT_A_NUMBER, "0x1f"),
    value(Code.NOT_A_NUMBER, "1_000"),
    value(Code.NOT_A_NUMBER, "-"),
    value(Code.ERROR_VALUE, "#N/A", "Repair the formula"),
    value(Code.ERROR_VALUE, "#div/0!"),
    value(Code.TOO_LONG, "1" * 31, "Round it"),
    value(Code.EXPONENT, "1e3", "Write all its digits"),
    value(Code.EXPONENT, "1.5E+3"),
    value(Code.NOT_FINITE, "NaN"),
    value(Code.NOT_FINITE, "-inf"),
    value(Code.AMBIGUOUS_NUMBER, "1,234", "Write 1234 or 1.234"),
    value(Code.NOT_A_PERCENTAGE, "5 %", "without a % sign"),
    value(Code.BELOW_LEAST, "-1"),
    value(Code.ABOVE_MOST, "100.01", figure="satisfaction"),
    value(Code.NOT_WHOLE, "1.5"),
    Wrong(
        Code.MIXED_NOTATION,
        "when;monthly_fee\n2026-03;1,234.5\n2026-04;1.234,5\n",
        3,
        "monthly_fee",
        "1.234,5",
        "with a point and without separators",
    ),
    Wrong(Code.MIXED_NOTATION, "when;monthly_fee\n2026-03;12.50\n2026-04;12,50\n", 3, "monthly_fee"),
    Wrong(Code.AMBIGUOUS_NUMBER, "when;monthly_fee\n2026-03;12,50\n2026-04;1.234\n", 3, "monthly_fee"),
    Wrong(
        Code.LOOKS_LIKE_FRACTION,
        "when,satisfaction,calls_offered\n2026-02,0.95,x\n2026-03,1,5\n",
        2,
        "satisfaction",
        "0.95",
        "multiply them by 100",
    ),
    Wrong(Code.FORMULA, formulas(), 2, "calls_offered", name="march.xlsx", remedy="save it"),
    Wrong(Code.LOST_DIGITS, formulas(), 2, "monthly_fee", "0.333", name="march.xlsx", remedy="=ROUND"),
    # rows against each other
    Wrong(Code.DUPLICATE, f"{LONG}{GOOD}2026-04,calls_offered,5\n{GOOD}", 4, "value", "120 and 120"),
    Wrong(Code.DUPLICATE, f"{LONG}{GOOD}March 2026,Calls Offered,121\n", 3, "value", "120 and 121", "Keep the row"),
    Wrong(Code.DUPLICATE, "when,calls_offered\n2026-03,5\n2026-03,5\n", 3, "calls_offered"),
    Wrong(
        Code.DUPLICATE,
        f"{LONG}2026-03-05T10:00,incident_hours,2\n2026-03-05T10:00,incident_hours,2\n",
        3,
        "value",
    ),
    Wrong(
        Code.OVERLAP,
        f"{LONG}{GOOD}2026-03-05,calls_offered,5\n2026-03-06,calls_offered,5\n",
        2,
        "value",
        "March 2026 and 5 Mar 2026",
        "total or its parts",
    ),
    Wrong(Code.OVERLAP, f"{LONG}2026-03-05,incident_hours,5\n2026-03-05T10:00,incident_hours,5\n", 3),
    Wrong(Code.ONLY_ONE, "when,satisfaction\n2026-03-01,95\n2026-03-02,96\n", 3, "satisfaction", "2 Mar 2026"),
)
