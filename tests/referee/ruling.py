"""The referee: one period after another, from the contract's text and the reported rows to what is owed.

Slow, and meant to be checked by reading. It shares the reading of contracts with the engine and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from sla.contract.definition import Definition
from sla.contract.model import (
    Band,
    Bands,
    Direction,
    Each,
    EarnBack,
    Flat,
    InARow,
    Level,
    Lookup,
    Remainder,
    Rule,
    Steps,
)
from sla.values import Period
from tests.referee.arithmetic import rounded
from tests.referee.cents import round_all
from tests.referee.days import closing, whole
from tests.referee.facts import establish
from tests.referee.history import moments, streak
from tests.referee.limits import limit_all
from tests.referee.prices import pools_under, price
from tests.referee.records import Case, Fact, Hit, Owed, Row, Ruling, Scope, Span, Spot, Unknown
from tests.referee.reported import spot_of

NOTHING = Fraction(0)
PENALTY, INCENTIVE = str(Direction.PENALTY), str(Direction.INCENTIVE)


def rule_on(
    definition: Definition,
    rows: Sequence[Row],
    periods: Sequence[Span],
    readings: Mapping[str, str] | None = None,
    met: Counter[str] | None = None,
) -> list[Ruling]:
    """What every period comes to, each with those before it as its past; `met` counts the rules that had an effect."""
    rulings: list[Ruling] = []
    reported: dict[str, list[Row]] = {}
    for row in rows:
        reported.setdefault(row.figure, []).append(row)
    term = (definition.term.start, definition.term.end)
    for span in periods:
        facts: dict[str, list[Fact]] = {}
        for fact in (fact for ruling in rulings for fact in ruling.facts):
            facts.setdefault(fact.level, []).append(fact)
        contract = definition.on(Period(*span), readings)
        rulings.append(
            rule(Case(contract, span, term, reported, list(rulings), facts, Counter() if met is None else met))
        )
    return rulings


def rule(case: Case) -> Ruling:
    """One period: facts, prices, limits, one rounding, what is returned, what is brought and carried forward."""
    facts = establish(case)
    lines = [line for fact in facts for line in priced(case, fact)]
    round_all(case, lines, limit_all(case, lines))
    lines = brought_forward(case) + lines + earned_back(case, lines)
    lines += left_over(case, lines)
    says = [(each.clause, each.says) for each in case.contract.consequences if moments(case, each.when)]
    return Ruling(case.span, lines, facts, says)


def priced(case: Case, fact: Fact) -> list[Owed]:
    """A line for every tariff that applies and is worth money; where none is, a line that says so."""
    level = next(level for level in case.contract.levels if level.key == fact.level)
    lines = [line for hit in fact.hits if (line := line_of(case, level, fact, hit))]
    if lines or (not level.pays and level.window.every == "event"):
        return lines
    if not level.pays:
        return [Owed(level.clause, level.key, fact.span, fact.scope, fact.outcome, PENALTY, "credit", NOTHING)]
    first = level.pays[0]
    clause, direction = level.clause or first.clause, str(first.direction)
    return [Owed(clause, level.key, fact.span, fact.scope, fact.outcome, direction, first.kind, NOTHING)]


def line_of(case: Case, level: Level, fact: Fact, hit: Hit) -> Owed | None:
    """The line of one tariff, or None where it is worth points or nothing."""
    rule = level.pays[hit.rule]
    row, following = rows_of(rule, hit)
    if row.value is None:
        return None
    direction = str((isinstance(row, Band) and row.direction) or rule.direction)
    clause = (isinstance(row, Band) and row.clause) or rule.clause or level.clause
    spot = spot_of(case, level, fact.span, fact.scope, fact.result)
    waits, owed = False, NOTHING
    try:
        owed = max(price(case, row.value, spot), NOTHING)
        if following is not None:
            then = max(price(case, following.value, spot), NOTHING) if following.value is not None else NOTHING
            same = following.direction is None or following.direction == direction
            owed += hit.toward * ((then if same else -then) - owed)
    except Unknown:
        waits, owed = True, NOTHING
    if owed < 0:
        direction, owed = {PENALTY: INCENTIVE, INCENTIVE: PENALTY}[direction], -owed
    kind = rule.kind if direction == rule.direction else {PENALTY: "credit", INCENTIVE: "bonus"}[direction]
    line = Owed(clause, level.key, fact.span, fact.scope, fact.outcome, direction, kind, NOTHING, waits=waits)
    line.exact, line.rule = owed * hit.quantity * hit.scale, hit.rule
    formulas = [each.value for each in (row, following) if each is not None and each.value is not None]
    line.pools = tuple(pool for formula in formulas for pool in pools_under(formula))
    return line


def rows_of(rule: Rule, hit: Hit) -> tuple[Band | Flat | Steps | Each, Band | None]:
    """What a tariff is priced by: a row of its table, with the next one where the result lies between the two."""
    if isinstance(rule.tariff, Bands | Lookup):
        rows = rule.tariff.rows
        return rows[hit.row or 0], rows[(hit.row or 0) + 1] if hit.toward else None
    return rule.tariff, None


def earned_back(case: Case, lines: list[Owed]) -> list[Owed]:
    """Penalties that go back to the vendor, each only once under a clause; what rounds to nothing did not go back."""
    found = []
    for rule in case.contract.earn_backs:
        for span, scope in returned_windows(case, rule):
            back, whose = NOTHING, []
            for line in [line for ruling in case.before for line in ruling.lines] + lines:
                mine = line.direction == PENALTY and line.level and (not rule.levels or line.level in rule.levels)
                inside = span[0] <= line.span[0] and line.span[1] <= span[1] and set(scope) <= set(line.scope)
                if mine and inside and rule.clause not in line.returned:
                    back += line.amount
                    whose.append(line)
            back = rounded(back * Fraction(rule.part) / 100, case.contract.money)
            if back > 0:
                for line in whose:
                    line.returned.add(rule.clause)
                found.append(Owed(rule.clause, "", span, scope, "", INCENTIVE, "earn-back", back, back))
    return found


def returned_windows(case: Case, rule: EarnBack) -> list[tuple[Span, Scope]]:
    """The window that the streak put an end to, or the longer window that closes now; and whose penalties go back."""
    found = []
    for moment, scope in moments(case, rule.when):
        if rule.within is not None:
            found += [(span, scope) for span in closing(rule.within, case.span, case.term)]
        elif isinstance(rule.when, InARow):
            _, broken = streak(case, rule.when, moment[1], scope)
            found += [(broken.span, scope)] if broken is not None else []
    return list(dict.fromkeys(found))


def brought_forward(case: Case) -> list[Owed]:
    """What the statement before carried into this one."""
    last = case.before[-1].lines if case.before else []
    carried = [line for line in last if not line.level and line.kind == "carry" and line.direction == INCENTIVE]
    carried = [line for line in carried if line.amount]
    return [Owed(line.clause, "", case.span, (), "", PENALTY, "carry", line.amount, line.amount) for line in carried]


def left_over(case: Case, lines: list[Owed]) -> list[Owed]:
    """What a net credit exceeds its invoice by, where that is carried or lost."""
    terms = case.contract.terms
    owed = sum((line.amount if line.direction == PENALTY else -line.amount for line in lines), NOTHING)
    ends = terms.remainder is Remainder.CARRY and case.span[1] == case.term[1]
    if terms.against is None or terms.remainder is Remainder.PAY or ends or owed <= 0:
        return []
    kind = "carry" if terms.remainder is Remainder.CARRY else "forfeit"
    line = Owed(terms.remainder_clause or terms.statement_clause, "", case.span, (), "", INCENTIVE, kind, NOTHING)
    try:
        spot = Spot(case.span, whole(terms.statement, case.span[0], case.term))
        line.exact = owed - max(rounded(price(case, terms.against, spot), case.contract.money), NOTHING)
    except Unknown:
        line.waits = True
        return [line]
    line.amount = line.exact
    return [line] if line.exact > 0 else []
