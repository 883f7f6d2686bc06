"""Files whose parts have another shape than they must, or need each other in a circle."""

from __future__ import annotations

from tests.contract.hostile_form import File, typed
from tests.contract.hostile_meaning import amount, example, price, when
from tests.contract.texts import BASE, FIGURES, HEAD, LEVEL, PAYS, SECOND

HOLD = "missing: {nothing reported: hold}"
RING = "".join(
    f"  l{n}: {{clause: 1, measure: {{mean: l{(n + 1) % 3}, last: 2}}, better: lower, {HOLD}}}\n" for n in range(3)
)


CIRCLES: dict[str, File] = {
    "an amount of itself": ("circular:16", amount("5 % of charge")),
    "two amounts of each other": ("circular:16", BASE + "amounts: {one: 5 % of other, other: 5 % of one}\n"),
    "a pool of itself": ("units-do-not-fit:16", BASE + "pools: {risk: {of: share of risk, weights: {answered: 5}}}\n"),
    "a level of itself": ("circular:12", BASE.replace("{share: answered, of: calls}", "{points: answered}")),
    "a level of its own mean": (
        "circular:12",
        BASE.replace("{share: answered, of: calls}", "{mean: answered, last: 3}"),
    ),
    "a level that excuses itself": ("circular:12", BASE + "    excused when: {level: answered, is: missed}\n"),
    "two levels that excuse each other": (
        "circular:12",
        BASE
        + "    excused when: {level: late, is: missed}\n"
        + SECOND
        + "    excused when: {level: answered, is: missed}\n",
    ),
    "three levels in a ring": ("circular:11", HEAD + FIGURES + "service_levels:\n" + RING),
    "a level of points that give points": (
        "circular:16",
        BASE
        + "  score: {clause: 2, measure: {points: all}, better: lower, missing: {nothing reported: hold}}\n"
        + "  sum: {clause: 3, measure: {points: all}, better: lower, missing: {nothing reported: hold}}\n",
    ),
}
SHAPE: dict[str, File] = {
    "figures in a list": ("not-a-mapping:4", HEAD + "figures: [calls, answered]\n" + LEVEL),
    "levels in a list": ("not-a-mapping:10", HEAD + FIGURES + "service levels: [answered]\n"),
    "no levels": ("no-levels:1", HEAD + FIGURES),
    "a level that is a word": ("not-a-mapping:10", HEAD + FIGURES + "service levels: {answered: often}\n"),
    "prices without a list": ("not-a-list:16", BASE + "    pays: {below: 90, penalty: 5}\n"),
    "a price that is a word": ("not-a-mapping:16", BASE + "    pays: [five]\n"),
    "a price that is a list": ("not-an-expression:17", price("[5]")),
    "two prices in one rule": ("one-price:17", PAYS + "      - {below: 90, penalty: 5, incentive: 5}\n"),
    "no price in a rule": ("one-price:17", PAYS + "      - {below: 90}\n"),
    "a price without a reason": ("always-pays:17", PAYS + "      - {penalty: 5}\n"),
    "a table without rows": ("missing:17", PAYS + "      - bands: []\n"),
    "a row without an edge": ("missing:17", PAYS + "      - bands: [{penalty: 5}]\n"),
    "a table of points that says not how": ("missing:17", PAYS + "      - rows: [{at: 5, penalty: 5}]\n"),
    "rows that hold the same result": (
        "bands-overlap:17",
        PAYS + "      - bands: [{below: 90, penalty: 5}, {below: 80, penalty: 9}]\n",
    ),
    "the worst row of none": (
        "no-worst-band:12",
        BASE.replace("hold", "worst band") + "    pays: [{when: missed, penalty: 5}]\n",
    ),
    "a measure that is a list": ("not-a-mapping:13", typed("{share: answered, of: calls}", "[answered, calls]")),
    "a measure of nothing": ("missing:13", typed("{share: answered, of: calls}", "{}")),
    "a share of nothing": ("missing:13", typed("{share: answered, of: calls}", "{share: answered}")),
    "absence as a list": ("not-a-mapping:15", typed("missing: {nothing reported: hold,", "missing: [hold] # {")),
    "absence as a guess": ("unknown-word:15", typed("nothing reported: hold", "nothing reported: 100")),
    "a condition of nothing": ("no-condition:17", when("[]")),
    "five in a row of nothing": ("no-condition:17", when("{all: [], in a row: 5}")),
    "half a count": ("half-counted:17", when("{is: missed, times: 3}")),
    "a limit of two things": ("limit-of-what:16", BASE + "limits: [{on: penalties, at most: 5, lines: 1}]\n"),
    "a consequence that says nothing": ("missing:16", BASE + "consequences: [{when: {level: answered, is: missed}}]\n"),
    "an earn-back of nothing": ("earn-back-of-what:16", BASE + "earn back: [{when: {level: answered, is: met}}]\n"),
    "an example without figures": ("missing:30", example("{period: 2026-03, pays: {net: 0}}")),
    "an example without a period": ("missing:30", example("{given: {calls: 1}, pays: {net: 0}}")),
    "an example inside an example": (
        "not-a-mapping:30",
        example("[{period: 2026-03, given: {calls: 1}, pays: {net: 0}}]"),
    ),
    "a term in words": (
        "not-a-mapping:3",
        HEAD.replace("{from: 2026-01-01, until: 2027-01-01}", "three years") + FIGURES + LEVEL,
    ),
}
SHAPES: dict[str, File] = CIRCLES | SHAPE
