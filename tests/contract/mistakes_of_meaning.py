"""Contracts with one thing wrong in what they mean: by the code of the finding, marked where it must point."""

from __future__ import annotations

from tests.contract.mistakes_of_form import HERE
from tests.contract.texts import BASE, FIGURES, HEAD, LEVEL, PAYS, SECOND, WHOLE

SITES = HEAD + FIGURES.replace("answered: {unit: calls}", "answered: {unit: calls, by: site}") + LEVEL
SITES += "dimensions: {site: [Leeds, Hull]}\n"
MEANING: dict[str, list[str]] = {
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
        + "pools:\n  risk: {of: fee, weights: {answered: 5}}\n"
        + f"limits: [{HERE}{{on: penalties, at most: share of risk}}]\n"
    ],
    # levels, rules, conditions
    "missing-not-stated": [
        BASE.replace("{nothing reported: hold, zero denominator: not measured}", f"{HERE}{{nothing reported: hold}}"),
        BASE.replace("{nothing reported: hold, zero denominator: not measured}", f"{HERE}{{zero denominator: met}}"),
        HEAD + FIGURES + f"service_levels:\n  answered:\n    {HERE}clause: 1\n    measure: calls\n    better: lower\n",
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
    "unknown-dimension": [
        HEAD + FIGURES.replace("answered: {unit: calls}", "answered: {unit: calls, by: site}") + LEVEL + only
        for only in (f"    only: {{{HERE}town: Leeds}}\n", f"    only: {{site: Leeds, {HERE}calls: 3}}\n")
    ]
    + [WHOLE + f"dimensions: {{{HERE}site: [Leeds]}}\n"]
    + [PAYS + f"      - {{below: 90, penalty: 5}}\nlimits: [{HERE}{{on: penalties, lines: 1, per: incident}}]\n"],
    "unknown-value": [
        SITES + f"examples:\n  - {HERE}{{period: 2026-03, given: [{{answered: 1, site: Bath}}], pays: {{net: 0}}}}\n",
        SITES.replace("  answered:\n    clause", f"  answered:\n    {HERE}only: {{site: Bath}}\n    clause"),
    ],
    "missing-dimension": [
        SITES + "examples:\n  - {period: 2026-03, pays: {net: 0}, given: " + given
        for given in (
            f"{HERE}{{answered: 1}}}}\n",
            f"{{2026-03: {HERE}{{answered: 1}}}}}}\n",
            f"[{HERE}{{answered: 1, calls: 3}}]}}\n",
            f"[{{site: Leeds, answered: 1}}, {HERE}{{when: 2026-02, answered: 1}}]}}\n",
        )
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
        WHOLE + f"examples: [{{period: 2026-03, given: {{calls: 1}}, outcomes: {{{HERE}anwsered: met}}}}]\n",
    ],
    "unknown-outcome": [
        WHOLE + f"examples: [{{period: 2026-03, given: {{calls: 1}}, outcomes: {{answered: {HERE}severe}}}}]\n",
        PAYS + f"      - {{when: {HERE}failed, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: {HERE}severe}}, penalty: 5}}\n",
    ],
    "no-condition": [
        PAYS + f"      - {{when: {HERE}{{level: answered}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {HERE}[], penalty: 5}}\n",
        PAYS + f"      - {{when: {{all: {HERE}[]}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{any: {HERE}[], in a row: 2}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {HERE}{{all: [always], in a row: 2}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {HERE}{{not: never, times: 2, in last: 3}}, penalty: 5}}\n",
        PAYS + f"      - {{when: {{is: {HERE}[]}}, penalty: 5}}\n",
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
        BASE + f"earn back: [{{when: {{not: {{level: answered, is: met, times: 1, in last: {HERE}4 weeks}}}}}}]\n",
        PAYS.replace('clause: "1"', 'clause: "1"\n    window: 4 weeks from 2026-01-05')
        + f"      - {{when: {{is: missed, times: 2, in last: {HERE}4 weeks}}, penalty: 5}}\n",
        BASE + SECOND.replace("measure: late", f"measure: {{mean: answered, last: {HERE}3 quarters}}"),
    ],
    "last-of-events": [
        BASE + SECOND + "    window: event\n" + f"  mean:\n    clause: '3'\n    better: lower\n"
        f"    missing: {{nothing reported: hold}}\n    measure: {{mean: late, last: {HERE}9000}}\n"
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
        + f"      - {{lookup: up, rows: [{{at: 5, penalty: 5}}, {{at: 6, points: 6}}, {HERE}{{at: 5, penalty: 9}}]}}\n",
    ],
    "no-events": [
        BASE + f"  score:\n    {HERE}clause: '2'\n    better: lower\n    window: event\n    measure: {made}\n"
        "    missing: {nothing reported: hold}\n"
        for made in ("{points: answered}", "{sum: answered, last: 2}")
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
        BASE + f"amounts:\n  {HERE}charge: {{is: 5 % of charge}}\n",
        BASE + f"amounts:\n  one: fee\n  {HERE}two: one + three\n  three: 2 * two\n",
        HEAD
        + FIGURES
        + "service_levels:\n  one:\n    "
        + HERE
        + "measure: {points: two}\n    better: lower\n  two:\n    measure: {points: one}\n    better: lower\n",
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
    "another-start": [],
}
