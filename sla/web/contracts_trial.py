"""What a draft would have paid: every agreement on its contract under the text in force and under the draft.

A page holds so many agreements as are computed while somebody waits; where scripts run, the others follow by
themselves. One agreement is shown period by period and line by line, and all of it is there as a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, make_response, render_template, request, stream_with_context

from sla.cycle import Agreement
from sla.operations import backtest
from sla.operations.backtest import Since, Trial, Weighed
from sla.operations.contract_drafts import Looked
from sla.values import Findings, plain
from sla.web.contracts_editor import load
from sla.web.security import WITH_REQUESTS
from sla.web.tongues import lazy
from sla.web.visitor import desk, found, me

pages = Blueprint("contracts_trial", __name__)
AT_ONCE = 10
"""Agreements on one page."""
SPANS = (("12", lazy("The last 12 periods")), ("all", lazy("The whole history")))
SINCE = (
    (Since.ALWAYS, lazy("As if it had always been the text")),
    (Since.EFFECTIVE, lazy("From the day on which it takes effect")),
)
COLUMNS = (
    *("agreement", "vendor", "period", "currency", "clause", "level", "window", "scope", "direction"),
    *("in_force", "draft", "adds_for_vendor", "why_in_force", "why_draft"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    since: Since
    span: str
    after: int

    @classmethod
    def of_address(cls) -> Asked:
        """The same with what is not said, or not known, left at the first choice."""
        since, span = request.args.get("since", ""), request.args.get("span", "")
        return cls(
            Since(since) if since in set(Since) else Since.ALWAYS,
            span if span in dict(SPANS) else SPANS[0][0],
            max(0, request.args.get("after", 0, type=int)),
        )

    @property
    def last(self) -> int | None:
        """How many periods, counted from the last one; None for all."""
        return int(self.span) if self.span.isdigit() else None

    @property
    def named(self) -> dict[str, str]:
        """What stands in an address besides the place in the list."""
        return {"since": self.since, "span": self.span}


@pages.get("/contracts/drafts/<int:draft>/trial")
def page(draft: int) -> Response:
    """Every agreement in a row, with what all its periods come to."""
    looked, asked = load(draft), Asked.of_address()
    here = looked.agreements[asked.after : asked.after + AT_ONCE]
    rows = [(each, _tried(looked, each, asked)) for each in here]
    answer = make_response(
        render_template(
            "contract-trial.html",
            looked=looked,
            draft=looked.draft,
            asked=asked,
            rows=rows,
            count=len(looked.agreements),
            shown=asked.after + len(here),
            spans=SPANS,
            since=SINCE,
            currency=looked.judged.definition.currency if looked.judged.definition else "",
        )
    )
    answer.headers["Content-Security-Policy"] = WITH_REQUESTS
    return answer


@pages.get("/contracts/drafts/<int:draft>/trial/<series>")
def one(draft: int, series: str) -> str:
    """One agreement, period by period and line by line."""
    looked, asked = load(draft), Asked.of_address()
    agreement = found(next((each for each in looked.agreements if each.series == series.upper()), None))
    trial = _tried(looked, agreement, asked)
    return render_template(
        "contract-trial-one.html",
        looked=looked,
        draft=looked.draft,
        asked=asked,
        agreement=agreement,
        trial=None if isinstance(trial, Findings) else trial,
        refusal=trial if isinstance(trial, Findings) else None,
        spans=SPANS,
        since=SINCE,
        currency=looked.judged.definition.currency if looked.judged.definition else "",
    )


@pages.get("/contracts/drafts/<int:draft>/trial.csv")
def table(draft: int) -> Response:
    """Every line that changes, of every agreement; it is sent while it is computed."""
    looked, asked = load(draft), Asked.of_address()
    answer = Response(stream_with_context(_lines(looked, asked)), mimetype="text/csv")
    name = f"{looked.draft.contract or 'contract'}-trial-{asked.since}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _tried(looked: Looked, agreement: Agreement, asked: Asked) -> Trial | Findings:
    return backtest.tried_on(desk().books, looked, agreement, asked.since, asked.last, by=me())


def _lines(looked: Looked, asked: Asked) -> Iterator[bytes]:
    from sla.records.exports import csv_rows  # heavy, and needed here only

    yield csv_rows([COLUMNS], begins=True)
    for each in looked.agreements:
        trial = _tried(looked, each, asked)
        if isinstance(trial, Trial):
            yield csv_rows(row for weighed in trial.periods for row in _rows(each, weighed))


def _rows(agreement: Agreement, weighed: Weighed) -> Iterator[tuple[str, ...]]:
    for each in weighed.moved:
        change = each.change
        yield (
            agreement.series,
            agreement.vendor.name,
            weighed.now.period.key,
            weighed.now.currency,
            change.clause,
            change.level,
            _span(change.window.start, change.window.last_day),
            ", ".join(f"{name} {of}" for name, of in change.scope),
            change.direction,
            plain(change.before.amount),
            plain(change.now.amount),
            plain(change.net.amount),
            each.before,
            each.now,
        )


def _span(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"
