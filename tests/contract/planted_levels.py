"""Defects planted in levels: in their tables, and between their targets, prices, words and rounding."""

from __future__ import annotations

from tests.contract.mistakes_of_form import HERE
from tests.contract.plants import abroad, dearer, one, renewed, two

TABLES = (
    one("05-nashua-anthem", "hole", "- {at least: 83.0, at most: 84.9", HERE + "- {at least: 83.1, at most: 84.9"),
    two(
        "26-cloud-tiers",
        "hole",
        "{below: 99.0, at least: 95.0",
        "{below: 98.0, at least: 95.0",
        "- {below: 99.99, at least: 99.0",
    ),
    one("28-nice-manufacturing", "hole", "- {clause: 5.3.3, above: 10", HERE + "- {clause: 5.3.3, above: 12"),
    one("nhs-111", "hole", "- {at least: 10, penalty: 4 %", HERE + "- {at least: 12, penalty: 4 %"),
    one(
        "15-uk-model-services",
        "hole",
        "- {at least: 97.0, at most: 97.9, points: 2}",
        HERE + "- {at least: 97.2, at most: 97.9, points: 2}",
    ),
    one(
        "32-service-failure-points",
        "bands-overlap",
        "- {clause: Band 2, at least: 80, below: 90",
        HERE + "- {clause: Band 2, at least: 80, below: 92",
    ),
    one(
        "nhs-111",
        "table-ends",
        "- {at least: 20, below: 30, penalty: 0.5 % of charge}\n          - {below: 20, penalty: 1 % of charge}\n",
        HERE + "- {at least: 20, below: 30, penalty: 0.5 % of charge}\n",
        renewed,
    ),
    one(
        "26-cloud-tiers",
        "table-ends",
        "- {below: 95.0, penalty: 25 % of permits_fee}",
        HERE + "- {below: 95.0, at least: 90.0, penalty: 25 % of permits_fee}",
        abroad,
    ),
    one("07-telus-ivr", "shrinks", "- {at: 25, penalty: 8 %", HERE + "- {at: 25, penalty: 3 %"),
    one(
        "42-settlement-rules",
        "shrinks",
        "- {below: 99.5, at least: 99.0, penalty: 10 %",
        HERE + "- {below: 99.5, at least: 99.0, penalty: 2 %",
    ),
    one(
        "15-uk-model-services",
        "shrinks",
        "- {at least: 96.0, at most: 96.9, points: 3}",
        HERE + "- {at least: 96.0, at most: 96.9, points: 1}",
        renewed,
    ),
    two(
        "boston-311",
        "shrinks",
        "scale: {by: 2, when: {is: missed, in a row: 3",
        "scale: {by: 0.5, when: {is: missed, in a row: 3",
        '- clause: "4.1"',
        dearer,
    ),
    two(
        "34-singapore-buses",
        "shrinks",
        "per step: {of: 0.1, below: 0, counted: full}",
        "per step: {of: 0.1, above: 0, counted: full}",
        "- clause: Penalty\n",
    ),
    one(
        "boston-311",
        "worst-not-last",
        "          - {below: 65, penalty: 4000.00}\n          - {below: 50, penalty: 6000.00}\n",
        f"          - {{below: 50, penalty: 6000.00}}\n          - {HERE}{{below: 65, penalty: 4000.00}}\n",
    ),
    one(
        "01-massachusetts-dell",
        "never-applies",
        "      - apply: {if tiers is highest: worst, if tiers is stacked: every}\n        bands:\n"
        "          - {at least: 10, penalty: 2500.00}\n          - {at least: 30, penalty: 5000.00}\n",
        "      - apply: worst\n        bands:\n"
        f"          - {HERE}{{at least: 30, penalty: 5000.00}}\n          - {{at least: 10, penalty: 2500.00}}\n",
        abroad,
    ),
)
TARGETS = (
    two(
        "02-riverlink",
        "words-say-otherwise",
        "    window: half-month\n",
        "    window: month\n",
        "title: Answered live within",
        abroad,
    ),
    two(
        "nhs-111",
        "no-target",
        "    target: below 5\n",
        "    better: lower\n",
        '- clause: "6.2"',
        dearer,
    ),
    one(
        "01-massachusetts-dell",
        "met-and-charged",
        "- {above: 60, penalty: 5000.00}",
        HERE + "- {below: 60, penalty: 5000.00}",
    ),
    one("02-riverlink", "met-and-charged", "- {per step: {of: 1, below: 80", HERE + "- {per step: {of: 1, below: 85"),
    two("04-vermont-maximus", "met-and-charged", "below: 60\n", "below: 80\n", "- clause: Penalty\n"),
    two("25-svce", "met-and-charged", "target: above 99.00", "target: above 90.00", "- when: {at most: 99.00}"),
    two(
        "26-cloud-tiers",
        "met-and-charged",
        "target: at least 99.9\n    round: none",
        "target: at least 99.0\n    round: none",
        "- {below: 99.9, at least: 99.0, penalty: 10 % of affected_fee}",
        dearer,
    ),
    one("13-nemt-circulation", "words-say-otherwise", "target: at most 3\n", f"target: {HERE}at most 8\n"),
    one("08-ftc-do-not-call", "words-say-otherwise", "target: at least 99\n", f"target: {HERE}at most 99\n", renewed),
    one(
        "18-vita",
        "finer-than-rounding",
        "target: at least 99.9\n    round: none",
        f"target: {HERE}at least 99.9\n    round: 0.5",
        dearer,
    ),
    two(
        "24-nasa-retainage",
        "no-target",
        "    target: at least 95\n",
        "    better: higher\n",
        "pays: [{when: missed, penalty: retainage",
    ),
    two(
        "36-volume-relief",
        "no-target",
        "target: at most 115",
        "better: lower",
        'clause: "5.4"\n    words',
    ),
    two("26-cloud-tiers", "no-target", "    target: at most 2\n", "    better: lower\n", "- clause: Claim\n", renewed),
    two(
        "09-bsp-datec",
        "target-against-better",
        "    target: at least 100\n",
        "    target: at most 100\n    better: higher\n",
        "at most 100\n    better",
        abroad,
    ),
    one(
        "10-comcast-support",
        "missed-and-rewarded",
        "pays: [{at least: 80, incentive",
        f"pays: [{HERE}{{below: 80, incentive",
        dearer,
    ),
    one(
        "19-state-incidents",
        "words-say-otherwise",
        "words: The portal is available for 99.5 % of the month; its credit is a percentage of a tenth of the fee.\n"
        "    by: [incident]\n    measure: {share: portal_minutes_up, of: portal_minutes}\n    target: at least 99.5\n",
        "words: The portal is available for at least 99.5 % of the month.\n"
        f"    by: [incident]\n    measure: {{share: portal_minutes_up, of: portal_minutes}}\n"
        f"    target: {HERE}at least 95.5\n",
        dearer,
    ),
)
IN_LEVELS = (*TABLES, *TARGETS)
