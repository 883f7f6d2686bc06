"""Random sequences of commands: most of them sensible where the month stands, some by the wrong person or in the wrong
place. A sequence follows from its number alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.operations.house import NOW
from tests.proof.commands import FIGURE, MONTHS, PEOPLE, PLACES, Command, Round
from tests.proof.reckoned import LEVELS, Asked, Sent
from tests.proof.rulebook import Rulebook

LENGTH = 70
PARTNERS = {"north": "pat", "south": "sam"}
NEXT = {
    "open": ("submit", "submit", "submit", "extend", "ask"),
    "submitted": (*["settle"] * 6, "submit", "extend", "ask"),
    "settled": (*["approve"] * 8, "reopen", "ask", "ask", "correct"),
    "approved": (*["issue"] * 7, "number", "reopen", "ask"),
    "issued": ("restate", "restate", "ask", "ask", "ask", "correct", "submit"),
}
"""What is worth trying, by the stage."""
EVERY = (*dict.fromkeys(act for acts in NEXT.values() for act in acts), "close", "drop")


def drawn(seed: int, length: int = LENGTH) -> tuple[Command, ...]:
    """The sequence of that number."""
    dice, rules = Random(seed), Rulebook(NOW)
    found = list(_begun(dice, rules))
    for each in found:
        rules.tried(each)
    while len(found) < length:
        found.append(_command(dice, rules))
        rules.tried(found[-1])
    return tuple(found)


def _begun(dice: Random, rules: Rulebook) -> Iterator[Command]:
    """Some sequences begin where a month or two are issued, or nearly."""
    for month in MONTHS[: dice.choice((0, 1, 1, 2, 2))]:
        which = ("north", month)
        yield Command("submit", "pat", *which, sent=_sent(dice, rules.latest(*which)))
        yield Command("settle", "mia", *which)
        yield Command("approve", "max", *which)
        yield Command("approve", "fay", *which)
        yield Command(dice.choice(("issue", "issue", "number")), "fred", *which)


def _command(dice: Random, rules: Rulebook) -> Command:
    if dice.random() < 0.04:
        return Command("clock", days=dice.choice((1, 1, 3, 7)))
    if rules.matters and dice.random() < 0.2:
        return _answer(dice, rules)
    place = dice.choices(PLACES, (4, 1))[0]
    here = rules.latest(place, dice.choices(MONTHS, (4, 3, 2))[0])
    if dice.random() < 0.5:  # what is next in line
        here = next((each for month in MONTHS if (each := rules.latest(place, month)).stage != "issued"), here)
    wild = dice.random() < 0.2
    act = dice.choice(EVERY if wild else NEXT[here.stage])
    if not wild and here.cites and dice.random() < 0.5:
        again = here.stage == "submitted" and here.sent == here.cites.sent
        act = "submit" if again else "drop" if dice.random() < 0.2 else act
    if not wild and dice.random() < 0.05:
        act = "close"
    return _made(dice, rules, act, _who(dice, rules, act, here), here)


def _who(dice: Random, rules: Rulebook, act: str, here: Round) -> str:
    """Mostly somebody who may."""
    if dice.random() < 0.12:
        return dice.choice(tuple(PEOPLE))
    if act == "ask":
        return dice.choice((PARTNERS[here.place], PARTNERS[here.place], "mia", "max", "fay"))
    if act == "correct":
        return PARTNERS[here.place]
    if act == "close":
        return dice.choice(("mia", "max", "fay", "fred"))
    able = [who for who in PEOPLE if rules.may("issue" if act == "number" else act, who, here)]
    return dice.choice(able or tuple(PEOPLE))


def _made(dice: Random, rules: Rulebook, act: str, who: str, here: Round) -> Command:
    seen = dice.choices((0, 1, -1), (6, 3, 0.5))[0]
    says = "" if dice.random() < 0.02 else f"reason {dice.randrange(100)}"
    match act:
        case "submit":
            return Command(act, who, here.place, here.month, sent=_sent(dice, here))
        case "correct":
            return Command(act, who, here.place, here.month, sent=_sent(dice, here), says=says)
        case "extend":
            return Command(act, who, here.place, here.month, days=dice.choice((-1, 0, 1, 5, 20)))
        case "ask":
            kind = "waiver" if who == "fay" else dice.choice(("relief", "relief", "dispute", "dispute", "waiver"))
            asked = _asked(dice, kind)
            if rules.matters and dice.random() < 0.06:  # what is asked for already, perhaps
                kind, asked = rules.matters[-1].kind, rules.matters[-1].asked
            if asked.sent:
                return Command("correct", who, here.place, here.month, sent=asked.sent, says=says)
            return Command(act, who, here.place, here.month, kind=kind, asked=asked, says=says)
        case _:
            return Command(act, who, here.place, here.month, seen=seen, says=says)


def _sent(dice: Random, here: Round) -> Sent | None:
    if dice.random() < 0.03:
        return None
    if here.sent and dice.random() < 0.15:
        return here.sent[-1]
    return Sent(dice.choice((500, 600, 600, 640, 660, 700, 810)), dice.choice((2, 2, 9, 9, 11, 11, 15, 15, 20, None)))


def _asked(dice: Random, kind: str) -> Asked:
    if dice.random() < 0.04:  # what may not be asked for under this name, or does not fit
        kind = dice.choice(("relief", "dispute", "waiver"))
    level = "nonsense" if dice.random() < 0.02 else dice.choice(LEVELS)
    if kind == "waiver":
        way = "incentive" if dice.random() < 0.1 else "penalty"
        return Asked("waive", level, way, dice.choice((0, 0, 10000, 33333)), dice.choice(("goodwill", "our fault")))
    if kind == "dispute" and dice.random() < 0.3:
        return Asked("answer", says=dice.choice(("light", "heavy", "heavy", "absurd")))
    cause = "" if kind == "dispute" else dice.choice(("", "storm", "storm", "strike", "flood"))
    how = dice.choice(("whole", "first", "less"))
    if how != "less":
        return Asked(how, level, says=cause)
    figure = dice.choice((*FIGURE.values(), FIGURE.get(level, ""), FIGURE.get(level, "")))
    return Asked(how, level, figure, dice.choice((-150, -50, -5, 1, 5, 5, 0)), cause)


def _answer(dice: Random, rules: Rulebook) -> Command:
    still = [at for at, each in enumerate(rules.matters) if each.state == "open"]
    matter = dice.randrange(len(rules.matters) + (dice.random() < 0.03))
    matter = dice.choice(still) if still and dice.random() < 0.7 else matter
    act = dice.choice(("decide", "decide", "decide", "decide", "withdraw", "say"))
    who = dice.choice(("mia", "max", "mia", "max", "pat", "sam", "fay", "fred"))
    says = "" if dice.random() < 0.03 else f"answer {dice.randrange(100)}"
    if matter >= len(rules.matters):
        return Command(act, who, matter=matter, says=says)
    known = rules.matters[matter]
    partner = PARTNERS[known.round.place]
    if dice.random() < 0.8 and known.kind != "waiver":
        vendor = (known.side == "vendor") == (act == "withdraw")
        who = partner if vendor else dice.choice(("mia", "max"))
    granted = dice.choice((known.asked, known.asked, _part(dice, known.asked), None)) if act == "decide" else None
    return Command(act, who, known.round.place, known.round.month, asked=granted, matter=matter, says=says)


def _part(dice: Random, asked: Asked) -> Asked:
    """Less than was asked for, or something else."""
    match asked.how:
        case "whole" | "first":
            return Asked("first" if asked.how == "whole" else "whole", asked.level, says=asked.says)
        case "less":
            much = dice.choice((0, asked.much - 1, asked.much + 20))
            return Asked("less", asked.level, asked.figure, much, asked.says)
        case "figures":
            return asked
        case "waive":
            return Asked("waive", asked.level, asked.figure, dice.choice((5000, 20000)), asked.says)
        case _:
            return Asked("answer", says=dice.choice(("light", "heavy")))
