"""What a level came to, in words: the result with its numbers, and whether the target was reached."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never
from zoneinfo import ZoneInfo

from sla.contract.expression import Binary, Expression, Number, names, wording
from sla.contract.model import Absent, Formula, Level, MetShare, OverLast, Points
from sla.contract.phrases import counted, range_in_words, said
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import Measurement, State
from sla.values import shown


class Results:
    """The results of one level in words. What is the same in every window is put into words once."""

    __slots__ = ("aim", "formula", "level", "names", "zone")

    def __init__(self, level: Level, zone: ZoneInfo) -> None:
        """`zone` is where clocks count the hours of a window."""
        self.level = level
        self.zone = zone
        expression = level.measure.expression if isinstance(level.measure, Formula) else Number(Decimal(0))
        self.names = names(expression)
        self.formula = wording(_without_hundred(expression))
        self.aim = range_in_words(level.target, level.unit) if level.target is not None else ""

    def result(self, evaluation: Evaluation) -> str:
        """`6,640 / 10,000 = 66.4 %.`, or why there is no result."""
        here, level = evaluation.measurement, self.level
        if here.result is None:
            return _without_result(level, evaluation)
        match level.measure:
            case Formula():
                return self.computed(here, here.result)
            case Points():
                parts = [f"{shown(points)} from {said(name)}" for name, points in here.inputs if points]
                return f"{', '.join(parts) or 'No points'}: {counted(here.result, level.unit)} in all."
            case MetShare(source):
                met, windows = (shown(count) for _, count in here.inputs)
                return f"{met} of {windows} windows of {said(source)} met = {counted(here.result, level.unit)}."
            case OverLast(source, how, 0):
                ((_, results),) = here.inputs
                many = counted(results, "results")
                return f"The {how} of {many} of {said(source)} = {counted(here.result, level.unit)}."
            case OverLast(_, how):
                parts = [f"{shown(result)} ({window})" for window, result in here.inputs]
                return f"The {how} of {', '.join(parts)} = {counted(here.result, level.unit)}."
            case _:
                assert_never(level.measure)

    def computed(self, here: Measurement, result: Decimal) -> str:
        """The formula with the numbers of the window, and what it comes to."""
        known = dict(here.inputs)
        if "days" in self.names:
            known["days"] = Decimal(here.window.days)
        if "clock_hours" in self.names:
            known["clock_hours"] = here.window.hours(self.zone)
        text = self.formula(lambda name: shown(known[name]) if name in known else said(name))
        exactly = shown(here.unrounded) if here.unrounded is not None else ""
        same = "" if text == exactly else f"{text} = "
        if here.unrounded is not result and here.unrounded != result:
            return f"{same}{exactly}, rounded to {counted(result, self.level.unit)}."
        return f"{same}{counted(result, self.level.unit)}."

    def target(self, evaluation: Evaluation) -> str:
        """Whether the target was reached, as `Target at least 70 %: missed`."""
        level, outcome, target = self.level, evaluation.outcome, evaluation.target
        grades = f" ({', '.join(evaluation.grades)})" if evaluation.grades else ""
        if outcome is Outcome.UNKNOWN:
            return _undecided(evaluation.measurement)
        if not evaluation.priced:
            since = f"priced from {level.priced_from}"
            return f"Measured, not yet priced: {since}." if level.priced else "Measured, not priced."
        if outcome is Outcome.EXCUSED:
            return "Excused."
        if target is None:
            return f"Graded{grades}." if grades else ""
        aim = self.aim if target is level.target else range_in_words(target, level.unit)
        return f"Target {aim}: {outcome.value}{grades}."


def _undecided(here: Measurement) -> str:
    needed = here.missing if here.result is not None else ()
    if not needed:
        return "Nothing is decided until then."
    return f"Nothing is decided until {', '.join(map(said, needed))} is known."


def _without_hundred(expression: Expression) -> Expression:
    """A share reads as `part / whole`; that it is in per cent is said by its unit."""
    match expression:
        case Binary("/", Binary("*", Number(value, _), part), whole) if value == 100:
            return Binary("/", part, whole)
        case _:
            return expression


def _without_result(level: Level, evaluation: Evaluation) -> str:
    here = evaluation.measurement
    names = ", ".join(map(said, here.missing))
    match here.state:
        case State.NOTHING_REPORTED:
            return _answered(f"{names} not reported", level.nothing_reported)
        case State.ZERO_DENOMINATOR:
            return _answered("Nothing to divide by", level.zero_denominator)
        case State.CONTRADICTORY:
            return _capital(f"{names} reported more than once where one value counts.")
        case State.WAITING | State.MEASURED:
            return _capital(f"{names} not decided yet.")
        case State.RELIEVED:
            return _capital(f"{names} reported, and by the relief granted none of it counts.")
        case _:
            assert_never(here.state)


def _answered(why: str, answer: Absent) -> str:
    """Why there is no result, and what the contract makes of it; holding is said where nothing is decided."""
    counts = {
        Absent.HOLD: "",
        Absent.NOT_MEASURED: "; by the contract this is not measured",
        Absent.MET: "; by the contract this counts as met",
        Absent.MISSED: "; by the contract this counts as missed",
        Absent.WORST_BAND: "; by the contract this counts as the worst band",
    }
    return f"{_capital(why)}{counts[answer]}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
