"""What a month comes to, worked out a second time: by hand for one contract, and by nothing that the program uses.

The contract is the house's, with days to dispute, a cause that has to be asked for in time, and an open question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.operations.house import TEXT

TERMS = (
    TEXT.replace("due: 30 days}", "due: 30 days, dispute: 5 business days, answer: 3 business days}")
    .replace("penalty: 333.33}", "penalty: {if complaint is light: 333.33, if complaint is heavy: 444.44}}")
    .replace(
        "figures:\n",
        """\
holidays: [2026-05-25, 2026-07-10]
relief:
  storm: {clause: "9.1", says: A storm., ask within: 30 business days}
  strike: {clause: "9.2", says: A strike.}
readings:
  complaint:
    says: Clause 5.2 does not say what a complaint costs.
    clause: "5.2"
    choices: {light: a third of a thousand, heavy: more than that}
    chosen: light
figures:
""",
        1,
    )
)
CALLS = 1000
"""Every month has as many, of which some are answered in time."""
PRICE = {"light": 33333, "heavy": 44444}


@dataclass(frozen=True, slots=True)
class Sent:
    """What the vendor says of a month: calls answered in time, and complaints, if it says so."""

    answered: int
    complaints: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: `whole`, `first` or `less` of a level; to `waive` its amount; `answer`, `figures`: others.

    `much` is how much a figure counts less, or the cents that are let go at the most (0: all).
    """

    how: str
    level: str = ""
    figure: str = ""
    much: int = 0
    says: str = ""
    """The cause, the reason of a waiver, or the answer."""
    sent: Sent | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One level of a month: result, outcome, and cents, above zero where the vendor owes them."""

    result: Fraction | None
    outcome: str
    owed: int


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A month: both levels, and what is let go of each: level, cents and reason."""

    levels: tuple[Judged, Judged]
    let_go: tuple[tuple[str, int, str], ...] = ()

    @property
    def net(self) -> int:
        """In cents, below zero where the vendor owes."""
        return sum(cents if self._penalty(level) else -cents for level, cents, _ in self.let_go) - sum(
            each.owed for each in self.levels
        )

    @property
    def waiting(self) -> bool:
        """Whether something is not known."""
        return any(each.outcome == "unknown" for each in self.levels)

    def _penalty(self, level: str) -> bool:
        return self.levels[LEVELS.index(level)].owed > 0


LEVELS = ("answered_in_time", "complaints")


def reckoned(months: Sequence[tuple[str, Sent]], granted: Mapping[str, Sequence[Asked]]) -> Reckoning:
    """The last of some months in a row, given what was granted in each, in the order in which it was asked for."""
    before, found = "", Reckoning((Judged(None, "", 0), Judged(None, "", 0)))
    heavy = [each.says for month, _ in months for each in granted.get(month, ()) if each.how == "answer"]
    for month, sent in months:
        here = granted.get(month, ())
        time = _in_time(_counted(sent.answered, LEVELS[0], here), here, before)
        before = time.outcome if time.outcome != "excused" else before
        fewer = None if sent.complaints is None else _counted(sent.complaints, LEVELS[1], here)
        few = _few(fewer, here, PRICE[heavy[-1] if heavy else "light"])
        found = Reckoning((time, few), tuple(_let_go((time, few), here)))
    return found


def _counted(value: int, level: str, granted: Sequence[Asked]) -> int:
    for each in granted:
        if each.how == "less" and each.level == level:
            value -= min(each.much, value)
    return value


def _in_time(answered: int, granted: Sequence[Asked], before: str) -> Judged:
    result = Fraction(100 * answered, CALLS)
    outcome = _outcome(result >= 70, LEVELS[0], granted)
    if outcome == "excused":
        return Judged(result, outcome, 0)
    twice = 2 if (before, outcome) == ("missed", "missed") else 1
    return Judged(result, outcome, 250000 * twice if result < 65 else -100000 if result > 80 else 0)


def _few(complaints: int | None, granted: Sequence[Asked], price: int) -> Judged:
    if complaints is None:
        excused = any(each.how == "whole" and each.level == LEVELS[1] for each in granted)
        return Judged(None, "excused" if excused else "unknown", 0)
    outcome = _outcome(complaints <= 10, LEVELS[1], granted)
    return Judged(Fraction(complaints), outcome, price if outcome == "missed" else 0)


def _outcome(met: bool, level: str, granted: Sequence[Asked]) -> str:
    excuses = ("whole",) if met else ("whole", "first")
    if any(each.how in excuses and each.level == level for each in granted):
        return "excused"
    return "met" if met else "missed"


def _let_go(levels: tuple[Judged, Judged], granted: Sequence[Asked]) -> list[tuple[str, int, str]]:
    left = {name: each.owed for name, each in zip(LEVELS, levels, strict=True)}
    found = []
    for each in granted:
        if each.how == "waive" and left[each.level] > 0:
            cents = min(left[each.level], each.much or left[each.level])
            left[each.level] -= cents
            found.append((each.level, cents, each.says))
    return found
