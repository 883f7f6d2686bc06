"""The limits of a contract in plain sentences."""

from __future__ import annotations

from sla.contract.expression import Number
from sla.contract.lists import listed
from sla.contract.longer import rests_on
from sla.contract.model import Contract, Direction, Limit, Reach, Shared
from sla.contract.phrases import conditional, led_by, said, title_of, value
from sla.contract.vocabulary import window_in_words
from sla.values import Saying, Window, joined
from sla.values.window import Every

_SHARED = {
    Shared.PRO_RATA: Saying("what is more is cut from all of them in proportion"),
    Shared.IN_ORDER: Saying("what is more is cut from the later ones in the order of this text"),
    Shared.LARGEST_FIRST: Saying("what is more is cut from the smaller ones"),
}
_OF_ONE_KIND = {
    Direction.PENALTY: Saying("what is more is cut from the penalties in proportion"),
    Direction.INCENTIVE: Saying("what is more is cut from the incentives in proportion"),
}
_CUT = {Direction.PENALTY: Saying("penalties"), Direction.INCENTIVE: Saying("incentives")}
_NET = {
    Direction.PENALTY: Saying("penalties less incentives"),
    Direction.INCENTIVE: Saying("incentives less penalties"),
}


def limit_in_words(contract: Contract, limit: Limit) -> str:
    """A limit as a sentence, led by its clause; a second one says of which figures it is made."""
    text = _ceiling(contract, limit)
    if limit.when:
        text = Saying("{when}, {limit}", when=conditional(contract, limit.when, ""), limit=text)
    sentence = led_by(limit.clause, Saying("{Limit}.", limit=text))
    base = _base(contract, limit)
    return joined([sentence, base], " ") if base else sentence


def _what(contract: Contract, limit: Limit) -> Saying:
    """What is limited: `penalties from “Answered” for each site in a month`."""
    what = (_NET if limit.net else _CUT)[limit.on]
    if limit.levels:
        levels = listed([title_of(contract, key) for key in limit.levels])
        what = Saying("{penalties} from {levels}", penalties=what, levels=levels)
    if limit.per:
        what = Saying("{penalties} for each {name}", penalties=what, name=said(limit.per))
    return Saying("{penalties} {within}", penalties=what, within=_within(limit.window))


def _ceiling(contract: Contract, limit: Limit) -> Saying:
    what = _what(contract, limit)
    if limit.lines == 1:
        return Saying("of {penalties} only the highest counts", penalties=what)
    if limit.lines is not None:
        return Saying("of {penalties} only the {number} highest count", penalties=what, number=str(limit.lines))
    if limit.over is not None:
        least = value(contract, limit.over)
        return Saying("{penalties} count only if they come to more than {amount}", penalties=what, amount=least)
    if isinstance(limit.at_most, Number) and not limit.at_most.value and not limit.net:
        if limit.on is Direction.PENALTY:
            return Saying("no {penalties} are owed", penalties=what)
        return Saying("no {penalties} are earned", penalties=what)
    most = value(contract, limit.at_most) if limit.at_most is not None else Saying("nothing")
    cut = _OF_ONE_KIND[limit.on] if limit.net and limit.shared is Shared.PRO_RATA else _SHARED[limit.shared]
    return Saying("{penalties} are at most {amount}; {cut}", penalties=what, amount=most, cut=cut)


def _within(window: Window) -> Saying:
    """`in a month`, `in an event`, `over the whole term`."""
    if window.every is Every.TERM:
        return Saying("over the whole term")
    if window.every is Every.EVENT:
        return Saying("in an event")
    return Saying("in a {window}", window=window_in_words(window))


def _base(contract: Contract, limit: Limit) -> Saying | None:
    """Of which figures a ceiling is made while its window is open."""
    if limit.lines is not None or not (figures := rests_on(contract, limit)):
        return None
    names, window = listed([said(name) for name in figures]), window_in_words(limit.window)
    if limit.base is Reach.WHOLE_WINDOW:
        return Saying(
            "For {figures} the figure of the whole {window} counts; until it is reported the amounts wait.",
            figures=names,
            window=window,
        )
    return Saying(
        "For {figures} the figures of the {window} count as far as they are reported by the end of each statement's "
        "period; what is cut stays cut when later figures leave room again.",
        figures=names,
        window=window,
    )
