"""A small contract that asks for every shape of figure, and ways to send something under it."""

from __future__ import annotations

from datetime import date
from functools import cache

from sla.contract import definition
from sla.contract.model import Contract
from sla.records.tables import table
from sla.submission import Submission, read
from sla.submission.matching import Matching
from sla.submission.table import Table
from sla.values import Findings, Period

TEXT = """
contract: harbour
title: Harbour contact centre
version: 1
source: made up for tests
currency: USD
time_zone: America/New_York
term: {from: 2026-01-01, until: 2027-01-01}
customer: Harbour
vendor: Voice
statement: month

figures:
  calls_offered: {unit: calls, whole: yes, from: 0, says: calls that reached the service}
  answered_in_30s: {unit: calls, whole: yes, from: 0}
  satisfaction: {unit: "%", from: 0, to: 100, says: surveys scored 4 or 5}
  surveys: {unit: surveys, from: 0}
  surveys_top_two: {unit: surveys, from: 0}
  minutes_down: {unit: minutes, by: [site], from: 0}
  tickets_late: {unit: tickets, by: [site, team], from: 0}
  incident_hours: {unit: hours, from: 0}
  monthly_fee: {unit: money, combine: only, from: 0}
  yearly_fee: {unit: money, combine: only, from: 0}
  spare: {unit: chairs, says: used nowhere}

amounts:
  base: 10 % of yearly_fee

service_levels:
  answered:
    clause: "1"
    measure: {share: answered_in_30s, of: calls_offered}
    target: at least 80
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays: [{below: 80, penalty: 5 % of monthly_fee}, {below: 70, penalty: 1 % of base}]
  satisfied:
    clause: "2"
    measure: satisfaction
    target: at least 90
    better: higher
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
  surveyed:
    clause: "3"
    window: quarter
    measure: {share: surveys_top_two, of: surveys}
    target: at least 85
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
  up:
    clause: "4"
    window: week
    by: [site]
    measure: minutes_down
    target: at most 60
    better: lower
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
  late:
    clause: "5"
    by: [site, team]
    measure: tickets_late
    target: at most 3
    better: lower
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
  incident:
    clause: "6"
    window: event
    measure: incident_hours
    target: at most 4
    better: lower
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}

limits:
  - {clause: "9", words: at most a tenth of the year, on: penalties, window: contract year, at most: 10 % of yearly_fee}
"""

SITES = TEXT.replace("figures:\n", "dimensions: {site: [Leeds, York]}\n\nfigures:\n", 1)
"""The same, and the contract names its sites."""

FISCAL = """
contract: bay
title: Bay help desk
version: 1
source: made up for tests
currency: EUR
time_zone: Europe/Vilnius
term: {from: 2026-01-10, until: 2028-01-01}
customer: Bay
vendor: Voice
statement: month from the 22nd

figures:
  calls: {unit: calls, from: 0}
  answered: {unit: calls, from: 0}

service_levels:
  answered:
    clause: "1"
    window: month from the 22nd
    measure: {share: answered, of: calls}
    target: at least 80
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
"""

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
FEBRUARY_TO_MARCH = Period(date(2026, 2, 22), date(2026, 3, 22))


@cache
def contract(text: str = TEXT) -> Contract:
    """The contract as its reader reads it."""
    found = definition.read({"contract.yaml": text})
    assert isinstance(found, definition.Definition), list(found.sentences())
    return found.at(found.term.start)


def opened(content: str | bytes, name: str = "march.csv") -> Table:
    """A file that is a table."""
    found = table(name, content.encode() if isinstance(content, str) else content)
    assert isinstance(found, Table), list(found.sentences())
    return found


def sent(
    content: str | bytes,
    period: Period | None = None,
    name: str = "march.csv",
    under: Contract | None = None,
    matching: Matching | None = None,
) -> Submission | Findings:
    """A file from its bytes to a submission, as every door reads it."""
    found = table(name, content.encode() if isinstance(content, str) else content)
    return found if isinstance(found, Findings) else read(under or contract(), found, period, matching)


def accepted(
    content: str | bytes,
    period: Period | None = None,
    name: str = "march.csv",
    under: Contract | None = None,
    matching: Matching | None = None,
) -> Submission:
    """A file that has no errors."""
    found = sent(content, period, name, under, matching)
    assert isinstance(found, Submission), list(found.sentences())
    return found


def values(submission: Submission) -> list[tuple[str, str, str, str]]:
    """Every entry in short: when, figure, value, dimensions."""
    return [
        (entry.stamp or entry.when.key, entry.figure, str(entry.value), "/".join(value for _, value in entry.scope))
        for entry in submission.entries
    ]
