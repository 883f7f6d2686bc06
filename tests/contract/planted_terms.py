"""Defects planted around the levels: in money, limits, dates and absence; and some that no text betrays."""

from __future__ import annotations

from tests.contract.mistakes_of_form import HERE
from tests.contract.plants import abroad, dearer, one, renewed, two

MONEY = (
    one("09-bsp-datec", "amount-for-share", "- {at: 90, penalty: 20 % of base_fee}", HERE + "- {at: 90, penalty: 20}"),
    one("15-uk-model-services", "percent-without-base", "1 % of order_payment", HERE + "1 %", abroad),
    one(
        "21-quantum-ibm",
        "amount-for-share",
        "pays: [{when: missed, penalty: credit}]",
        f"pays: [{HERE}{{when: missed, penalty: 5}}]",
        abroad,
    ),
    two(
        "22-maryland-doit",
        "percent-without-base",
        "invoice: {unit: money, ",
        'invoice: {unit: "%", ',
        "credit:\n",
        renewed,
    ),
    one(
        "25-svce",
        "amount-for-share",
        "examples:\n",
        f"limits:\n  - {HERE}{{clause: Cap, on: penalties, at most: 10}}\n\nexamples:\n",
    ),
    one("12-kerala-108", "priced-twice", "pays: [{each: dispatches_late,", f"pays: [{HERE}{{each: calls_late,"),
    one(
        "02-riverlink",
        "priced-twice",
        "      - {when: missed, penalty: 100.00, kind: damages}\n",
        "      - {when: missed, penalty: 100.00, kind: damages}\n"
        f"      - {HERE}{{when: missed, penalty: 50.00, kind: damages}}\n",
        renewed,
    ),
    two("08-ftc-do-not-call", "weights-off", "web_page: 10,", "web_page: 5,", "{calls_answered: 60"),
    two(
        "22-maryland-doit", "weights-over-pool", "tickets_resolved: 5,", "tickets_resolved: 6,", "{tickets_resolved: 6"
    ),
    two(
        "18-vita", "weight-too-large", "servers: 25, desktops: 10", "servers: 30, desktops: 5", "{servers: 30", renewed
    ),
    two(
        "18-bc-province",
        "weights-as-fractions",
        "weights: {availability: 60, requests_fulfilled: 40}\n    exactly: 100",
        "weights: {availability: 0.6, requests_fulfilled: 0.4}",
        "at_risk:\n",
        abroad,
    ),
    two(
        "18-bc-province",
        "unused-weight",
        "target: at least 95\n    round: none\n    missing: {nothing reported: hold, zero denominator: not measured}\n"
        "    pays: [{when: missed, penalty: share of at_risk}]",
        "target: at least 95\n    round: none\n    missing: {nothing reported: hold, zero denominator: not measured}\n"
        "    pays: [{when: missed, penalty: 5 % of charges}]",
        "clause: Service Level Credit\n    words: 95 %",
    ),
    two("07-telus-ivr", "unused-points", "portal, reports]}", "portal]}", "{when: missed, points: 2}", abroad),
    two("04-vermont-maximus", "unused-amount", "incentive: bonus", "incentive: malus", "bonus: {is", abroad),
)
LIMITS = (
    two(
        "boston-311",
        "words-say-otherwise",
        "    window: quarter\n    at most: 15000.00",
        "    at most: 15000.00",
        '- clause: "5.1"',
    ),
    two(
        "nhs-111",
        "hidden-by-cap",
        "at most: 10 % of charge",
        "at most: 3 % of charge",
        "- {at least: 10, penalty: 4 %",
        abroad,
    ),
    two("boston-311", "never-capped", "at most: 12000.00", "at most: 120000.00", '- clause: "5.3"', renewed),
    two("boston-311", "always-capped", "at most: 15000.00", "at most: 10.00", '- clause: "5.1"', abroad),
    two(
        "18-vita",
        "never-capped",
        "on: penalties\n    levels: [circuits, voice]",
        "on: incentives\n    levels: [circuits, voice]",
        "- clause: Per Event Penalty Pool",
    ),
    one(
        "01-massachusetts-dell",
        "never-capped",
        "service_levels:\n",
        "limits:\n  - {clause: Cap, on: penalties, at most: 10000.00}\n"
        f"  - {HERE}{{clause: Cap, on: penalties, window: year, at most: 200000.00}}\n\nservice_levels:\n",
        renewed,
    ),
    two(
        "39-mississippi",
        "never-capped",
        "    levels: items_complete\n",
        "    levels: items_accurate\n",
        "- clause: Completeness Penalty Cap",
    ),
    two(
        "02-riverlink",
        "hidden-by-cap",
        "readings:\n",
        "limits:\n  - {clause: Cap, on: penalties, at most: 1000.00}\n\nreadings:\n",
        "- {per step: {of: 1, below: 80",
        dearer,
    ),
    two(
        "28-nice-manufacturing",
        "nothing-to-return",
        "levels: delay\n",
        "levels: any_delay\n",
        "- clause: 5.3.6\n    words: two",
        renewed,
    ),
    two("13-nemt-logisticare", "remainder-of-what", "  against: amounts_due\n", "", "every: month\n"),
    two(
        "nhs-111",
        "base-not-stated",
        "    window: month\n    at most: 10 %",
        "    window: year\n    at most: 10 %",
        '- clause: "6.4"',
        abroad,
    ),
)
DATES = (
    one("41-toll-start-up", "ends-a-day-early", "until: 2022-08-01", f"until: {HERE}2022-07-31", renewed),
    one("17-texas-dir", "after-the-end", "{2010-09-01: 0, 2011-09-01: 60}", f"{{2010-09-01: 0, {HERE}2013-09-01: 60}}"),
    two(
        "27-benefits-administration",
        "after-the-end",
        "first quarter after 2016-11-15",
        "first quarter after 2026-11-15",
        "clause: Quarterly guarantee",
    ),
    one("41-toll-start-up", "no-value-yet", "{2010-08-01: hold, 2011-08-01", HERE + "{2010-10-01: hold, 2011-08-01"),
    one("16-ccs-call-off", "no-text-yet", "currency: GBP\n", f"currency: GBP\neffective: {HERE}2024-04-01\n"),
    two(
        "31-mod-staff-college",
        "never-in-the-term",
        "is: missed, in a row: 3}",
        "is: missed, in a row: 48}",
        "- clause: Persistent default",
    ),
    one("nhs-111", "never", "times: 3, in last: 4 months", f"times: {HERE}5, in last: 4 months", dearer),
    one(
        "27-benefits-administration",
        "other-windows",
        "in last: {if three_quarters is in_four: 4 quarters,",
        f"in last: {{if three_quarters is in_four: {HERE}12 months,",
        renewed,
    ),
    one(
        "39-mississippi",
        "takes-effect-later",
        "target: at least 99.5\n",
        f"target: {{2010-01-01: at least 99.5, {HERE}2021-03-15: at least 99.9}}\n",
        renewed,
    ),
    two(
        "02-riverlink",
        "reported-too-seldom",
        "whole: yes, from: 0, every: day, says: abandoned",
        "whole: yes, from: 0, every: month, says: abandoned",
        "title: Abandoned after",
        abroad,
    ),
)
ABSENCE = (
    two(
        "16-ccs-call-off",
        "missing-not-stated",
        "    missing: {nothing reported: hold, zero denominator: not measured}\n",
        "",
        "title: Accurate and timely billing",
        dearer,
    ),
    one(
        "19-state-incidents",
        "no-clause",
        "    title: Core functions available\n    clause: Table 54.7, core functions\n",
        f"    {HERE}title: Core functions available\n",
    ),
    two("13-nemt-circulation", "unused-figure", " + abandoned_later", "", "abandoned_later:", renewed),
    two(
        "37-ohio-medicaid",
        "unused-reading",
        "      if restated is frozen:\n        at least: min(80, result_when_set + 10 % of (80 - result_when_set))\n"
        "        first: not measured\n      if restated is recomputed:\n"
        "        at least: min(80, previous + 10 % of (80 - previous))\n        first: not measured\n",
        "      at least: min(80, result_when_set + 10 % of (80 - result_when_set))\n      first: not measured\n",
        "restated:\n",
    ),
    two(
        "36-volume-relief",
        "circular",
        "    title: Agents dictated by the customer\n",
        "    title: Agents dictated by the customer\n    excused when: {level: abandon_rate, is: met}\n",
        "title: Agents dictated",
    ),
)
UNSEEN = (
    one(
        "21-quantum-ibm",
        "target",
        "target: at least 99.7",
        f"target: {HERE}at most 99.7",
        unseen="one price, no table, and words that say neither `at least` nor `at most`",
    ),
    one(
        "24-nasa-retainage",
        "amount",
        "is: 20 % of retainage_pool",
        f"is: {HERE}200 % of retainage_pool",
        unseen="shares above the whole exist: published schedule 18 has a pool of 200 %",
    ),
    one(
        "12-kerala-108",
        "window",
        "    window: quarter\n    levels: [calls_answered",
        f"    {HERE}window: year\n    levels: [calls_answered",
        unseen="a ceiling of nothing, which holds only at times, binds in any window",
    ),
)
IN_TERMS = (*MONEY, *LIMITS, *DATES, *ABSENCE, *UNSEEN)
