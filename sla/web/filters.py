"""How pages write money, periods, moments and states: the statement's own wording, for templates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo

from flask import Flask
from markupsafe import Markup

from sla.contract.model import Direction
from sla.cycle import Person, Role, Stage
from sla.statement import wording
from sla.values import Money, Period, Saying
from sla.web.tongues import PSEUDO, exact, language, lazy, said, speaking
from sla.web.tongues import gettext as _

STAGES = tuple(stage for stage in Stage if stage is not Stage.DROPPED)
"""The way of a period. A restatement that came to nothing leaves it."""
STAGE_WORDS = {
    Stage.OPEN: lazy("Open"),
    Stage.SUBMITTED: lazy("Sent"),
    Stage.SETTLED: lazy("Settled"),
    Stage.APPROVED: lazy("Approved"),
    Stage.ISSUED: lazy("Issued"),
    Stage.DROPPED: lazy("Dropped"),
}
STAGE_SHAPES = (
    ("open", ""),
    ("submitted", "M8 8V1.5A6.5 6.5 0 0 1 14.5 8Z"),
    ("settled", "M8 1.5A6.5 6.5 0 0 1 8 14.5Z"),
    ("approved", "M8 8V1.5A6.5 6.5 0 1 1 1.5 8Z"),
    ("issued", "M8 1.5A6.5 6.5 0 1 1 7.99 1.5Z"),
    ("dropped", "M4 7.25h8v1.5h-8Z"),
)
"""A disc that fills by quarters, so that grey paper tells the stages apart; what was dropped is crossed out."""
STAGE_ACTS = {
    Stage.OPEN: lazy("the vendor sends figures"),
    Stage.SUBMITTED: lazy("a vendor manager settles"),
    Stage.SETTLED: lazy("a second vendor manager and finance approve"),
    Stage.APPROVED: lazy("finance issues the statement"),
    Stage.ISSUED: lazy("nothing is left to do"),
    Stage.DROPPED: lazy("nothing is left to do"),
}
ROLES = {
    Role.PARTNER: lazy("vendor"),
    Role.MANAGER: lazy("vendor manager"),
    Role.FINANCE: lazy("finance"),
    Role.AUDITOR: lazy("auditor"),
    Role.ADMINISTRATOR: lazy("administrator"),
}
_OUTCOMES = frozenset({"met", "missed", "unknown", "excused"})


def _numbers(text: str) -> str:
    return speaking().numbers(text)


def money(amount: Money) -> str:
    """`GBP 1,234.50`, as the visitor's language writes it."""
    return _numbers(wording.money(amount))


def figures(amount: Money) -> str:
    """`1,234.50`, for a column that names its currency once."""
    return _numbers(wording.figures(amount))


def balance(net: Money) -> str:
    """`−1,234.50`, `+265.50`, `0.00`."""
    return _numbers(wording.balance(net))


def signed(amount: Money, direction: Direction) -> str:
    """An amount with the sign that it has in the net."""
    return _numbers(wording.signed(amount, direction))


def day(when: date) -> str:
    """`31 March 2026`."""
    return when.isoformat() if exact() else speaking().when(wording.day(when))


def outcome_word(outcome: str) -> str:
    """`Met`, `No figures yet`."""
    return said(wording.OUTCOMES[outcome]) if outcome in wording.OUTCOMES else str(outcome).capitalize()


def owes(net: Money) -> str:
    """A net amount in words: `Vendor owes GBP 1,234.50`, `Vendor is owed GBP 20.00`, `Nothing is owed`."""
    if not net:
        return _("Nothing is owed")
    if net.amount < 0:
        return _("Vendor owes %(amount)s", amount=money(-net))
    return _("Vendor is owed %(amount)s", amount=money(net))


def direction(net: Money) -> str:
    """Which way a net amount goes, in one word for a narrow cell."""
    if not net:
        return _("nothing")
    return _("owes") if net.amount < 0 else _("is owed")


