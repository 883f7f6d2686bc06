"""How far ceilings are used up."""

from datetime import date
from decimal import Decimal

from sla.contract.definition import Definition, read
from sla.settlement.caps import Cap, caps
from sla.settlement.settle import settled_through
from sla.submission.figures import Entry, Figures
from sla.values import Period

TEXT = """\
contract: capped
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
figures:
  calls: {unit: calls}
  answered: {unit: calls}
  fee: {unit: money}
service levels:
  answered:
    clause: "4"
    measure: {share: answered, of: calls}
    target: at least 80
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - {when: missed, penalty: 4 % of fee}
limits:
  - {clause: "6.1", on: penalties, window: month, at most: 3 % of fee}
  - {clause: "6.2", on: penalties, window: term, at most: 5000.00}
  - {clause: "6.3", on: penalties, window: term, at most: 9000.00, when: {level: answered, is: met}}
"""


def month(number: int) -> Period:
    return Period(date(2026, number, 1), date(2026, number + 1, 1))


def capped(months: int) -> tuple[Cap, ...]:
    definition = read({"contract.yaml": TEXT})
    assert isinstance(definition, Definition), "\n".join(definition.sentences())
    given = (("calls", 100), ("answered", 70), ("fee", 84000))
    figures = Figures(
        Entry(month(number), name, Decimal(value)) for number in range(1, months + 1) for name, value in given
    )
    *past, now = settled_through(definition, figures, tuple(month(number) for number in range(1, months + 1)))
    return caps(definition.on(now.period), figures, now, past)


def shown(cap: Cap) -> tuple[str, ...]:
    return cap.clause, *(str(each.amount) for each in (cap.most, cap.before, cap.now))


def test_what_this_statement_and_those_before_it_have_used() -> None:
    assert [shown(each) for each in capped(1)] == [
        ("6.1", "2520.00", "0", "2520.00"),
        ("6.2", "5000.00", "0", "2520.00"),
    ]
    assert [shown(each) for each in capped(2)] == [
        ("6.1", "2520.00", "0", "2480.00"),
        ("6.2", "5000.00", "2520.00", "2480.00"),
    ]


def test_a_ceiling_on_a_condition_has_no_one_number() -> None:
    assert {each.clause for each in capped(3)} == {"6.1", "6.2"}
    assert [str(each.now.amount) for each in capped(3)] == ["0.00", "0.00"]
