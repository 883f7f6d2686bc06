"""Files that are too large, too deep or too much work: each would be slow to somebody who reads on."""

from __future__ import annotations

from sla.contract.nodes import LONGEST, MOST_NODES
from tests.contract.hostile_form import File, typed
from tests.contract.texts import BASE, FIGURES, HEAD, LEVEL, PAYS, READINGS_OF_MANY, WHOLE

SLIPS = "".join(
    f"  level_{n}:\n    clause: {n}\n    measure: calls\n    better: lower\n"
    f"    pays: [{{when: {{level: levl_{n}, is: missed}}, penalty: 5}}]\n"
    for n in range(450)
)
DATES = ", ".join(f"{year}-{month:02}-01: at least 90" for year in range(1900, 2200) for month in range(1, 13))
MISSING = "missing: {nothing reported: hold}"


def levels(count: int, pays: str, measure: str = "calls") -> str:
    """So many levels, each with the same rules."""
    return "".join(
        f"  l{n}: {{clause: 1, measure: {measure}, better: lower, {MISSING}, pays: [{pays}]}}\n" for n in range(count)
    )


def bands(rows: str) -> str:
    """One level with a table."""
    return PAYS + "      - bands:\n" + rows


LARGE: dict[str, File] = {
    "too long": ("too-long:1", WHOLE + "# " + "x" * LONGEST),
    "line breaks without end": ("too-long:1", WHOLE + "\n" * LONGEST),
    "many nodes": ("too-long:4", HEAD + "notes: [" + "a, " * (MOST_NODES + 5) + "a]\n"),
    "many empty braces": ("too-long:4", HEAD + "limits: [" + "{}, " * MOST_NODES + "]\n"),
    "many documents": ("second-document:3", "---\na: b\n" * 10_000),
    "many comments and nothing else": ("missing:1", "# a\n" * 60_000),
    "a long list": ("too-many:1", HEAD + FIGURES + "limits: [" + "5, " * 3_000 + "5]\n" + LEVEL),
    "many unknown keys": ("too-long:4980", WHOLE + "".join(f"key{n}: 1\n" for n in range(20_000))),
    "long unknown keys": ("too-long:1", WHOLE + "".join(f"{'k' * 90}{n}: 1\n" for n in range(4_000))),
    "the same key again and again": ("duplicate-key:30", WHOLE + "currency: EUR\n" * 10_000),
    "an endless key": ("not-yaml:30", WHOLE + "k" * 100_000 + ": 1\n"),
    "an endless word": ("unknown-range:14", typed("at least 90", "at least " + "9" * 100_000)),
    "an endless number": ("not-a-number:17", typed("below: 90", "below: " + "9" * 100_000)),
    "an endless fraction": ("not-a-number:17", typed("below: 90", "below: 0." + "3" * 100_000)),
    "an endless name of a level": ("odd-name:18", WHOLE.replace("  late:\n", "  " + "l" * 61 + ":\n")),
    "an endless line of dashes": ("not-a-mapping:1", "-" * 200_000),
    "an endless row of quotes": ("not-yaml:30", typed('"1"', "'" * 100_001)),
    "blanks before the end of a range": ("unknown-range:14", typed("at least 90", "at least" + " " * 100_000 + "90")),
    "the word and without end": ("two-edges:14", typed("at least 90", "at least 90" + " and at least 90" * 10_000)),
}
DEEP: dict[str, File] = {
    "deep brackets": ("too-deep:1", "contract: " + "[" * 100_000),
    "deep braces": ("too-deep:1", "contract: " + "{a: " * 50_000),
    "deep dashes": ("too-deep:1", "- " * 100_000),
    "deep indentation": ("too-deep:25", "".join(" " * n + "a:\n" for n in range(700))),
    "deep question marks": ("too-deep:1", "? " * 50_000),
    "deep and closed again": ("too-deep:1", "contract: " + "[" * 5_000 + "]" * 5_000 + "\n"),
    "deep conditions": (
        "too-deep:17",
        PAYS + "      - {when: " + "{not: " * 22 + "missed" + "}" * 22 + ", penalty: 5}\n",
    ),
    "an endless bracket": ("not-an-expression:17", PAYS + "      - {below: 90, penalty: " + "(" * 390 + "}\n"),
    "deep functions": (
        "not-an-expression:17",
        PAYS + "      - {below: 90, penalty: " + "abs(" * 60 + "fee" + ")" * 60 + "}\n",
    ),
    "deep signs": ("not-an-expression:17", PAYS + "      - {below: 90, penalty: " + "-" * 390 + "5}\n"),
}
MUCH_WORK: dict[str, File] = {
    "an endless formula": ("not-an-expression:17", PAYS + "      - {below: 90, penalty: " + "fee+" * 50_000 + "fee}\n"),
    "many levels with slips": ("too-many:1", HEAD + FIGURES + "service_levels:\n" + SLIPS),
    "many long slips": (
        "too-many:1",
        HEAD
        + "figures:\n"
        + "".join(f"  {'ab' * 28}{n}: {{unit: calls}}\n" for n in range(300))
        + "service_levels:\n"
        + "".join(f"  l{n}: {{measure: {'ba' * 28}{n}, better: lower, {MISSING}}}\n" for n in range(300)),
    ),
    "many bands over each other": (
        "too-many:1",
        bands("".join(f"          - {{below: {n}, penalty: 5}}\n" for n in range(1_200))),
    ),
    "many bands side by side, and a slip": (
        "bands-overlap:1068",
        bands("".join(f"          - {{at least: {n}, below: {n + 1}, penalty: 5}}\n" for n in range(1_050)))
        + "          - {at least: 5, below: 6, penalty: 5}\n",
    ),
    "many points side by side, and a slip": (
        "bands-overlap:1219",
        PAYS
        + "      - lookup: down\n        rows:\n"
        + "".join(f"          - {{at: {n}, penalty: 5}}\n" for n in [*range(1_200), 7]),
    ),
    "many dates": (
        "too-many-texts:1",
        WHOLE.replace("2026-01-01", "1900-01-01").replace("at least 90", f"{{{DATES}}}"),
    ),
    "many readings": ("too-many-texts:1", WHOLE + READINGS_OF_MANY),
    "many answers and dates": (
        "too-many-texts:1",
        WHOLE.replace("at least 90", "{" + ", ".join(f"2026-{m:02}-01: at least {m}" for m in range(1, 13)) + "}")
        + "readings:\n"
        + "".join(f"  r{n}: {{says: Which?, choices: {{a: x, b: y, c: z}}}}\n" for n in range(6)),
    ),
    "many levels in a ring": (
        "circular:11",
        HEAD
        + FIGURES
        + "service_levels:\n"
        + "".join(f"  l{n}: {{clause: 1, measure: l{(n + 1) % 700}, better: lower, {MISSING}}}\n" for n in range(700)),
    ),
    "a chain of amounts without a beginning": (
        "units-do-not-fit:17",
        BASE + "amounts:\n  a0: b\n" + "".join(f"  a{n}: a{n - 1}\n" for n in range(1, 4_000)),
    ),
    "a hundred amounts on each other": (
        "too-deep:67",
        BASE + "amounts:\n  a0: fee\n" + "".join(f"  a{n}: a{n - 1} + a{n - 1}\n" for n in range(1, 100)),
    ),
    "every level asks every other": (
        "circular:11",
        HEAD
        + FIGURES
        + "service_levels:\n"
        + "".join(f"  l{n}: {{measure: {{points: all}}, better: lower, {MISSING}}}\n" for n in range(480)),
    ),
    "many limits over many levels, and a slip": (
        "unknown-level:1012",
        HEAD
        + FIGURES
        + "service_levels:\n"
        + levels(250, "{above: 5, penalty: 5}")
        + "limits:\n"
        + "  - {on: penalties, at most: 6}\n" * 750
        + "  - {on: penalties, at most: 6, levels: lo}\n",
    ),
    "many examples of nothing": (
        "too-many:1",
        WHOLE + "examples:\n" + "  - {period: 2026-03, given: {x: 1}, pays: {net: 0}}\n" * 750,
    ),
}
SIZE: dict[str, File] = LARGE | DEEP | MUCH_WORK
HARMLESS: dict[str, str] = {
    "dates inside dates": typed("at least 90", "{2026-01-01: " * 20 + "at least 90" + "}" * 20),
    "as much work as may be": WHOLE.replace(
        "at least 90", "{" + ", ".join(f"2026-{m:02}-01: at least {m + 50}" for m in range(1, 5)) + "}"
    )
    + "readings:\n"
    + "".join(f"  r{n}: {{says: Which?, choices: {{a: x, b: y, c: z}}}}\n" for n in range(4)),
    "as long as may be": WHOLE + "notes: " + "x" * (LONGEST - len(WHOLE) - 10),
    "a chain of shares": PAYS + "      - {below: 90, penalty: " + "1 % of " * 55 + "fee}\n",
    "three centuries of statements": typed("2027-01-01", "2199-01-01") + "statement: day\n",
    "many bands side by side": bands(
        "".join(f"          - {{at least: {n}, below: {n + 1}, penalty: 5}}\n" for n in range(1_050))
    ),
    "many prices by the piece": HEAD + FIGURES + "service_levels:\n" + levels(450, "{each: calls, penalty: 5}"),
    "many prices by many amounts": HEAD
    + FIGURES
    + "service_levels:\n"
    + "".join(
        f"  l{n}: {{clause: 1, measure: calls, better: lower, {MISSING}, pays: [{{above: 5, penalty: a{n}}}]}}\n"
        for n in range(330)
    )
    + "amounts:\n"
    + "".join(f"  a{n}: {n} % of fee\n" for n in range(330)),
    "many limits over many levels": HEAD
    + FIGURES
    + "service_levels:\n"
    + levels(250, "{above: 5, penalty: 5}")
    + "limits:\n"
    + "  - {on: penalties, at most: 6}\n" * 750,
    "many levels in one pool": HEAD
    + FIGURES
    + "service_levels:\n"
    + levels(450, "{above: 5, penalty: share of risk}")
    + "pools:\n  risk: {of: fee, weights: {"
    + ", ".join(f"l{n}: 0.1" for n in range(450))
    + "}}\n",
    "a level made of a level, hundreds of times": HEAD
    + FIGURES
    + "service_levels:\n"
    + "".join(
        f"  l{n}: {{clause: 1, measure: {f'l{n - 1} + 1' if n else 'calls'}, better: lower, {MISSING}}}\n"
        for n in range(450)
    ),
    "many sites": HEAD
    + FIGURES.replace("{unit: calls}", "{unit: calls, by: site}")
    + LEVEL
    + "dimensions: {site: ["
    + ", ".join(f"s{n}" for n in range(4_000))
    + "]}\n",
    "many holidays": BASE + "holidays: [" + ", ".join(["2026-12-25"] * 9_000) + "]\n",
    "numbers as large as may be": PAYS
    + "      - {below: 90, penalty: "
    + " * ".join(["999999999999999.999999999999999"] * 11)
    + "}\n",
}
"""Odd, and yet contracts: they must be read as quickly."""