def tone(net: Money) -> str:
    """The class that colours a net amount: `owes`, `earns` or none."""
    return "" if not net else "owes" if net.amount < 0 else "earns"


def size(net: Money) -> str:
    """The amount without currency and sign, beside a word that says its direction; empty for nothing."""
    return figures(-net if net.amount < 0 else net) if net else ""


def short(period: Period) -> str:
    """`Apr 2015` for a month, its label otherwise."""
    words = f"{period.start:%b %Y}" if len(period.key) == 7 and "Q" not in period.key else period.label
    return speaking().when(words)


def moment(when: datetime, zone: tzinfo = UTC) -> str:
    """`4 April 2026, 09:12 BST`."""
    if exact():
        return when.astimezone(zone).isoformat(" ", "minutes")
    return speaking().when(wording.moment(when, zone))


def iso_day(when: datetime, zone: tzinfo = UTC) -> str:
    """`2026-04-04`, for a form."""
    return when.astimezone(zone).date().isoformat()


def stage_steps(stage: Stage) -> tuple[tuple[Stage, str], ...]:
    """Every stage with its place on the way: `done`, `now` or `ahead`."""
    way = (*STAGES, stage) if stage not in STAGES else STAGES
    here = way.index(stage)
    places = ("done" if index < here else "now" if index == here else "ahead" for index in range(len(way)))
    return tuple(zip(way, places, strict=True))


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop; a name as `calls_offered` keeps its small letter."""
    if not text:
        return ""
    first = text[:1] if "_" in text.split(maxsplit=1)[0] else text[:1].upper()
    return stopped(first + text[1:])


def stopped(text: str) -> str:
    """The text with a full stop, if it has no other end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def lower_first(text: str) -> str:
    """The text as it goes on inside a sentence."""
    return f"{text[:1].lower()}{text[1:]}" if text[1:2].islower() else text


SHAPES: dict[str, Callable[[str], str]] = {
    "": str,
    "sentence": sentence,
    "stopped": stopped,
    "title": lambda text: sentence(text).rstrip("."),
}
"""How what the core says stands on a page."""


def marked(text: object, shape: str = "") -> str:
    """What the core says, in the visitor's language and in the shape asked for; marked where it stays English."""
    words = said(text)
    if isinstance(text, Saying):
        return SHAPES[shape](words)
    stays = language() not in {"en", PSEUDO} and words == speaking().numbers(str(text)) and re.search("[a-z]{2}", words)
    shaped = SHAPES[shape](words)
    return Markup('<span lang="en">{}</span>').format(shaped) if stays else shaped


def held_roles(person: Person) -> str:
    """What somebody is, in words."""
    return ", ".join(str(words) for role, words in ROLES.items() if person.is_a(role))


def install(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(
        money=money,
        figures=figures,
        balance=balance,
        signed=signed,
        day=day,
        when=lambda text: speaking().when(text),
        said=marked,
        count=lambda number: _numbers(f"{number:,}"),
        matter_name=lambda matter: f"{SHAPES['title'](said(matter.kind))} {matter.number}",
        moment=moment,
        iso_day=iso_day,
        owes=owes,
        direction=direction,
        size=size,
        tone=tone,
        short=short,
        sentence=sentence,
        stopped=stopped,
        held_roles=held_roles,
        lower_first=lower_first,
        stage_word=lambda stage: STAGE_WORDS[Stage(stage)],
        role=lambda role: ROLES[Role(role)],
        stage_acts=lambda stage: STAGE_ACTS[Stage(stage)],
        stage_steps=stage_steps,
        outcome_word=outcome_word,
        outcome_sign=lambda outcome: wording.SIGNS.get(outcome, "–"),
        outcome_class=lambda outcome: str(outcome) if outcome in _OUTCOMES else "",
    )
    app.jinja_env.globals.update(stage_shapes=STAGE_SHAPES)
