"""From results to facts: outcome, grades, and which tariff applies how many times over."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import assert_never

from sla.contract.expression import Lookup, ZeroDenominator, compiled, names
from sla.contract.model import Absent, Contract, Each, Formula, Level, Range, once
from sla.contract.order import order
from sla.evaluation.composed import composed
from sla.evaluation.derived import derived
from sla.evaluation.history import Facts, Moment
from sla.evaluation.ladder import ladders
from sla.evaluation.model import Evaluation, Outcome
from sla.evaluation.relief import Excuses, excused
from sla.evaluation.story import Stories
from sla.evaluation.tariffs import WITHOUT_PRICE, absent, counted, hits, worth
from sla.measurement.measure import plans
from sla.measurement.model import Measurement
from sla.measurement.reading import Contradictory, Missing, reader
from sla.measurement.relief import granted
from sla.submission.figures import Figures
from sla.values import Period, exact, steady


def evaluate(
    contract: Contract,
    measurements: tuple[Measurement, ...],
    past: Stories | Iterable[Evaluation],
    figures: Figures,
    period: Period,
) -> tuple[Evaluation, ...]:
    """The facts of every level, each after those it needs; in the contract's order of levels.

    `past` holds the evaluations of earlier periods, oldest first. A gate may look at any level's outcome; a level
    may be made of other levels' outcomes, results or points (`order` puts them first, `derived` and `composed` make
    them).
    """
    excuses = Excuses(granted(figures))
    with exact():
        if not excuses.granted and (at_once := _at_once(contract, measurements)) is not None:
            return at_once
        alone = {} if excuses.granted else _alone(contract, measurements, figures)
        measured: dict[str, list[Measurement]] = {}
        for each in measurements:
            measured.setdefault(each.level, []).append(each)
        facts = Facts(past)
        for key, done_at_once in alone.items():
            facts.put(key, tuple(done_at_once))
        for step, key in order(contract):
            if key in alone:
                continue
            level = contract.level(key)
            if step == "hits":
                hit = (_with_hits(contract, level, each, facts, figures, excuses) for each in facts.current(key))
                facts.put(key, tuple(hit))
                continue
            done: list[Evaluation] = []
            for here in measured.get(key) or _of_others(contract, level, facts, figures, period):
                judged = excuses.over(_excused(level, _judged(contract, level, here, facts, figures), facts))
                done.append(_countable(contract, level, judged, figures))
                if level.moving is not None:  # the next window's target may be made of this result
                    facts.put(key, tuple(done))
            facts.put(key, tuple(done))
    return tuple([each for level in contract.levels for each in facts.current(level.key)])


@once
def _all_alone(contract: Contract) -> bool:
    """Whether every level is computed from figures, and judged by its own result alone."""
    return len(ladders(contract)) == len(plans(contract)) == len(contract.levels)


def _at_once(contract: Contract, measurements: Iterable[Measurement]) -> tuple[Evaluation, ...] | None:
    """Every evaluation, where all levels stand alone and each result is like one that was judged before."""
    if not _all_alone(contract):
        return None
    known = ladders(contract)
    found: list[Evaluation] = []
    for here in measurements:
        judged = known[here.level].on(here)
        if judged is None:
            return None
        found.append(judged)
    return tuple(found)


def _alone(contract: Contract, measurements: Iterable[Measurement], figures: Figures) -> dict[str, list[Evaluation]]:
    """The levels of which every result comes to what it comes to without anything else being asked."""
    known = ladders(contract)
    found: dict[str, list[Evaluation]] = {}
    asking: set[str] = set()
    for here in measurements:
        key = here.level
        if here.result is None or key not in known:
            asking.add(key)
            continue
        judged = known[key].on(here) or known[key].climb(here, _first(contract, key, here, figures))
        if key in found:
            found[key].append(judged)
        else:
            found[key] = [judged]
    for key in asking:
        found.pop(key, None)
    return found


def _first(contract: Contract, key: str, here: Measurement, figures: Figures) -> Evaluation:
    """What the first result of its kind comes to."""
    level = contract.level(key)
    judged = outcome(level, here)
    return _with_hits(contract, level, judged, Facts((), (judged,)), figures, Excuses(()))


def _of_others(
    contract: Contract, level: Level, facts: Facts, figures: Figures, period: Period
) -> tuple[Measurement, ...]:
    """The results of a level that is made of other levels, in every window that closes in the period."""
    windows = level.window.closing_in(period, contract.term)
    match level.measure:
        case Formula(_, ()):
            return ()
        case Formula(expression, others):
            made = (composed(contract, level, expression, others, facts, figures, window) for window in windows)
        case _:
            made = (derived(contract, level, facts, window) for window in windows)
    return tuple(each for several in made for each in several)


def _judged(contract: Contract, level: Level, here: Measurement, facts: Facts, figures: Figures) -> Evaluation:
    """The outcome by the target of the window; where that needs a figure that is missing, as if a result did."""
    try:
        return outcome(level, here, moving(contract, level, here, facts, figures))
    except Contradictory as twice:
        return outcome(level, here._replace(missing=(twice.name,)), Absent.HOLD)
    except Missing as needed:
        return outcome(level, here._replace(missing=(needed.name,)), level.nothing_reported)
    except ZeroDenominator:
        return outcome(level, here, level.zero_denominator)


def outcome(level: Level, measurement: Measurement, target: Range | Absent | None = None) -> Evaluation:
    """Met or missed, by the target; without a result, what the contract says of its absence.

    `target` stands in for the level's own where that moves; an `Absent` is its answer for a window without one.
    """
    priced = level.priced and (level.priced_from is None or measurement.window.start >= level.priced_from)
    aim = level.target if target is None else target
    result = measurement.result
    if result is None:
        return Evaluation(measurement, _absent(absent(level, measurement)), priced=priced)
    grades = tuple(grade.name for grade in level.grades if result in grade.range)
    if isinstance(aim, Absent):
        return Evaluation(measurement, _absent(aim), grades, priced=priced)
    if aim is None:
        return Evaluation(measurement, Outcome.NO_TARGET, grades, priced=priced)
    return Evaluation(measurement, Outcome.MET if result in aim else Outcome.MISSED, grades, priced=priced, target=aim)


def moving(
    contract: Contract, level: Level, here: Measurement, facts: Facts, figures: Figures
) -> Range | Absent | None:
    """The target of one window, where it is computed: from figures, and from the level's result before.

    The contract says what holds without an earlier result; with one, raises `Missing` or `ZeroDenominator`.
    """
    if level.moving is None or here.result is None:
        return None
    known_so_far = facts.backward(level.key, here.window, here.scope)
    earlier = next((each for each in known_so_far if each.measurement.window.end <= here.window.start), None)
    previous = earlier.measurement.exactly if earlier else None
    look = reader(contract, level, figures.of(level.key), here.window, here.scope)

    def known(name: str) -> Decimal:
        if name != "previous":
            return look(name)
        if previous is None:
            raise Missing(name)
        return previous

    try:
        for needed in (Contradictory, Missing):  # what is not there is said before what cannot be divided
            _ask(known, names(level.moving.aim), needed)
        aim = compiled(level.moving.aim)(known)
    except (Missing, ZeroDenominator):
        if previous is None:
            return level.moving.first
        raise
    aim = level.moving.rounding(aim) if level.moving.rounding else steady(aim)
    inside = level.moving.edge_in
    return Range(aim, inside) if level.moving.low else Range(None, True, aim, inside)


def _ask(look: Lookup, asked: Iterable[str], lacking: type[Missing]) -> None:
    """Raise the first want of one kind among some names."""
    for name in sorted(asked):
        try:
            look(name)
        except lacking:
            raise
        except Missing:
            continue


def _absent(answer: Absent) -> Outcome:
    match answer:
        case Absent.HOLD:
            return Outcome.UNKNOWN
        case Absent.NOT_MEASURED:
            return Outcome.NOT_MEASURED
        case Absent.MET:
            return Outcome.MET
        case Absent.MISSED | Absent.WORST_BAND:
            return Outcome.MISSED
        case _:
            assert_never(answer)


def _excused(level: Level, evaluation: Evaluation, facts: Facts) -> Evaluation:
    """The evaluation, or without an outcome while the level's excuse holds."""
    here = evaluation.measurement
    if level.excused is None or not Moment(facts, here.window, here.scope).holds(level.excused):
        return evaluation
    return excused(evaluation)


def _countable(contract: Contract, level: Level, evaluation: Evaluation, figures: Figures) -> Evaluation:
    """The evaluation, held where pieces that it is priced by cannot be counted.

    This is settled before anything asks for the outcome: a condition must not see one that is taken back.
    """
    if not evaluation.priced or evaluation.outcome in WITHOUT_PRICE:
        return evaluation
    here = evaluation.measurement
    try:
        for rule in level.pays:
            if isinstance(rule.tariff, Each):
                counted(rule.tariff.count, contract, level, here, figures)
    except Missing as missing:
        return evaluation._replace(outcome=Outcome.UNKNOWN, measurement=here._replace(missing=(missing.name,)))
    return evaluation


def _with_hits(
    contract: Contract, level: Level, evaluation: Evaluation, facts: Facts, figures: Figures, excuses: Excuses
) -> Evaluation:
    """The evaluation with every tariff that applies, and the points they are worth."""
    here = evaluation.measurement
    found = hits(contract, level, evaluation, Moment(facts, here.window, here.scope), figures)
    if not found:
        return evaluation
    points = sum((worth(level.pays[hit.rule], hit) for hit in found), Decimal(0))
    return evaluation._replace(hits=found, points=excuses.points(evaluation, points))
