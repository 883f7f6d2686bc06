"""Contracts with one thing wrong in how they are written: by the code of the finding, marked where it must point."""

from __future__ import annotations

from sla.contract.nodes import LONGEST
from sla.contract.report import MOST_FINDINGS
from tests.contract.texts import BASE, FIGURES, HEAD, LEVEL, PAYS, SECOND, WHOLE

HERE = "¦"
"""Stands in a text just before the place that its finding must point to."""

READINGS = """\
readings:
  tiers:
    says: Do tiers add up?
    choices: {highest: only the highest, stacked: all of them}
"""

FORM: dict[str, list[str]] = {
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
        WHOLE + f"examples:\n  - {{period: 2026-03, outcomes: {HERE}met, given: {{calls: 1}}, pays: {{net: 0}}}}\n",
    ],
    "not-a-list": [BASE + f"limits: {HERE}{{on: penalties}}\n", BASE + f"    pays: {HERE}{{below: 5}}\n"],
    "missing": [
        BASE + f"dimensions: {{{HERE}site: []}}\n",
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
    "named-twice": [
        BASE + f"amounts:\n  {HERE}fee: {{is: 5}}\n",
        BASE + f"dimensions: {{{HERE}site: [Leeds, Hull, Leeds]}}\n",
    ],
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
    ],
    "no-such-date": [
        HEAD.replace("2027-01-01", f"{HERE}2027-02-30"),
        HEAD.replace("2027-01-01", f"{HERE}soon"),
        HEAD.replace("2027", f"{HERE}9999"),
        HEAD.replace("2026", f"{HERE}0001"),
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
        WHOLE
        + READINGS
        + "examples: [{period: 2026-03, given: {calls: 1}, "
        + f"pays: {HERE}{{if tiers is highest: {{net: 0}}}}}}]\n",
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
        + f"examples: [{{period: 2026-03, given: {{calls: 1}}, pays: {HERE}{{if tiers is highest: {{}}, net: 0}}}}]\n",
    ],
    # numbers, words, ranges
    "not-a-number": [
        PAYS + f"      - {{per step: {{of: 1, below: {HERE}quality, counted: full}}, penalty: 5}}\n",
        PAYS + f"      - {{below: {HERE}quality, penalty: 5}}\n",
    ]
    + [
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
        BASE + f"statement: {{paper: {HERE}a4}}\n",
        BASE + f"statement: {{language: {HERE}English}}\n",
        BASE + f"statement: {{invoice: {{vat: {HERE}reversed}}}}\n",
        BASE + f"statement: {{invoice: {{vat: {HERE}0 %}}}}\n",
        BASE + f"statement: {{invoice: {{vat: zero, issued by: {HERE}us}}}}\n",
        BASE + f"customer: {{name: Harbour Bank, country: {HERE}UK}}\n",
        BASE + f"customer: {{name: Harbour Bank, electronic address: {HERE}bills@bank.example}}\n",
        HEAD
        + FIGURES
        + LEVEL.replace("{share: answered, of: calls}", f"{{mean: late, last: 2, with fewer: {HERE}none}}")
        + SECOND,
    ],
    "unknown-window": [
        BASE + f"    window: {HERE}months\n",
        BASE + f"    window: {HERE}month from the 29th\n",
        BASE + f"statement: {HERE}fortnight\n",
        BASE + f"statement: {{every: {HERE}fortnight}}\n",
        WHOLE
        + f"examples: [{{period: 2026-03, given: {{each fortnight of 2026: {HERE}{{calls: 1}}}}, pays: {{net: 0}}}}]\n",
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
        BASE + f"statement: {{every: month, submit within: {HERE}a week}}\n",
        BASE + f"statement: {{every: month, approve within: {HERE}0.5 days}}\n",
    ],
    "not-a-part": [BASE + f"earn back: [{{when: {{level: answered, is: met, in a row: 2}}, part: {HERE}150}}]\n"],
}
