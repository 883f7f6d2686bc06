"""Files that are well written and mean nothing: numbers, dates, names, formulas and units.

Programs, templates and paths that stand where a name or a formula may stand are answered as any other slip.
"""

from __future__ import annotations

from tests.contract.hostile_form import File, typed
from tests.contract.texts import BASE, PAYS, WHOLE

QUESTION = "readings: {tiers: {says: Which?, choices: {one: this, other: that}}}\n"


def price(text: str) -> str:
    """A contract with something else for a price."""
    return PAYS + f"      - {{below: 90, penalty: {text}}}\n"


def amount(text: str) -> str:
    """A contract with something else for an amount."""
    return BASE + f"amounts: {{charge: {text}}}\n"


def when(text: str) -> str:
    """A contract with something else for a condition."""
    return PAYS + f"      - {{when: {text}, penalty: 5}}\n"


def example(text: str) -> str:
    """A contract with an example."""
    return WHOLE + f"examples: [{text}]\n"


NUMBERS: dict[str, File] = {
    "1e3": ("not-a-number:17", typed("below: 90", "below: 1e3")),
    "an exponent that would fill the memory": ("not-a-number:17", typed("below: 90", "below: 1e999999999")),
    ".inf": ("not-a-number:17", typed("below: 90", "below: .inf")),
    "NaN": ("not-a-number:17", typed("below: 90", "below: NaN")),
    "0x10": ("not-a-number:17", typed("below: 90", "below: 0x10")),
    "0b11": ("not-a-number:17", typed("below: 90", "below: 0b11")),
    "1_000": ("not-a-number:17", typed("below: 90", "below: 1_000")),
    "a comma for thousands": ("unknown-key:17", price("1,000.00")),
    "a comma for the point": ("unknown-range:14", typed("at least 90", "at least 90,5")),
    "an apostrophe for thousands": ("not-an-expression:17", price("1'000.00")),
    "a blank for thousands": ("not-an-expression:17", price("1 000.00")),
    "minutes and seconds": ("not-a-number:17", typed("below: 90", "below: 1:30")),
    "a fraction": ("not-a-number:17", typed("below: 90", "below: 181/2")),
    "a sign in front": ("not-a-number:17", typed("below: 90", "below: +90")),
    "two signs in front": ("not-a-number:17", typed("below: 90", "below: --90")),
    "a point without digits before it": ("not-a-number:17", typed("below: 90", "below: .5")),
    "a point without digits after it": ("not-a-number:17", typed("below: 90", "below: 5.")),
    "yes for a number": ("not-a-number:17", typed("below: 90", "below: yes")),
    "a number for yes": ("unknown-word:16", BASE + "    priced: 1\n"),
    "a list for a number": ("not-a-number:17", typed("below: 90", "below: [90]")),
    "0.95 for 95 %": ("fraction-for-percent:14", typed("at least 90", "at least 0.95")),
    "a sign of money": ("not-an-expression:17", price("$5")),
    "money of another country": ("units-do-not-fit:17", price("5.00 EUR")),
    "the currency in front": ("not-an-expression:17", price("USD 5")),
    "a penalty below zero": ("below-zero:17", price("-5")),
    "a step that is nothing": (
        "missing:17",
        PAYS + "      - {per step: {of: 0, below: 90, counted: full}, penalty: 5}\n",
    ),
    "a step backwards": ("missing:17", PAYS + "      - {per step: {of: -1, below: 90, counted: full}, penalty: 5}\n"),
    "no steps at all": (
        "below-zero:17",
        PAYS + "      - {per step: {of: 1, below: 90, counted: full, at most: 0}, penalty: 5}\n",
    ),
    "a factor below zero": ("missing:17", PAYS + "      - {below: 90, penalty: 5, scale: {by: -1, when: missed}}\n"),
    "a rounding that is nothing": (
        "unknown-rounding:14",
        typed("    target", "    round: 0.000000000000000000000000000001\n    target"),
    ),
    "a rounding by something else": (
        "unknown-rounding:14",
        typed("    target", "    round: 0.1 to the moon\n    target"),
    ),
    "half a line": ("not-whole:16", BASE + "limits: [{on: penalties, lines: 0.5}]\n"),
    "a streak of none": ("not-whole:17", when("{is: missed, in a row: 0}")),
    "five times in four": ("never:17", when("{is: missed, times: 5, in last: 4}")),
    "a weight below zero": ("below-zero:16", BASE + "pools: {risk: {of: fee, weights: {answered: -1}}}\n"),
    "more weight than there is": (
        "weights-over-pool:16",
        BASE + "pools: {risk: {of: fee, weights: {answered: 101}}}\n",
    ),
    "weights that miss their sum": (
        "weights-off:16",
        BASE + "pools: {risk: {of: fee, exactly: 100, weights: {answered: 99}}}\n",
    ),
    "more than all given back": (
        "not-a-part:16",
        BASE + "earn back: [{when: {level: answered, is: met, in a row: 2}, part: 150}]\n",
    ),
    "days without end": ("not-days:16", BASE + "statement: {every: month, due: 99999 days}\n"),
    "a range that ends before it begins": ("empty-range:14", typed("at least 90", "at least 90 and below 80")),
    "a range with two beginnings": ("two-edges:14", typed("at least 90", "at least 90 and above 80")),
    "a sign for a word": ("not-yaml:14", typed("at least 90", ">= 90")),
    "the smallest figure above the largest": ("empty-range:9", typed("{unit: money}", "{unit: money, from: 5, to: 4}")),
}
DATES: dict[str, File] = {
    "a day that is none": ("no-such-date:3", typed("2027-01-01", "2026-02-29")),
    "a month that is none": ("no-such-date:3", typed("2027-01-01", "2027-13-01")),
    "the day zero": ("no-such-date:3", typed("2027-01-01", "0000-00-00")),
    "the year 9999": ("no-such-date:3", typed("2027-01-01", "9999-12-31")),
    "the year 1": ("no-such-date:3", typed("2026-01-01", "0001-01-01")),
    "days before months": ("no-such-date:3", typed("2027-01-01", "01/02/2027")),
    "a date without zeros": ("no-such-date:3", typed("2027-01-01", "2027-1-1")),
    "a date without hyphens": ("no-such-date:3", typed("2027-01-01", "20270101")),
    "a week for a date": ("no-such-date:3", typed("2027-01-01", "2027-W01-1")),
    "a time in a date": ("no-such-date:3", typed("2027-01-01", "2027-01-01T00:00:00Z")),
    "tomorrow": ("no-such-date:3", typed("2027-01-01", "tomorrow")),
    "a term that ends before it begins": ("no-term:3", typed("2027-01-01", "2025-01-01")),
    "a term of no day": ("no-term:3", typed("2027-01-01", "2026-01-01")),
    "a text after the end": ("outside-term:30", WHOLE + "effective: 2027-01-01\n"),
    "a value from later on": ("no-value-yet:14", typed("at least 90", "{2026-06-01: at least 90}")),
    "a value from a day that is none": (
        "no-such-date:14",
        typed("at least 90", "{2026-01-01: at least 90, 2026-02-30: at least 91}"),
    ),
    "dates among other names": (
        "no-such-date:14",
        typed("at least 90", "{2026-01-01: at least 90, later: at least 91}"),
    ),
    "a start in the year 9999": (
        "unknown-start:14",
        typed("    target", "    priced from: first month after 9999-12-31\n    target"),
    ),
    "a start after nothing": (
        "unknown-start:14",
        typed("    target", "    priced from: first blue moon after 2026-01-01\n    target"),
    ),
    "a holiday that is none": ("no-such-date:30", WHOLE + "holidays: [2026-06-31]\n"),
    "a window that is none": ("unknown-window:16", BASE + "    window: fortnight\n"),
    "a month from the 31st": ("unknown-window:16", BASE + "    window: month from the 31st\n"),
    "years of hours in weeks": ("unknown-window:16", BASE + "    window: 99 weeks from 2026-01-05\n"),
    "months of quarters": ("other-windows:17", when("{is: missed, times: 2, in last: 4 quarters}")),
    "statements of two kinds": ("other-periods:30", WHOLE + "statement: {2026-01-01: month, 2026-07-01: quarter}\n"),
    "a zone that leads away": ("unknown-zone:30", WHOLE + "time zone: ../../etc/passwd\n"),
    "a zone that is a folder": ("unknown-zone:30", WHOLE + "time zone: America\n"),
    "a zone that is a rule": ("unknown-zone:30", WHOLE + "time zone: EST5EDT,M3.2.0,M11.1.0\n"),
    "the machine's own zone": ("unknown-zone:30", WHOLE + "time zone: localtime\n"),
}
NAMES: dict[str, File] = {
    "an unknown key": ("unknown-key:30", WHOLE + "limit: []\n"),
    "an unknown key deep inside": ("unknown-key:17", typed("{below: 90, penalty", "{below: 90, clase: 4, penalty")),
    "an unknown clause of a measure": ("unknown-key:13", typed("of: calls}", "of: calls, except: late}")),
    "no key at all": ("missing:1", WHOLE.replace("contract: harbour\n", "")),
    "a key that leads away": ("odd-name:1", typed("harbour", "../../etc/passwd")),
    "a key with an end of its own": ("odd-name:1", typed("harbour", "harbour.exe")),
    "a currency that is none": ("no-currency:2", typed("USD", "US1")),
    "a name with a blank": ("odd-name:7", typed("  late: {", "  late calls: {")),
    "a name that asks a database": ("odd-name:7", typed("  late: {", "  late'; drop table agreement; --: {")),
    "a name that is a page's program": ("odd-name:7", typed("  late: {", '  "<script>alert(1)</script>": {')),
    "a name that belongs to Python": ("odd-name:7", typed("  late: {", "  __class__: {")),
    "a figure named as a formula's word": ("reserved-name:7", typed("  late: {", "  share: {")),
    "an amount named as a figure": ("named-twice:16", BASE + "amounts: {fee: 5}\n"),
    "a level named as a total": ("reserved-name:24", typed("  others:", "  net:")),
    "a grade named as an outcome": ("reserved-name:16", BASE + "    grades: [{called: missed, below: 50}]\n"),
    "lines named as the settlement's own": (
        "reserved-name:17",
        PAYS + "      - {below: 90, penalty: 5, kind: carry}\n",
    ),
    "a figure that is not there": ("units-do-not-fit:13", typed("share: answered", "share: anwsered")),
    "an amount that is not there": ("units-do-not-fit:17", price("5 % of fees")),
    "a pool that is not there": ("units-do-not-fit:17", price("share of risk")),
    "a level that is not there": ("unknown-level:17", when("{level: anwsered, is: missed}")),
    "an outcome that is not there": ("unknown-outcome:17", when("{is: failed}")),
    "a limit on levels that are not there": (
        "unknown-level:16",
        BASE + "limits: [{on: penalties, at most: 5, levels: lat}]\n",
    ),
    "a limit on nobody": ("missing:16", BASE + "limits: [{on: everything, at most: 5}]\n"),
    "a limit for each of what is not there": (
        "unknown-dimension:18",
        PAYS + "      - {below: 90, penalty: 5}\nlimits: [{on: penalties, lines: 1, per: incident}]\n",
    ),
    "an answer that is not there": (
        "reading-not-covered:14",
        typed("at least 90", "{if tiers is one: at least 90}") + QUESTION,
    ),
    "a question that is not there": (
        "unknown-reading:14",
        typed("at least 90", "{if tiers is one: at least 90, if x is y: at least 8}"),
    ),
    "two questions at once": (
        "unknown-reading:14",
        typed("at least 90", "{if tiers is one: at least 90, if rows is other: at least 80}") + QUESTION,
    ),
    "a chosen answer that is not offered": (
        "unknown-answer:30",
        WHOLE + QUESTION.replace("choices", "chosen: both, choices"),
    ),
    "a site that is not there": ("unknown-dimension:30", WHOLE + "dimensions: {site: [Leeds]}\n"),
    "an example of what is not there": (
        "unknown-figure:30",
        example("{period: 2026-03, given: {cals: 1}, pays: {net: 0}}"),
    ),
    "an example that pays nobody": (
        "unknown-level:30",
        example("{period: 2026-03, given: {calls: 1}, pays: {bank: 0}}"),
    ),
    "an example with a number in letters": (
        "not-a-number:30",
        example("{period: 2026-03, given: {calls: ten}, pays: {net: 0}}"),
    ),
}
FORMULAS: dict[str, File] = {
    "a program for a price": ("not-an-expression:17", price("\"__import__('os').system('id')\"")),
    "an attribute": ("not-an-expression:17", price("fee.__class__")),
    "an index": ("not-an-expression:17", price('"fee[0]"')),
    "a power": ("not-an-expression:17", price('"9 ** 9 ** 9"')),
    "a power of another sign": ("not-an-expression:17", price("fee ^ 2")),
    "a whole division": ("not-an-expression:17", price('"fee // 2"')),
    "a comparison": ("not-an-expression:17", price('"fee > 5"')),
    "a choice": ("not-an-expression:17", price('"fee if calls else 0"')),
    "a text in a formula": ("not-an-expression:17", price("\"'x' * 999999999\"")),
    "an assignment": ("not-an-expression:17", price('"fee = 0"')),
    "two formulas": ("not-an-expression:17", price('"fee; fee"')),
    "a function that is not there": ("not-an-expression:17", price("round(fee)")),
    "a function of nothing": ("not-an-expression:17", price("abs()")),
    "the least of one": ("not-an-expression:17", price("min(fee)")),
    "the least of ten": ("not-an-expression:17", price('"min(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)"')),
    "a bracket too few": ("not-an-expression:17", price("(fee + 5")),
    "a sign too many": ("not-an-expression:17", price("fee + * 5")),
    "a per cent of what is not said": ("not-an-expression:17", price("5 % of")),
    "a per cent of nothing": ("percent-without-base:17", price("5 %")),
    "a per cent of a per cent": ("not-an-expression:17", price("5 % % of fee")),
    "money times money": ("units-do-not-fit:17", price("fee * fee")),
    "money and calls": ("units-do-not-fit:16", amount("fee + calls")),
    "calls by money": ("units-do-not-fit:16", amount("calls / fee")),
    "money times a percentage": ("units-do-not-fit:16", amount("fee * quality")),
    "calls for money": ("not-money:17", price("late")),
    "a result made of an amount": (
        "amount-in-measure:13",
        typed("share: answered", "share: charge") + "amounts: {charge: 5 % of fee}\n",
    ),
    "a limit as a share of a pool": (
        "share-of-none:17",
        BASE + "pools: {risk: {of: fee, weights: {answered: 5}}}\nlimits: [{on: penalties, at most: share of risk}]\n",
    ),
    "a growth that is money": ("units-do-not-fit:16", amount("{is: 5 % of fee, index: {rate: charge}}")),
}
MEANING: dict[str, File] = NUMBERS | DATES | NAMES | FORMULAS
