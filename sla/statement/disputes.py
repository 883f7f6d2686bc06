"""Open disputes in words: what is payable now, between what the rest lies, and what each outcome would come to.

The page of a period and its statement say the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from sla.contract.model import Contract
from sla.evaluation.model import Evaluation
from sla.settlement.disputed import Branch, Disputed
from sla.settlement.model import Settlement
from sla.statement import wording
from sla.statement.decision import Say, in_english, owed, who
from sla.statement.model import Claim, InDispute, Prospect
from sla.values import Money, Period

SHOWN = 16
"""How many outcomes are written out one by one."""
NAMED = 3
"""How many levels are named that come out another way."""


def in_dispute(contract: Contract, found: Disputed, claims: tuple[Claim, ...]) -> InDispute:
    """The disputes of a period as they are shown: `claims` are the disputes themselves, in their order."""
    standing, period = found.branches[0].settlement, found.branches[0].settlement.period
    return InDispute(
        claims=claims,
        prospects=tuple(
            Prospect(_upheld(each), _differs(contract, standing, each.settlement, period), each.net)
            for each in _shown(found)
        ),
        undisputed=found.undisputed,
        lowest=found.lowest,
        highest=found.highest,
        computed=len(found.branches),
        outcomes=found.outcomes,
    )


def rows(
    said: InDispute, customer: str, vendor: str, say: Say = in_english, *, restated: bool = False
) -> tuple[tuple[str, str], ...]:
    """What is payable now and what is not, as rows of words and amounts; amounts are in English figures.

    Of a period that is `restated` part may be paid by an earlier statement: then it is what is owed for all of it.
    """

    def owes(net: Money) -> str:
        return f"{who(customer, vendor, net, say)}{f' {wording.money(owed(net))}' if net else ''}"

    if said.undisputed is None:
        now = say("Not known while {number} disputes are open", number=len(said.claims))
    elif not said.undisputed and said.lowest != said.highest:
        now = say("Nothing: all of it depends on the decisions")
    else:
        now = owes(said.undisputed)
    whole = say("Owed for the whole period, whatever is decided")
    payable = (whole if restated else say("Payable now, whatever is decided"), now)
    if said.lowest == said.highest:
        return payable, (say("In dispute"), say("Nothing: the amount is the same under each outcome"))
    best = ((customer, said.lowest), (vendor, said.highest))
    return payable, *((say("At best for {party}", party=name), owes(net)) for name, net in best)


def computed(said: InDispute) -> str:
    """How much of it was computed, in a sentence."""
    if said.computed < said.outcomes:
        return (
            f"Of {said.outcomes:,} outcomes {said.computed} were computed: none, each alone, all but each, and all. "
            "Another combination may lie outside of this."
        )
    shown = len(said.prospects)
    extent = f"; {shown} of them are written out" if shown < said.outcomes else ""
    return f"All {said.outcomes} outcomes were computed from the contract and the figures{extent}."


def _upheld(branch: Branch) -> str:
    """`None of them`, `Dispute 2`, `Disputes 1 and 2`."""
    names = [str(number) for number in branch.upheld]
    if not names:
        return "None of them"
    return f"Dispute{'s' if len(names) > 1 else ''} {wording.listed(names)}"


def _shown(found: Disputed) -> tuple[Branch, ...]:
    """All outcomes, or of many none, each alone, all, and both ends."""
    if len(found.branches) <= SHOWN:
        return found.branches
    sizes = (0, 1, len(found.numbers))
    ends = [next(each for each in found.branches if each.net == net) for net in (found.lowest, found.highest)]
    return tuple(each for each in found.branches if len(each.upheld) in sizes or each in ends)


def _differs(contract: Contract, standing: Settlement, now: Settlement, period: Period) -> str:
    """`Answered within 30 seconds: excused, not missed (60 %)`, for each level that comes out another way."""
    found = list(_differing(contract, standing, now, period))
    more = f"; {len(found) - NAMED} more" if len(found) > NAMED else ""
    return "; ".join(found[:NAMED]) + more


def _differing(contract: Contract, standing: Settlement, now: Settlement, period: Period) -> Iterator[str]:
    before = {_place(each): each for each in standing.evaluations}
    for each in now.evaluations:
        other = before.get(_place(each))
        if other is None or (other.outcome, other.measurement.result) == (each.outcome, each.measurement.result):
            continue
        level = contract.index.get(each.measurement.level)
        title, unit = (level.title, level.unit) if level else (each.measurement.level, "")
        window = each.measurement.window
        where = [wording.scope(each.measurement.scope), "" if window == period else window.label]
        name = ", ".join(filter(None, (title, *where)))
        measured = each.measurement.result != other.measurement.result
        yield f"{name}: {_said(each, unit, measured)}, not {_said(other, unit, measured)}"


def _place(of: Evaluation) -> tuple[object, ...]:
    return of.measurement.level, of.measurement.window, of.measurement.scope


def _said(of: Evaluation, unit: str, measured: bool) -> str:
    result = of.measurement.result
    return f"{of.outcome} ({wording.number(result, unit)})" if measured and result is not None else f"{of.outcome}"
