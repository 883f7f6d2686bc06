"""Every finding that reading a contract can make: produced once at least, at its line and column, with a remedy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sla.contract
from sla.contract.definition import read
from sla.contract.fields import MOST_FINDINGS
from sla.contract.nodes import LONGEST
from sla.values import Findings, Place, Severity
from tests.contract.texts import BASE, FIGURES, HEAD, LEVEL, PAYS, SECOND, USES, WHOLE

HERE = "¦"
"""Stands in a case's text just before the place that its finding must point to."""

READINGS = """\
readings:
  tiers:
    says: Do tiers add up?
    choices: {highest: only the highest, stacked: all of them}
"""

CASES: dict[str, list[str]] = {
    # the file as a whole
    "too-long": [HERE + "# " + "x" * LONGEST],
    "not-text": [
        HEAD + f"title: a {HERE}\x00 title\n",
        HEAD + f"title: {HERE}[a, b]\n" + FIGURES + LEVEL,
        HEAD + FIGURES + LEVEL + f"    by: [site, {HERE}{{a: b}}]\n",
        HEAD + f"notes: {HERE}{{a: b}}\n",
        WHOLE + "examples:\n  - {period: 2026-03, given: [{calls: 1, when: " + HERE + "[a]}], pays: {net: 0}}\n",
    ],
    "not-yaml": [
        f"{HERE}\tcontract: harbour\n",
        f"contract: harbour\n{HERE}\tcurrency: USD\n",
        f"contract: harbour{HERE}: port",
        f"contract: [harbour\n{HERE}",
        f"contract: harbour\n currency{HERE}: USD\n",
        f'title: "never closed\n{HERE}',
        f"title: {HERE}%harbour\n",
        f"{HERE}%YAML 3.0\n---\ncontract: harbour\n",
    ],
    "second-document": [f"contract: harbour\n{HERE}---\ncontract: other\n"],
    "anchor": [f"contract: {HERE}&a harbour\n", f"contract: {HERE}*a\n", f"limits: {HERE}&a [*a]\n"],
    "tag": [f"contract: {HERE}!!str harbour\n", f"term: {HERE}!!python/object:os.system {{}}\n", f"notes: {HERE}! x\n"],
    "odd-key": [f"contract: harbour\n? {HERE}[a, b]\n: c\n", f"{HERE}{'k' * 101}: 1\n"],
    "too-deep": ["a: " + "[" * 24 + HERE + "["],
    "no-contract": [],
    "too-many": [HERE + HEAD + "".join(f"x{number}: 1\n" for number in range(MOST_FINDINGS + 5))],
    "too-many-texts": [
        HERE
        + WHOLE.replace(
            "at least 90", "{" + ", ".join(f"2026-01-{d + 1:02}: at least {d + 1}" for d in range(31)) + "}"
        )
        + "readings:\n"
        + "".join(f"  r{n}: {{says: Which?, choices: {{a: this, b: that}}}}\n" for n in range(6))
    ],
    # shapes
    "not-a-mapping": [
        f"{HERE}- contract: harbour\n",
        f"{HERE}harbour\n",
        HEAD + f"figures: {HERE}calls\n" + LEVEL,
        HEAD + FIGURES + f"service levels:\n  answered: {HERE}none\n",
        HEAD + FIGURES + f"service levels: {HERE}[answered]\n",
        f"contract: harbour\ncurrency: USD\nterm: {HERE}2026\n" + FIGURES,
        BASE + f"limits:\n  - {HERE}ten per cent\n",
        BASE + f"    pays:\n      - {HERE}5000\n",
        BASE.replace("missing: {nothing", f"missing: {HERE}none # {{nothing"),
        WHOLE + f"examples:\n  - {{period: 2026-03, readings: {HERE}none, given: {{calls: 1}}, pays: {{net: 0}}}}\n",
    ],
    "not-a-list": [BASE + f"limits: {HERE}{{on: penalties}}\n", BASE + f"    pays: {HERE}{{below: 5}}\n"],
    "missing": [
        HERE + "currency: USD\nterm: {from: 2026-01-01, until: 2027-01-01}\n" + FIGURES + LEVEL,
        HEAD + f"figures:\n  calls: {HERE}{{says: calls}}\n" + LEVEL,
        BASE + f"amounts:\n  charge: {HERE}{{clause: 5}}\n",
        HEAD + FIGURES + f"service_levels:\n  answered:\n    {HERE}better: higher\n",
        HEAD + FIGURES + f"service_levels:\n  answered:\n    {HERE}measure: calls\n",
        HEAD + FIGURES + f"service_levels:\n  answered:\n    measure: {HERE}{{ratio: calls}}\n    better: lower\n",
        HEAD + FIGURES + f"service_levels:\n  answered:\n    measure: {{points: {HERE}[]}}\n    better: lower\n",
        PAYS + f"      - bands: {HERE}[]\n",
        PAYS + f"      - bands:\n          - {HERE}{{penalty: 5}}\n",
        PAYS + f"      - {HERE}rows: [{{at: 5, penalty: 5}}]\n",
        PAYS + f"      - {{lookup: down, rows: [{HERE}{{penalty: 5}}]}}\n",
        PAYS + f"      - {{per step: {HERE}{{of: 1, below: 90}}, penalty: 5}}\n",
        PAYS + f"      - {{per step: {HERE}{{of: 1, counted: full}}, penalty: 5}}\n",
        PAYS + f"      - {{below: 90, penalty: 5, scale: {HERE}{{by: 2}}}}\n",
        PAYS + f"      - {{below: 90, penalty: 5, scale: {HERE}{{when: missed}}}}\n",
        PAYS + f"      - {{below: 90, penalty: 5, scale: {{by: {HERE}-2, when: missed}}}}\n",
        BASE + f"    grades: [{HERE}{{below: 50}}]\n",
        BASE + f"    grades: [{HERE}{{called: bad}}]\n",
        BASE.replace("target: at least 90", f"target: {HERE}{{at least: previous + 1}}"),
        BASE + f"limits: [{HERE}{{at most: 5}}]\n",
        BASE + f"limits: [{{on: {HERE}money, at most: 5}}]\n",
        BASE + f"consequences: [{HERE}{{says: A plan is due.}}]\n",
        BASE + f"consequences: [{HERE}{{when: {{level: answered, is: missed}}}}]\n",
        BASE + f"earn back: [{HERE}{{levels: answered}}]\n",
        BASE + f"pools:\n  risk: {HERE}{{of: fee}}\n",
        BASE + f"pools:\n  risk: {HERE}{{weights: {{answered: 5}}}}\n",
        BASE + f"readings:\n  tiers: {HERE}{{says: Which?}}\n",
        BASE + f"amounts:\n  charge: {{is: fee, index: {HERE}{{at most: 5}}}}\n",
        WHOLE + f"examples: [{HERE}{{given: {{calls: 1}}, pays: {{net: 0}}}}]\n",
        WHOLE + f"examples: [{HERE}{{period: 2026-03, pays: {{net: 0}}}}]\n",
        WHOLE + f"examples: [{HERE}{{period: 2026-03, given: {{calls: 1}}}}]\n",
    ],
    "unknown-key": [
        BASE + f"{HERE}limit: []\n",
        BASE.replace("target:", f"{HERE}traget:"),
        PAYS + f"      - {{below: 90, {HERE}penality: 5, penalty: 5}}\n",
    ],
    "duplicate-key": [
        HEAD + f"{HERE}currency: EUR\n",
        PAYS + f"      - {{at_least: 5, {HERE}at least: 6, penalty: 5}}\n",
        BASE + f"{HERE}service levels: {{}}\n",
    ],
    "odd-name": [
        HEAD + f"figures:\n  {HERE}Calls: {{unit: calls}}\n" + LEVEL,
        HEAD + f"figures:\n  {HERE}{'c' * 61}: {{unit: calls}}\n" + LEVEL,
        f"contract: {HERE}../../etc/passwd\n",
        f"contract: {HERE}Harbour\n",
        f"contract: {HERE}a--b\n",
    ],
    "reserved-name": [
        HEAD + f"figures:\n  {HERE}days: {{unit: days}}\n" + LEVEL,
        HEAD + f"figures:\n  {HERE}result: {{unit: days}}\n" + LEVEL,
        BASE + f"amounts:\n  {HERE}share: {{is: 5}}\n",
        BASE + f"pools:\n  {HERE}min: {{of: fee, weights: {{answered: 5}}}}\n",
        BASE + f"    grades: [{{called: {HERE}missed, below: 50}}]\n",
        HEAD + FIGURES + LEVEL.replace("  answered:\n    clause", f"  net:\n    {HERE}clause"),
        PAYS + f"      - {{below: 90, penalty: 5, kind: {HERE}carry}}\n",
    ],
    "named-twice": [BASE + f"amounts:\n  {HERE}fee: {{is: 5}}\n"],
    # the heading
    "no-currency": [
        HEAD.replace("USD", f"{HERE}dollars"),
        HEAD.replace("USD", f"{HERE}US1"),
        HEAD.replace("USD", f"{HERE}usd"),
        f"{HERE}contract: harbour\nterm: {{from: 2026-01-01, until: 2027-01-01}}\n",
    ],
    "no-term": [
        HEAD.replace("{from", f"{HERE}{{from").replace("2027", "2025"),
        HEAD.replace("{from", f"{HERE}{{from").replace("2027-01-01", "2026-01-01"),
        HEAD.replace("{from: 2026-01-01", f"{HERE}{{from: soon"),
        HEAD.replace("{from", f"{HERE}{{from").replace("2027", "9999"),
        HEAD.replace("{from", f"{HERE}{{from").replace("2026", "0001"),
    ],
    "no-such-date": [
        HEAD.replace("2027-01-01", f"{HERE}2027-02-30"),
        HEAD.replace("2027-01-01", f"{HERE}01/02/2027"),
        HEAD + f"effective: {HERE}2026-13-01\n",
        BASE + f"    priced from: {HERE}2026-06-31\n",
        BASE + f"holidays: [2026-12-25, {HERE}2026-W01-1]\n",
        BASE + f"holidays: [{HERE}20261225]\n",
        BASE + f"holidays: [{HERE}[2026-12-25]]\n",
        BASE.replace("at least 90", f"{{2026-01-01: at least 90, {HERE}2026-02-30: at least 91}}"),
        BASE.replace("at least 90", f"{{2026-01-01: at least 90, {HERE}2026-7-1: at least 91}}"),
        BASE.replace("at least 90", f"{{2026-01-01: at least 90, {HERE}later: at least 91}}"),
        BASE.replace("at least 90", f"{{2026-01-01: at least 90, {HERE}２０２６-02-01: at least 91}}"),
    ],
    "outside-term": [HEAD + f"effective: {HERE}2027-01-01\n"],
    "unknown-zone": [
        BASE + f"time zone: {HERE}Europe/Lundon\n",
        BASE + f"time zone: {HERE}../../etc/passwd\n",
        BASE + f"time zone: {HERE}localtime\n",
    ],
    "no-levels": [HERE + HEAD + FIGURES, HERE + HEAD + FIGURES + "service levels:\n"],
    # dated values and readings
    "no-value-yet": [BASE.replace("at least 90", f"{HERE}{{2026-02-01: at least 90}}")],
    "takes-effect-later": [
        WHOLE.replace("at least 90", f"{{2026-01-01: at least 90, {HERE}2026-02-15: at least 95}}"),
        WHOLE.replace("at least 90", f"{{2026-01-01: at least 90, {HERE}2026-12-15: at least 95}}"),
        WHOLE.replace("at least 90", f"{{2026-01-01: at least 90, {HERE}2026-02-01: at least 95}}")
        + "statement: quarter\n",
    ],
    "unknown-reading": [
        BASE.replace("at least 90", f"{{{HERE}if tiers is highest: at least 90}}"),
        BASE.replace("at least 90", f"{{if tiers is highest: at least 90, {HERE}if other is stacked: at least 80}}")
        + READINGS,
        BASE.replace("at least 90", f"{{if tiers is highest: at least 90, {HERE}otherwise: at least 80}}") + READINGS,
    ],
    "reading-not-covered": [
        BASE.replace("at least 90", f"{HERE}{{if tiers is highest: at least 90}}") + READINGS,
        BASE.replace("at least 90", f"{HERE}{{if tiers is highest: at least 90, if tiers is both: at least 90}}")
        + READINGS,
    ],
    "unknown-answer": [
        BASE + READINGS + f"    chosen: {HERE}heighest\n",
        WHOLE
        + READINGS
        + f"examples: [{{period: 2026-03, given: {{calls: 1}}, readings: {{{HERE}tiers: none}}, pays: {{net: 0}}}}]\n",
        WHOLE
        + READINGS
        + f"examples: [{{period: 2026-03, given: {{calls: 1}}, pays: {{if tiers is none: {HERE}{{net: 0}}}}}}]\n",
        WHOLE
        + READINGS
        + f"examples: [{{period: 2026-03, given: {{calls: 1}}, pays: {HERE}{{if tiers is highest: {{net: 0}}, net: 0}}}}]\n",
    ],
    # numbers, words, ranges
    "not-a-number": [
        PAYS + f"      - {{below: {HERE}{text}, penalty: 5}}\n"
        for text in ("1e3", ".inf", "NaN", "0x10", "1_000", '"1,234.5"', "+5", "５", "[]", "5.", ".5", "9" * 16)
    ],
    "not-whole": [
        BASE + f"limits: [{{on: penalties, lines: {HERE}0}}]\n",
        BASE + f"limits: [{{on: penalties, lines: {HERE}1.5}}]\n",
        PAYS + f"      - {{when: {{is: missed, in a row: {HERE}-1}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: missed, times: 1, in last: {HERE}²}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: missed, times: 1, in last: {HERE}0 months}}, penalty: 5}}\n",
    ],
    "unknown-word": [
        BASE.replace("nothing reported: hold", f"nothing reported: {HERE}wait"),
        HEAD + FIGURES.replace("{unit: money}", f"{{unit: money, combine: {HERE}total}}") + LEVEL,
        HEAD + FIGURES.replace("{unit: money}", f"{{unit: money, whole: {HERE}true}}") + LEVEL,
        BASE + f"    better: {HERE}bigger\n",
        BASE + f"amounts:\n  charge: {{is: fee, in: {HERE}later}}\n",
        PAYS + f"      - {{apply: {HERE}best, bands: [{{below: 5, penalty: 5}}]}}\n",
        BASE + f"statement: {{every: month, remainder: {HERE}keep}}\n",
        HEAD
        + FIGURES
        + LEVEL.replace("{share: answered, of: calls}", f"{{mean: late, with fewer: {HERE}none}}")
        + SECOND,
    ],
    "unknown-window": [
        BASE + f"    window: {HERE}months\n",
        BASE + f"    window: {HERE}month from the 29th\n",
        BASE + f"statement: {HERE}fortnight\n",
        BASE + f"statement: {{every: {HERE}fortnight}}\n",
    ],
    "unknown-rounding": [
        BASE + f"    round: {HERE}{text}\n"
        for text in ("half up", "0", "-1", "0.1 nearest", "1e-9", "0." + "0" * 60 + "1")
    ],
    "unknown-range": [
        BASE.replace("at least 90", f"{HERE}{text}") for text in ("90", "≥ 90", "at least ninety", "[90]")
    ],
    "unknown-start": [
        BASE + f"    priced from: {HERE}first month after the start\n".replace("the start", "2026-99-99"),
        BASE + f"    priced from: {HERE}first fortnight after 2026-01-01\n",
        BASE + f"    priced from: {HERE}first contract year after 2026-01-01\n",
    ],
    "two-edges": [BASE.replace("at least 90", f"{HERE}at least 90 and above 80")],
    "empty-range": [
        BASE.replace("at least 90", f"{HERE}at least 90 and below 90"),
        PAYS + f"      - {HERE}{{above: 90, below: 80, penalty: 5}}\n",
        HEAD + FIGURES.replace("{unit: money}", f"{{unit: money, from: 5, to: {HERE}4}}") + LEVEL,
    ],
    "fraction-for-percent": [BASE.replace("at least 90", f"{HERE}at least 0.95")],
    "below-zero": [
        PAYS + f"      - {{below: 90, penalty: {HERE}-5}}\n",
        PAYS + f"      - {{per step: {{of: 1, below: 90, counted: full, at most: {HERE}0}}, penalty: 5}}\n",
        BASE + f"pools:\n  risk: {{of: fee, weights: {{answered: {HERE}-5}}}}\n",
    ],
    "not-days": [
        BASE + f"statement: {{every: month, due: {HERE}soon}}\n",
        BASE + f"statement: {{every: month, claim: {HERE}99999 days}}\n",
    ],
    "not-a-part": [BASE + f"earn back: [{{when: {{level: answered, is: met, in a row: 2}}, part: {HERE}150}}]\n"],
    # formulas
    "not-an-expression": [
        BASE + f"amounts:\n  charge: {text}\n"
        for text in (
            f"fee +{HERE} ",
            f"fee {HERE}calls",
            f"fee {HERE}^ 2",
            f"{HERE}sum(fee)",
            f"min(fee{HERE})",
            f"(fee{HERE}",
            f'"fee +{HERE} "',
            f"'5 % of {HERE}* fee'",
            f"fee\n    + {HERE}* 5",
            f">-\n    fee\n    + {HERE}/ 5",
            f"|\n    fee *\n    {HERE}, 5",
            f"{{is: {HERE}[fee]}}",
            f"1{HERE}e3",
            f"0{HERE}x10",
            f"{HERE}{'9' * 16}",
            f"fee + {HERE}٣",
            f"fee / {HERE}5 % of fee",
            "(" * 40 + HERE + "(1",
            f"__import__({HERE}'os')",
            f"fee{HERE}.real",
            f'"{HERE}{"a" * 401}"',
        )
    ],
    "units-do-not-fit": [
        BASE
        + "amounts:\n"
        + "".join(f"  a{n}: {{is: {text}}}\n" for n, text in enumerate(before))
        + f"  {HERE}charge: {{is: {last}}}\n"
        for *before, last in (
            ["fee * fee"],
            ["5.00 EUR"],
            ["fee + calls"],
            ["fee + 5 %"],
            ["calls / fee * fee"],
            ["fee * quality"],
            ["fee * 5 %"],
            ["fee / quality"],
            ["calls * 5 % * 1 USD"],
            ["fee % of fee"],
            ["'max(fee, calls)'"],
            ["nothing"],
            ["charge"],
            ["5 % of later"],
            ["share of nothing"],
        )
    ]
    + [
        BASE + f"amounts:\n  {HERE}one: two\n  two: fee\n",
        PAYS + f"      - {{below: 90, penalty: {HERE}5 % of fees}}\n",
        BASE.replace("{share: answered, of: calls}", f"{HERE}answered / call"),
        BASE + f"pools:\n  {HERE}risk: {{of: share of risk, weights: {{answered: 5}}}}\n",
        BASE + f"limits: [{HERE}{{on: penalties, at most: 5 % of invoice}}]\n",
        BASE + f"limits: [{HERE}{{on: penalties, at most: 5 USD * result}}]\n",
        PAYS + f"      - {{each: {HERE}lates, penalty: 5}}\n",
    ],
    "amount-in-measure": [
        BASE.replace("{share: answered, of: calls}", f"{HERE}{{ratio: charge, of: calls}}")
        + "amounts: {charge: 5 % of fee}\n",
        PAYS + f"      - {{each: {HERE}charge / fee, penalty: 5}}\namounts: {{charge: 5 % of fee}}\n",
        BASE.replace("at least 90", f"{{at least: {HERE}charge / fee}}") + "amounts: {charge: 5 % of fee}\n",
    ],
    "percent-without-base": [
        PAYS + f"      - {{below: 90, penalty: {HERE}{text}}}\n"
        for text in ("5 %", "quality", "'max(5 %, 3)'", "5 % + 3", "abs(5 %)", "quality * 2", "5 % of 3 %")
    ],
    "not-money": [
        PAYS + f"      - {{below: 90, penalty: {HERE}late}}\n",
        BASE + f"limits: [{HERE}{{on: penalties, at most: late}}]\n",
    ],
    "share-of-none": [
        BASE
        + f"pools:\n  risk: {{of: fee, weights: {{answered: 5}}}}\nlimits: [{HERE}{{on: penalties, at most: share of risk}}]\n"
    ],
    # levels, rules, conditions
    "missing-not-stated": [
        HEAD + FIGURES + f"service_levels:\n  answered:\n    {HERE}clause: 1\n    measure: calls\n    better: lower\n"
    ],
    "no-clause": [WHOLE.replace('    clause: "1"\n    measure', f"    {HERE}measure")],
    "unused-figure": [WHOLE.replace("figures:\n", f"figures:\n  {HERE}others: {{unit: calls}}\n")],
    "unused-amount": [WHOLE + f"amounts:\n  {HERE}charge: {{is: fee}}\n"],
    "always-pays": [PAYS + f"      - {HERE}{{penalty: 5}}\n"],
    "one-price": [
        PAYS + f"      - {HERE}{{below: 90, penalty: 5, incentive: 5}}\n",
        PAYS + f"      - {HERE}{{below: 90}}\n",
        PAYS + f"      - bands: [{HERE}{{below: 90}}]\n",
    ],
    "unknown-level": [
        PAYS + f"      - {{when: {{level: {HERE}anwsered, is: missed}}, penalty: 5}}\n",
        BASE + f"consequences: [{{says: A plan., when: {HERE}missed}}]\n",
        BASE + f"consequences: [{{says: A plan., when: {HERE}{{is: missed}}}}]\n",
        BASE + f"limits: [{{on: penalties, at most: 5, levels: {HERE}late}}]\n",
        BASE + f"pools:\n  risk: {{of: fee, weights: {{{HERE}late: 5}}}}\n",
        BASE + f"earn back: [{{when: {{level: answered, is: met, in a row: 2}}, levels: {HERE}late}}]\n",
        BASE.replace("{share: answered, of: calls}", f"{{points: {HERE}late}}"),
        BASE.replace("{share: answered, of: calls}", f"{{points: {HERE}answered}}"),
        BASE.replace("{share: answered, of: calls}", f"{{share met: {HERE}late}}"),
        WHOLE + f"examples: [{{period: 2026-03, given: {{calls: 1}}, pays: {{{HERE}penaltys: 0}}}}]\n",
    ],
    "unknown-outcome": [
        PAYS + f"      - {{when: {HERE}failed, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: {HERE}severe}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: {HERE}[]}}, penalty: 5}}\n",
    ],
    "no-condition": [
        PAYS + f"      - {{when: {HERE}{{level: answered}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {HERE}[], penalty: 5}}\n",
        PAYS + f"      - {{when: {{all: {HERE}[]}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{any: {HERE}[], in a row: 2}}, penalty: 5}}\n",
    ],
    "half-counted": [
        PAYS + f"      - {{when: {HERE}{{is: missed, times: 3}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {HERE}{{is: missed, in last: 3}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {HERE}{{is: missed, in a row: 2, times: 3, in last: 12}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: missed, no data: {HERE}resets}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: missed, times: 3, in last: 12, no data: {HERE}resets}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: missed, in a row: 3, then: {HERE}start over}}, penalty: 5}}\n",
    ],
    "never": [PAYS + f"      - {{when: {{is: missed, times: {HERE}5, in last: 4}}, penalty: 5}}\n"],
    "other-windows": [
        PAYS + f"      - {{when: {{is: missed, times: 2, in last: {HERE}4 quarters}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: missed, times: 2, in last: {HERE}4 bananas}}, penalty: 5}}\n",
        BASE
        + f"consequences: [{{says: A plan., when: {{not: {{level: answered, is: met, times: 2, in last: {HERE}4 weeks}}}}}}]\n",
    ],
    "which-one": [
        HEAD
        + FIGURES.replace("late: {unit: calls}", "late: {unit: calls, by: site}")
        + LEVEL
        + f"    pays:\n      - {HERE}{{when: {{level: late, is: missed}}, penalty: 5}}\n"
        + SECOND
        + "    by: site\n",
        HEAD
        + FIGURES
        + LEVEL.replace("clause", f"{HERE}clause")
        + "    excused when: {level: late, is: missed}\n"
        + SECOND
        + "    by: site\n",
    ],
    "bands-overlap": [
        PAYS + f"      - bands: [{{below: 90, penalty: 5}}, {HERE}{{below: 80, penalty: 9}}]\n",
        PAYS + f"      - bands: [{{at most: 80, penalty: 5}}, {HERE}{{at least: 80, incentive: 9}}]\n",
        PAYS
        + f"      - {{lookup: up, rows: [{{at: 5, penalty: 5}}, {{at: 6, penalty: 6}}, {HERE}{{at: 5, penalty: 9}}]}}\n",
    ],
    "no-worst-band": [
        BASE.replace("hold", "worst band").replace("clause", f"{HERE}clause")
        + "    pays: [{when: missed, penalty: 5}]\n",
        BASE.replace("hold", "worst band").replace("clause", f"{HERE}clause")
        + "    pays: [{per step: {of: 1, below: 90, counted: full}, penalty: 5}]\n",
    ],
    "worst-not-last": [
        BASE.replace("hold", "worst band")
        + f"    pays:\n      - bands: [{{below: 80, penalty: 9}}, {HERE}{{at least: 80, below: 90, penalty: 5}}]\n",
        BASE.replace("hold", "worst band").replace("at least 90", "at most 5")
        + f"    pays:\n      - {{apply: worst, bands: [{{above: 10, penalty: 9}}, {HERE}{{above: 5, penalty: 5}}]}}\n",
    ],
    "circular": [
        HEAD
        + FIGURES
        + "service_levels:\n  one:\n    "
        + HERE
        + "measure: {points: two}\n    better: lower\n  two:\n    measure: {points: one}\n    better: lower\n"
    ],
    "limit-of-what": [
        BASE + f"limits: [{HERE}{{on: penalties}}]\n",
        BASE + f"limits: [{HERE}{{on: penalties, at most: 5, lines: 1}}]\n",
        BASE + f"limits: [{HERE}{{on: penalties, lines: 1, more than: 1}}]\n",
    ],
    "earn-back-of-what": [BASE + f"earn back: [{HERE}{{when: {{level: answered, is: met}}}}]\n"],
    "weights-over-pool": [
        BASE + SECOND + f"pools:\n  risk: {{of: fee, weights: {HERE}{{answered: 60, late: 50}}}}\n",
        BASE + SECOND + f"pools:\n  risk: {{of: fee, at most: 50, weights: {HERE}{{answered: 30, late: 25}}}}\n",
    ],
    "weight-too-large": [BASE + f"pools:\n  risk: {{of: fee, each at most: 20, weights: {HERE}{{answered: 30}}}}\n"],
    "too-many-weights": [
        BASE + SECOND + f"pools:\n  risk: {{of: fee, levels at most: 1, weights: {HERE}{{answered: 30, late: 1}}}}\n"
    ],
    "weights-off": [BASE + f"pools:\n  risk: {{of: fee, exactly: 100, weights: {HERE}{{answered: 30}}}}\n"],
    "no-weight": [
        PAYS
        + f"      - {HERE}{{below: 90, penalty: share of risk}}\n"
        + SECOND
        + "pools: {risk: {of: fee, weights: {late: 5}}}\n",
    ],
    "unknown-figure": [
        WHOLE + f"examples: [{{period: 2026-03, given: {{{HERE}cals: 1}}, pays: {{net: 0}}}}]\n",
        WHOLE
        + f"examples: [{{period: 2026-03, given: {{2026-03: {{calls: 1, {HERE}anwsered: 1}}}}, pays: {{net: 0}}}}]\n",
        WHOLE + f"examples: [{{period: 2026-03, given: [{{calls: 1, {HERE}site: Leeds}}], pays: {{net: 0}}}}]\n",
    ],
    # versions against each other: see `test_definition.py`
    "other-contract": [],
    "same-day": [],
    "other-periods": [],
}

