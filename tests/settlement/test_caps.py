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


BOTH = """\
contract: both
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
figures:
  late: {unit: tickets, by: [site]}
  early: {unit: tickets}
service levels:
  late:
    clause: "4"
    measure: late
    by: [site]
    target: at most 0
    missing: {nothing reported: hold}
    pays:
      - {each: late, penalty: 100.00}
  early:
    clause: "5"
    measure: early
    better: higher
    missing: {nothing reported: hold}
    pays:
      - {each: early, incentive: 100.00}
limits:
  - {clause: "7.1", on: penalties, per: site, at most: 300.00}
  - {clause: "7.2", on: net penalties, window: term, at most: 1000.00}
"""


def test_a_ceiling_for_each_site_and_one_on_the_net_have_their_numbers() -> None:
    definition = read({"contract.yaml": BOTH})
    assert isinstance(definition, Definition), "\n".join(definition.sentences())
    figures = Figures(
        entry
        for number in (1, 2)
        for entry in (
            Entry(month(number), "late", Decimal(2), (("site", "Leeds"),)),
            Entry(month(number), "late", Decimal(9), (("site", "York"),)),
            Entry(month(number), "early", Decimal(number)),
        )
    )
    first, now = settled_through(definition, figures, (month(1), month(2)))
    found = caps(definition.on(now.period), figures, now, (first,))
    assert [(each.scope, each.net, *shown(each)) for each in found] == [
        ((("site", "Leeds"),), False, "7.1", "300.00", "0", "200.00"),
        ((("site", "York"),), False, "7.1", "300.00", "0", "300.00"),
        ((), True, "7.2", "1000.00", "400.00", "300.00"),
    ]


def test_a_ceiling_that_is_no_plain_amount_says_what_it_is_made_of() -> None:
    assert {(each.clause, each.formula) for each in capped(2)} == {("6.1", "3 % of fee"), ("6.2", "")}
