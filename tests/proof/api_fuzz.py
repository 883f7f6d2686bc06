"""The machines' door under requests that nobody would send: whatever comes in, nothing breaks on our side.

`python -m tests.proof.api_fuzz [EXAMPLES]`. Schemathesis reads the door's own description and makes so many requests
for each address, half of them as it says and half against it, by machines of every role; names in addresses are real
ones, foreign ones and random ones. An answer is wrong if it is one of 500 and above, or not as described.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import response_schema_conformance

from sla.config import Config
from sla.cycle.token import Scope
from sla.operations.agreements import open_period
from sla.operations.tokens import Granted, grant
from sla.web import create_app
from tests.operations.house import APRIL, MARCH, MAY, NOW, House, administrator, built

EXAMPLES = 60
NAMES: dict[str, tuple[object, ...]] = {
    "series": ("north", "NORTH", "south", "nowhere"),
    "period": (MARCH, APRIL, MAY, "2026-13"),
    "number": ("NORTH-0001", "NORTH-0002", "NORTH-9999"),
    "matter": (1, 2, 99),
    "version": (1, 2, 99),
    "kind": ("csv", "json", "xlsx", "ubl", "cii", "beancount"),
    "person": (1, 2, 99),
    "draft": (1, 99),
    "customer": (1, 2),
    "contract": ("harbour", "nowhere"),
    "act": ("settle", "approve", "issue", "reopen", "restate", "drop"),
}
"""Names that mean something in the books; in every other request they are left as they were made up."""
BYSTANDERS = "sla.web"


@dataclass(slots=True)
class Tally:
    """What was asked, what came back, and what was wrong: for each address the first of each kind."""

    requests: int = 0
    addresses: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    """What our own log says of answers of 500."""


class _Listening(logging.Handler):
    def __init__(self, into: list[str]) -> None:
        super().__init__()
        self.into = into

    def emit(self, record: logging.LogRecord) -> None:
        self.into.append(f"{record.getMessage()}: {record.exc_info and record.exc_info[1]!r}")


@contextmanager
def furnished(folder: Path) -> Iterator[tuple[Flask, tuple[str, ...]]]:
    """The door over a house with an issued month, a sent one and an open one; and tokens of everybody in it."""
    url = f"sqlite:///{folder / 'house.sqlite'}"
    house = built(url, folder)
    house.issued()
    house.sent(APRIL)
    open_period(house.books, house.north.id, MAY, by=house.mia, at=NOW)
    config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(folder / "instance")})
    app = create_app(config, press=house.press, clock=lambda: NOW)
    yield app, tuple(_tokens(house))
    app.extensions["sla"].books.close()
    house.books.close()


def _tokens(house: House) -> Iterator[str]:
    ada = administrator(house.books, house.mia)
    for person in (house.pat, house.mia, house.fay, house.audrey, house.sam, ada):
        granted = grant(house.books, "fuzz", tuple(Scope), 30, by=person, at=NOW)
        assert isinstance(granted, Granted)
        yield granted.secret


def fuzzed(app: Flask, tokens: tuple[str, ...], examples: int, only: str = "") -> Tally:
    """So many requests to every address, or to one."""
    tally = Tally()
    listener = _Listening(tally.broken)
    logging.getLogger(BYSTANDERS).addHandler(listener)
    try:
        schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
        operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
        # Whoever revokes the tokens that ask, or shuts their people out, is answered nothing more.
        for operation in sorted(operations, key=lambda each: "{token}" in each.path or "{person}" in each.path):
            if only not in ("", operation.path):
                continue
            tally.addresses += 1
            for mode in GenerationMode:
                _tried(tally, operation.as_strategy(mode), tokens, max(1, examples // 2))
    finally:
        logging.getLogger(BYSTANDERS).removeHandler(listener)
    return tally


def _tried(tally: Tally, cases: st.SearchStrategy[Case[Any]], tokens: tuple[str, ...], examples: int) -> None:
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases, st.sampled_from(tokens), st.booleans(), st.data())
    def ask(case: Case[Any], token: str, known: bool, data: st.DataObject) -> None:
        if known:
            for name in case.path_parameters:
                if name in NAMES:
                    case.path_parameters[name] = data.draw(st.sampled_from(NAMES[name]))
        told: dict[str, Any] = {"Authorization": f"Bearer {token}"}
        if known:
            told["If-Match"] = "*"
        for name, of in told.items():
            case.headers[name] = of
        answer = case.call()
        tally.requests += 1
        tally.statuses[answer.status_code] += 1
        try:
            case.validate_response(answer, checks=[not_a_server_error, response_schema_conformance])
        except (Failure, FailureGroup) as wrong:
            where = f"{case.method} {case.path} {answer.status_code}"
            tally.wrong.setdefault(where, f"{where}: {str(wrong)[:1500]}\n{case.as_curl_command()[:600]}")

    ask()


def main(examples: int) -> int:
    """Everything, and the figures."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, furnished(Path(folder)) as (app, tokens):
        tally = fuzzed(app, tokens, examples)
    for said in (*tally.wrong.values(), *dict.fromkeys(tally.broken)):
        print(said)
    statuses = ", ".join(f"{count} x {status}" for status, count in sorted(tally.statuses.items()))
    errors = sum(count for status, count in tally.statuses.items() if status >= 500)
    print(f"{tally.addresses} addresses, {tally.requests} requests in {time.monotonic() - started:.0f} s: {statuses}")
    print(f"{errors} server errors, {len(tally.wrong)} kinds of answers that are not as described")
    return 1 if tally.wrong or tally.broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES))