WARNINGS = {"missing-not-stated", "no-clause", "unused-figure", "unused-amount", "takes-effect-later"}
ELSEWHERE = {"no-contract", "other-contract", "same-day", "other-periods"}
"""Codes that no single text can produce: `test_definition.py` does."""


def marked(text: str) -> tuple[str, Place]:
    """The text without its mark, and the place where the mark stood."""
    before, mark, after = text.partition(HERE)
    assert mark
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return before + after, Place("contract.yaml", line, column)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in CASES.items() for text in texts])
def test_a_finding_points_to_its_place_and_says_what_to_do(code: str, text: str) -> None:
    text, place = marked(text)
    found = read({"contract.yaml": text})
    there = [
        each for each in (found if isinstance(found, Findings) else found.warnings) if each.code == f"contract.{code}"
    ]
    assert place in [each.place for each in there], "\n".join(map(str, found if isinstance(found, Findings) else there))
    for each in there:
        assert each.message
        assert each.remedy
        assert (each.severity is Severity.WARNING) == (code in WARNINGS)
        assert max(map(len, (each.message, each.found, each.remedy))) < 500


def codes(file: Path) -> Iterator[str]:
    """Every finding code that a module makes: the text of `Finding("contract...")` and of the calls that lead to it."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if called in ("error", "warning", "_unreadable", "_warning") and texts:
                yield texts[0]
            elif called == "Finding" and texts:
                yield texts[0].removeprefix("contract.")
            elif called == "refuse":
                yield texts[0] if len(texts) > 1 else "not-a-mapping"


def test_every_code_has_a_test() -> None:
    folder = Path(sla.contract.__file__).parent
    made = {code for file in folder.rglob("*.py") for code in codes(file)}
    assert made == set(CASES)
    assert {code for code, texts in CASES.items() if not texts} == ELSEWHERE


def test_the_base_of_these_cases_has_no_findings() -> None:
    found = read({"contract.yaml": WHOLE})
    assert not isinstance(found, Findings)
    assert found.warnings == ()
    assert USES in WHOLE


def test_findings_come_once_and_in_the_order_of_the_file() -> None:
    found = read({"contract.yaml": BASE.replace("at least 90", "{2026-01-01: 90, 2026-03-01: 91, 2026-04-01: 92}")})
    assert isinstance(found, Findings)
    places = [(each.place.line, each.place.column) for each in found]
    assert places == sorted(places)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (BASE.replace("target:", "traget:"), "Did you mean `target`?"),
        (PAYS + "      - {when: {level: anwsered, is: missed}, penalty: 5}\n", "Did you mean `answered`?"),
        (PAYS + "      - {when: misssed, penalty: 5}\n", "Did you mean `missed`?"),
        (PAYS + "      - {below: 90, penalty: 5 % of fees}\n", "Did you mean `fee`?"),
        (BASE + "time zone: Europe/Lundon\n", "Did you mean `Europe/London`"),
        (BASE.replace("nothing reported: hold", "nothing reported: hodl"), "Did you mean `hold`?"),
        (BASE + "amounts:\n  one: two\n  two: fee\n", "`two` stands further down; move it above what uses it."),
        (WHOLE + "examples: [{period: 2026-03, given: {cals: 1}, pays: {net: 0}}]\n", "Did you mean `calls`?"),
        (
            WHOLE + "examples: [{period: 2026-03, given: {calls: 1}, pays: {penaltys: 0}}]\n",
            "Did you mean `penalties`?",
        ),
    ],
)
def test_a_slip_is_answered_with_the_word_that_was_meant(text: str, remedy: str) -> None:
    found = read({"contract.yaml": text})
    assert isinstance(found, Findings)
    assert any(each.remedy.startswith(remedy) for each in found), [each.remedy for each in found]


def test_what_is_of_another_shape_is_told_once() -> None:
    found = read({"contract.yaml": HEAD + FIGURES + "service_levels:\n  answered: none\nlimits: [[]]\n"})
    assert isinstance(found, Findings)
    assert [each.code for each in found if each.code != "contract.unused-figure"] == ["contract.not-a-mapping"] * 2
