"""Values as plain data and back."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Invoicing, Issuer, Party, Vat
from sla.statement.flat import flat, raised
from sla.statement.model import Allowed, Approval, Claim, InDispute, Moved, Prospect, Restated, Sealer
from sla.statement.record import Imprint, Record
from sla.values import Money, Place

text = st.text(max_size=8)
moment = st.datetimes(timezones=st.just(UTC))
money = st.builds(Money, st.decimals("-1e9", "1e9", places=2), st.sampled_from(("GBP", "JPY")))
approval = st.builds(Approval, text, text, moment)
moved = st.builds(Moved, text, text, text, text, money, money, money)
record = st.builds(
    Record,
    number=text,
    submission=st.tuples(text, text, moment, text),
    prepared=approval,
    approvals=st.lists(approval, max_size=2).map(tuple),
    issued=moment,
    sealer=st.none() | st.builds(Sealer, text, text, text, st.booleans()),
    log=st.none() | st.tuples(st.integers(0), text),
    allowed=st.lists(st.builds(Allowed, text, text, text, money), max_size=2).map(tuple),
    restates=st.none() | st.builds(Restated, text, text, money, st.lists(moved, max_size=2).map(tuple)),
    in_dispute=st.none()
    | st.builds(
        InDispute,
        st.lists(st.builds(Claim, st.integers(1), text, text, text), max_size=1).map(tuple),
        st.lists(st.builds(Prospect, text, text, money), max_size=1).map(tuple),
        st.none() | money,
        money,
        money,
        st.integers(0),
        st.integers(0),
    ),
)
party = st.builds(Party, text, st.lists(text, max_size=3).map(tuple), text, text, text, text)
rates = st.none() | st.decimals("0.01", 99, places=2)
invoicing = st.none() | st.builds(
    Invoicing, st.sampled_from(Vat), rates, text, st.sampled_from(Issuer), st.just(Place()), text
)


@given(st.builds(Imprint, record, party, party, invoicing))
def test_an_imprint_comes_back_through_json(imprint: Imprint) -> None:
    written = json.loads(json.dumps(flat(imprint)))
    assert raised(Imprint, written) == imprint


def test_times_and_numbers_are_text() -> None:
    assert flat((Decimal("1E+2"), date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC))) == [
        "100",
        "2026-03-01",
        "2026-03-01T00:00:00+00:00",
    ]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Party, {"address": []}),
        (Party, {"name": "Acme", "more": ""}),
        (Party, "Acme"),
        (Money, {"amount": "1E2", "currency": "GBP"}),
        (Money, {"amount": 12, "currency": "GBP"}),
        (Money, {"amount": "12", "currency": "pounds"}),
        (Approval, {"name": "Ada", "role": True, "at": "2026-03-01T00:00:00+00:00"}),
        (Approval, {"name": "Ada", "role": "finance", "at": "soon"}),
        (Prospect, {"upheld": "a", "differs": "b", "net": []}),
        (Restated, {"number": "1", "sha256": "", "net": {"amount": "1", "currency": "GBP"}, "moved": "none"}),
    ],
)
def test_any_other_form_is_refused(kind: type, written: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        raised(kind, written)


def test_what_has_no_plain_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="set has no plain form"):
        flat({1})


def test_what_an_older_program_did_not_write_is_what_it_says_by_itself() -> None:
    assert raised(Party, {"name": "Acme"}) == Party("Acme")


def test_what_papers_did_not_hold_from_the_beginning_is_written_only_where_it_says_something() -> None:
    assert "electronic" not in flat(Party("Atlas"))
    assert flat(Party("Atlas", electronic="EM:a@b.example"))["electronic"] == "EM:a@b.example"
    assert flat(Invoicing(Vat.ZERO)) == {"vat": "zero", "rate": None, "because": "", "by": "vendor", "reference": ""}
    with pytest.raises(ValueError, match="some"):
        raised(Invoicing, {"vat": "some"})
