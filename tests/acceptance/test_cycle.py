"""The steps of the features about the cycle: people of a customer and its vendors, told in the trade's words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from sla.cycle import next_step
from sla.cycle.matter import Kind, Matter
from sla.measurement.relief import Relief, Whole
from sla.operations import asking
from sla.operations.accepting import accept_lines
from sla.operations.agreements import open_period
from sla.operations.claims import settle_claim
from sla.operations.deciding import approve_period, reopen_period, settle_period
from sla.operations.issuing import issue_statement, numbered
from sla.operations.pages import Scorecard, list_statements, portfolio, scorecard, sent_file, statement, trial_balance
from sla.operations.restating import restate_period
from sla.operations.submitting import Preview, preview, send_figures
from sla.statement.recompute import recompute
from sla.values import Findings
from tests.acceptance.tale import MONTHS, Tale, on, tale
from tests.measurement.reports import span
from tests.operations.furnished import house, house_url, postgres_house, sqlite_house
from tests.operations.house import NOW, figures

__all__ = ["house", "house_url", "postgres_house", "sqlite_house", "tale"]

pytestmark = pytest.mark.usefixtures("house")

scenarios("cycle")


@given("Harbour City buys from Northline and Southcall:")
def the_cast(tale: Tale, datatable: list[list[str]]) -> None:
    companies = {person.organisation for person in tale.names.values()}
    assert len(companies) == 4
    for name, _, role in datatable[1:]:
        assert tale[name].roles == {role}


@given("Harbour City buys from Northline and Southcall")
def the_house(tale: Tale) -> None:
    assert (tale.house.north.vendor.name, tale.house.south.vendor.name) == ("Northline", "Southcall")


@given(parsers.parse("{month} is open"))
def opened(tale: Tale, month: str) -> None:
    assert not isinstance(open_period(tale.house.books, *on(tale, month), by=tale.house.mia, at=NOW), Findings)


@given(parsers.parse("{month} is settled on {answered:d} of {calls:d} calls in time"))
def settled(tale: Tale, month: str, answered: int, calls: int) -> None:
    tale.house.settled(MONTHS[month], figures(MONTHS[month], calls, answered))


@given(parsers.parse("{month} is issued"))
@when(parsers.parse("{month} is issued"))
def is_issued(tale: Tale, month: str) -> None:
    for by in (tale.house.max, tale.house.fay):
        approve_period(tale.house.books, *on(tale, month), by=by, at=NOW)
    issued = issue_statement(tale.house.books, tale.house.press, *on(tale, month), by=tale.house.fay, at=NOW)
    assert not isinstance(issued, Findings), issued


@given(parsers.parse("{name} reports {answered:d} of {calls:d} calls in time for {month}"))
@when(parsers.parse("{name} reports {answered:d} of {calls:d} calls in time for {month}"))
def reports(tale: Tale, name: str, answered: int, calls: int, month: str) -> None:
    content = figures(MONTHS[month], calls, answered)
    tale.did(send_figures(tale.house.books, *on(tale, month), "figures.csv", content, by=tale[name], at=NOW))


@given(parsers.parse('{name} sends a file for {month} that says "{row}"'))
@when(parsers.parse('{name} sends a file for {month} that says "{row}"'))
def sends(tale: Tale, name: str, month: str, row: str) -> None:
    content = f"when,calls,answered,complaints\n{row}\n".encode()
    tale.did(send_figures(tale.house.books, *on(tale, month), "figures.csv", content, by=tale[name], at=NOW))


@when(parsers.parse("{name} looks at what {answered:d} of {calls:d} calls in time would come to in {month}"))
def looks(tale: Tale, name: str, answered: int, calls: int, month: str) -> None:
    content = figures(MONTHS[month], calls, answered)
    tale.did(preview(tale.house.books, *on(tale, month), "figures.csv", content, by=tale[name], at=NOW))


@given(parsers.parse("{name} settles {month}"))
@when(parsers.parse("{name} settles {month}"))
def settles(tale: Tale, name: str, month: str) -> None:
    tale.did(settle_period(tale.house.books, *on(tale, month), by=tale[name], at=NOW))


@given(parsers.parse("{name} approves {month}"))
@when(parsers.parse("{name} approves {month}"))
def approves(tale: Tale, name: str, month: str) -> None:
    tale.did(approve_period(tale.house.books, *on(tale, month), by=tale[name], at=NOW))


@when(parsers.re('(?P<name>[A-Z][a-z]+) reopens (?P<month>[A-Z][a-z]+) because "(?P<reason>.*)"'))
def reopens(tale: Tale, name: str, month: str, reason: str) -> None:
    tale.did(reopen_period(tale.house.books, *on(tale, month), reason, by=tale[name], at=NOW))


@when(parsers.re('(?P<name>[A-Z][a-z]+) restates (?P<month>[A-Z][a-z]+) because "(?P<reason>.*)"'))
def restates(tale: Tale, name: str, month: str, reason: str) -> None:
    tale.did(restate_period(tale.house.books, *on(tale, month), reason, by=tale[name], at=NOW))


def card(tale: Tale, month: str) -> Scorecard:
    found = scorecard(tale.house.books, *on(tale, month), by=tale.house.audrey, at=NOW)
    assert found is not None
    return found


ASKS = parsers.re(
    '(?P<name>[A-Z][a-z]+) (?P<act>asks for relief of|disputes) the whole level "(?P<level>.+)" in (?P<month>.+)'
)


@given(ASKS)
@when(ASKS)
def asks(tale: Tale, name: str, act: str, level: str, month: str) -> None:
    number, key = on(tale, month)
    kind, what = Kind.DISPUTE if act == "disputes" else Kind.RELIEF, Relief(level, span(key), Whole(), "storm")
    made = asking.ask(tale.house.books, number, key, kind, what, "a storm", by=tale[name], at=NOW)
    tale.asked, tale.answer = (made, tale.answer) if isinstance(made, Matter) else (None, made)


@when(parsers.parse("{name} accepts every line of {month}"))
def accepts(tale: Tale, name: str, month: str) -> None:
    keys = [each.key for each in card(tale, month).lines]
    tale.did(accept_lines(tale.house.books, *on(tale, month), keys, by=tale[name], at=NOW))


@then(parsers.parse("{amount} of {month} is payable whatever is decided"))
def payable(tale: Tale, amount: str, month: str) -> None:
    said = card(tale, month).in_dispute
    assert str(said and said.undisputed) == amount


DECIDES = parsers.re("(?P<name>[A-Z][a-z]+) (?P<how>grants|refuses) it")


@given(DECIDES)
@when(DECIDES)
def decides(tale: Tale, name: str, how: str) -> None:
    assert tale.asked is not None
    granted = tale.asked.asked if how == "grants" else None
    tale.did(asking.decide(tale.house.books, tale.asked.id, granted, "so it was", by=tale[name], at=NOW))


@when(parsers.parse("{name} records that USD {amount} of {number} was paid"))
def records(tale: Tale, name: str, amount: str, number: str) -> None:
    tale.did(settle_claim(tale.house.books, number, Decimal(amount), NOW.date(), "ERP 7", by=tale[name], at=NOW))


@when(parsers.parse("{name} withdraws it"))
def withdraws(tale: Tale, name: str) -> None:
    assert tale.asked is not None
    tale.did(asking.withdraw(tale.house.books, tale.asked.id, by=tale[name], at=NOW))


@then(parsers.parse("it is worth {amount} to the vendor"))
def is_worth(tale: Tale, amount: str) -> None:
    assert tale.asked is not None
    period, number = tale.asked.period.key, tale.asked.number
    looked = asking.look(tale.house.books, tale.house.north.id, period, number, by=tale.house.audrey)
    assert looked is not None
    assert looked.priced is not None
    assert str(looked.priced.difference) == amount


@when(parsers.re("(?P<name>[A-Z][a-z]+) issues (?P<month>[A-Z][a-z]+)"))
def issues(tale: Tale, name: str, month: str) -> None:
    tale.did(issue_statement(tale.house.books, tale.house.press, *on(tale, month), by=tale[name], at=NOW))


@given(parsers.parse("the power fails while {name} issues {month}"))
def interrupted(tale: Tale, name: str, month: str) -> None:
    taken = numbered(tale.house.books, tale.house.press, *on(tale, month), by=tale[name], at=NOW)
    assert not isinstance(taken, Findings), taken


@then(parsers.parse('{month} is "{stage}" and waits for {whom}'))
def waits(tale: Tale, month: str, stage: str, whom: str) -> None:
    cycle = card(tale, month).cycle
    assert cycle.stage == stage
    roles = next_step(cycle).roles
    assert (" and ".join(f"the {role}" for role in roles) or "nobody") == whom


@then(parsers.parse("{month} comes to {amount}"))
def comes_to(tale: Tale, month: str, amount: str) -> None:
    (cell,) = (each for each in portfolio(tale.house.books, by=tale.house.pat) if each.period.key == MONTHS[month])
    assert cell.result is not None
    assert str(cell.result.net) == amount


@then(parsers.parse("it would come to {amount}"))
def would_come_to(tale: Tale, amount: str) -> None:
    assert isinstance(tale.answer, Preview)
    assert str(tale.answer.settlement.net) == amount


@then(parsers.parse("version {version:d} of {month} still says {answered:d} of {calls:d} calls in time"))
def still_says(tale: Tale, version: int, month: str, answered: int, calls: int) -> None:
    file = sent_file(tale.house.books, *on(tale, month), version, by=tale.house.pat)
    assert file is not None
    assert file.content == figures(MONTHS[month], calls, answered)


@then(parsers.parse('it is refused: "{message}"'))
def is_refused(tale: Tale, message: str) -> None:
    assert isinstance(tale.answer, Findings), tale.answer
    assert [finding.message for finding in tale.answer] == [message]


@then(parsers.parse('the remedy is "{remedy}"'))
def remedy_is(tale: Tale, remedy: str) -> None:
    assert isinstance(tale.answer, Findings), tale.answer
    assert [finding.remedy for finding in tale.answer] == [remedy]


@then("it is refused with what was found in which row and column")
def is_refused_at_a_place(tale: Tale) -> None:
    assert isinstance(tale.answer, Findings), tale.answer
    (finding,) = tale.answer
    assert (finding.place.row, finding.place.heading, finding.found) == (2, "calls", "many")


@then(parsers.parse("statement {number} is net {amount}"))
def statement_is(tale: Tale, number: str, amount: str) -> None:
    issued = statement(tale.house.books, number, by=tale.house.pat)
    assert issued is not None
    assert str(issued.net) == amount
    assert tale.house.press.taken(issued.sha256).startswith(number.encode())


@then("there is no statement yet")
def no_statement(tale: Tale) -> None:
    assert list_statements(tale.house.books, by=tale.house.fay) == ()
    assert trial_balance(tale.house.books, by=tale.house.fay) == ()


@then(parsers.parse("the calculation inside {number} gives the same amounts again"))
def same_amounts(tale: Tale, number: str) -> None:
    issued = statement(tale.house.books, number, by=tale.house.pat)
    assert issued is not None
    answer = recompute(tale.house.press.taken(issued.sha256).partition(b"\n")[2])
    assert not isinstance(answer, Findings), answer
    claimed, again = answer
    assert claimed == again


@then("the books hold:")
def the_books(tale: Tale, datatable: list[list[str]]) -> None:
    balances = trial_balance(tale.house.books, by=tale.house.audrey)
    assert [[str(each.account), str(each.total)] for each in balances] == datatable[1:]
    assert sum(each.total.minor for each in balances) == 0


@then(parsers.parse("{name} sees {month} at {amount}, its file and its statement"))
def sees(tale: Tale, name: str, month: str, amount: str) -> None:
    (cell,) = portfolio(tale.house.books, by=tale[name])
    assert cell.result is not None
    assert str(cell.result.net) == amount
    assert sent_file(tale.house.books, *on(tale, month), 1, by=tale[name]) is not None
    assert statement(tale.house.books, cell.number, by=tale[name]) is not None


@then(parsers.parse("{name} sees nothing of {month}"))
def sees_nothing(tale: Tale, name: str, month: str) -> None:
    assert portfolio(tale.house.books, by=tale[name]) == ()
    assert scorecard(tale.house.books, *on(tale, month), by=tale[name], at=NOW) is None
    assert sent_file(tale.house.books, *on(tale, month), 1, by=tale[name]) is None
    assert list_statements(tale.house.books, by=tale[name]) == ()
