"""Contracts that say what they can hardly mean: by the code of the warning, marked where it must point."""

from __future__ import annotations

from tests.contract.mistakes_of_form import HERE
from tests.contract.texts import BASE, FIGURES, HEAD, LEVEL, PAYS, SECOND, WHOLE

FREE = PAYS.replace("target: at least 90", "better: higher")
"""A level without a target."""
LATE = HEAD + FIGURES + "service_levels:\n" + SECOND + "    pays:\n"
"""A level of which less is better, in pieces."""


def words(said: str, target: str) -> str:
    """A level that says one thing in its clause's words and another in its target."""
    return BASE.replace("target: at least 90", f'words: "{said}"\n    target: {HERE}{target}')


def rounded(target: str, round_: str = "0.1") -> str:
    """A level whose results are rounded."""
    return BASE.replace("target: at least 90", f"round: {round_}\n    target: {target}")


INVOICE = BASE.replace("term:", "statement: {due: 30 days, invoice: {vat: " + HERE + "reverse charge}}\nterm:")

SENSE: dict[str, list[str]] = {
    "no-e-invoice": [
        INVOICE,
        INVOICE.replace(
            "term:", "vendor: {name: V, country: DE, tax id: DE 1}\ncustomer: {name: C, country: FR}\nterm:"
        ),
        INVOICE.replace("reverse charge", "outside scope").replace("due: 30 days, ", ""),
    ],
    # tables
    "measures-nothing": [
        BASE.replace("clause", f"{HERE}clause").replace("{share: answered, of: calls}", "days / full_days")
    ],
    "hole": [
        PAYS + f"      - bands: [{{below: 80, penalty: 5}}, {HERE}{{above: 80, below: 90, penalty: 3}}]\n",
        PAYS + f"      - bands: [{{at most: 79.9, penalty: 5}}, {HERE}{{at least: 80, below: 90, penalty: 3}}]\n",
        PAYS + f"      - bands: [{HERE}{{at least: 85, below: 90, penalty: 3}}, {{below: 80, penalty: 5}}]\n",
        BASE + f"    grades: [{{called: bad, below: 80}}, {HERE}{{called: poor, above: 80, below: 90}}]\n",
        LATE + "      - apply: marginal\n"
        f"        bands: [{{above: 0, at most: 5, penalty: 1}}, {HERE}{{above: 9, penalty: 2}}]\n",
    ],
    "table-ends": [
        PAYS
        + f"      - bands: [{{at least: 85, below: 90, penalty: 3}}, {HERE}{{at least: 80, below: 85, penalty: 5}}]\n",
        PAYS + f"      - bands: [{HERE}{{at least: 95, below: 99, incentive: 3}}]\n",
        PAYS + f"      - {{lookup: down, rows: [{{at: 90, penalty: 0}}, {HERE}{{at: 80, penalty: 5}}]}}\n",
        LATE + f"      - {HERE}{{above: 5, at most: 9, penalty: 5}}\n",
    ],
    "shrinks": [
        PAYS + f"      - bands: [{{at least: 80, below: 90, penalty: 5}}, {HERE}{{below: 80, penalty: 3}}]\n",
        PAYS + f"      - bands: [{{at least: 95, below: 98, incentive: 5}}, {HERE}{{at least: 98, incentive: 3}}]\n",
        PAYS + f"      - {{lookup: down, rows: [{HERE}{{at: 0, penalty: 1}}, {{at: 50, penalty: 2}}]}}\n",
        PAYS
        + "      - bands: [{at least: 85, below: 90, points: 1}, "
        f"{HERE}{{at least: 80, below: 85, points: 4}}, {{below: 80, points: 3}}]\n".replace(HERE, "").replace(
            "{below", HERE + "{below"
        ),
        FREE + f"      - {HERE}{{above: 90, penalty: 5}}\n",
        FREE + f"      - {HERE}{{per step: {{of: 1, above: 90, counted: full}}, penalty: 5}}\n",
        FREE + f"      - {HERE}{{each: result, penalty: 5}}\n",
        PAYS + f"      - {HERE}{{when: missed, penalty: 5, scale: {{by: 0.5, when: {{is: missed, in a row: 2}}}}}}\n",
    ],
    "never-applies": [
        PAYS + f"      - {{apply: worst, bands: [{HERE}{{below: 80, penalty: 9}}, {{below: 90, penalty: 5}}]}}\n",
    ],
    "priced-twice": [
        PAYS + f"      - {{each: late, penalty: 5}}\n      - {HERE}{{each: late, penalty: 6}}\n",
        LATE + f"      - {{each: late, penalty: 5}}\n      - {HERE}{{each: result, penalty: 6}}\n",
        PAYS + f"      - {{when: missed, penalty: 5}}\n      - {HERE}{{when: missed, penalty: 6}}\n",
        PAYS
        + "      - {when: missed, penalty: 5}\n"
        + LEVEL.partition("\n")[2].replace("  answered:", "  again:", 1)
        + f"    pays:\n      - {HERE}{{when: missed, penalty: 6}}\n",
    ],
    "amount-for-share": [
        PAYS + f"      - bands: [{{at least: 80, below: 90, penalty: 5 % of fee}}, {HERE}{{below: 80, penalty: 9}}]\n",
        PAYS + f"      - {{below: 90, penalty: 5 % of fee}}\nlimits: [{HERE}{{on: penalties, at most: 10}}]\n",
        PAYS
        + "      - {below: 90, penalty: 5 % of fee}\n      - {below: 80, penalty: 2 % of fee}\n".replace(
            "{below: 90", "{when: missed"
        ).replace("{below: 80", "{when: {is: missed, in a row: 3}")
        + f"      - {HERE}{{when: {{is: missed, in a row: 6}}, penalty: 3}}\n",
    ],
    # limits
    "always-capped": [PAYS + f"      - {{below: 90, penalty: 5}}\nlimits: [{HERE}{{on: penalties, at most: 4}}]\n"],
    "never-capped": [
        PAYS + f"      - {{below: 90, penalty: 5}}\nlimits: [{HERE}{{on: penalties, at most: 6}}]\n",
        PAYS + f"      - {{below: 90, penalty: 5}}\nlimits: [{HERE}{{on: incentives, at most: 5}}]\n",
        PAYS + f"      - {{below: 90, penalty: 5}}\nlimits: [{HERE}{{on: penalties, at most: 61, window: year}}]\n",
        PAYS + f"      - {{below: 90, penalty: 5 % of fee}}\n"
        f"limits: [{HERE}{{on: penalties, at most: 6 % of fee, window: year}}]\n",
        LATE + "      - {each: late, penalty: 5}\n"
        f"limits: [{{on: penalties, at most: 9}}, {HERE}{{on: penalties, at most: 120, window: year}}]\n",
    ],
    "base-not-stated": [
        PAYS + f"      - {{below: 90, penalty: 5}}\nlimits: [{HERE}{{on: penalties, window: quarter, {size}}}]\n"
        for size in ("at most: fee", "more than: 1 % of fee")
    ],
    "hidden-by-cap": [
        PAYS
        + f"      - {HERE}{{below: 90, penalty: 5 % of fee}}\n"
        + SECOND
        + "    window: quarter\n    pays: [{above: 5, penalty: 1 % of fee}]\n"
        "limits: [{on: penalties, at most: 4 % of fee}]\n",
        PAYS + f"      - {{below: 90, penalty: 5}}\n      - {HERE}{{below: 80, penalty: 9}}\n"
        "limits: [{on: penalties, at most: 6}]\n",
    ],
    # a level against itself
    "target-against-better": [BASE.replace("at least 90", f"{HERE}at least 90\n    better: lower")],
    "met-and-charged": [
        PAYS + f"      - {HERE}{{above: 90, penalty: 5}}\n",
        PAYS + f"      - bands: [{HERE}{{at least: 80, below: 92, penalty: 5}}, {{below: 80, penalty: 9}}]\n",
        PAYS + f"      - {{lookup: down, rows: [{{at: 0, penalty: 9}}, {HERE}{{at: 95, penalty: 5}}]}}\n",
        PAYS + f"      - {HERE}{{per step: {{of: 1, below: 95, counted: started}}, penalty: 5}}\n",
    ],
    "missed-and-rewarded": [PAYS + f"      - {HERE}{{below: 90, incentive: 5}}\n"],
    "finer-than-rounding": [
        rounded(f"{HERE}at least 99.95"),
        rounded("at least 90") + f"    pays:\n      - {HERE}{{below: 89.95, penalty: 5}}\n",
        rounded("at least 90", "whole") + f"    grades: [{HERE}{{called: bad, below: 80.5}}]\n",
    ],
    "no-target": [
        FREE + f"      - {HERE}{{when: missed, penalty: 5}}\n",
        FREE + "      - {below: 90, penalty: 5}\n"
        f"consequences: [{HERE}{{says: A plan., when: {{level: answered, is: missed, in a row: 3}}}}]\n",
        BASE.replace("target: at least 90", "better: higher")
        + f"  days_met:\n    {HERE}clause: '2'\n    window: quarter\n    measure: {{share met: answered}}\n"
        "    better: higher\n    missing: {nothing reported: hold, zero denominator: hold}\n",
    ],
    "words-say-otherwise": [
        words("At least 95 % of calls are answered.", "at least 90"),
        words("No less than 92,5 per cent of calls are answered.", "at least 90"),
        words("At least 90 % of calls are answered.", "at most 90"),
        PAYS + "      - {below: 90, penalty: 5.00}\n"
        f"limits: [{HERE}{{words: Credits of a contract year are at most 12., on: penalties, at most: 12.00}}]\n",
        BASE.replace("clause", f"{HERE}clause").replace("target", "words: Nine in ten calls of a quarter.\n    target"),
    ],
    # dates and windows
    "after-the-end": [
        WHOLE.replace("at least 90", f"{{2026-01-01: at least 90, {HERE}2027-01-01: at least 95}}"),
        PAYS.replace("clause", f"{HERE}clause") + "      - {below: 90, penalty: 5}\n    priced from: 2027-06-01\n",
    ],
    "ends-a-day-early": [WHOLE.replace("until: 2027-01-01", f"until: {HERE}2026-12-31")],
    "no-text-yet": [WHOLE + f"effective: {HERE}2026-03-01\n"],
    "never-in-the-term": [
        PAYS + f"      - {HERE}{{when: {{is: missed, in a row: 24}}, penalty: 5}}\n",
        BASE
        + f"consequences: [{HERE}{{says: A plan., when: {{level: answered, is: missed, times: 20, in last: 36}}}}]\n",
    ],
    "reported-too-seldom": [
        BASE.replace("calls: {unit: calls}", "calls: {unit: calls, every: quarter}").replace("clause", f"{HERE}clause")
    ],
    "reported-too-often": [
        BASE.replace("calls: {unit: calls}", "calls: {unit: calls, every: day, combine: only}").replace(
            "clause", f"{HERE}clause"
        )
    ],
    # what nothing asks for
    "unused-points": [PAYS + f"      - {HERE}{{below: 90, points: 5}}\n"],
    "weights-as-fractions": [
        BASE + SECOND + f"pools:\n  {HERE}risk: {{of: fee, weights: {{answered: 0.6, late: 0.4}}}}\n"
    ],
    "unused-pool": [BASE + f"pools:\n  {HERE}risk: {{of: fee, weights: {{answered: 5}}}}\n"],
    "unused-weight": [
        PAYS
        + "      - {below: 90, penalty: share of risk}\n"
        + SECOND.replace("clause", f"{HERE}clause")
        + "pools: {risk: {of: fee, weights: {answered: 5, late: 5}}}\n"
    ],
    "unused-reading": [
        WHOLE + f"readings:\n  {HERE}tiers: {{says: Which?, choices: {{one: this, other: that}}}}\n",
    ],
    "nothing-to-return": [
        WHOLE + f"earn back: [{HERE}{{levels: late, when: {{level: late, is: met, in a row: 2}}}}]\n",
    ],
    "remainder-of-what": [WHOLE + f"statement: {HERE}{{every: month, remainder: carry}}\n"],
}
