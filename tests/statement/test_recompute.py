"""A statement is computed again from what it carries, and from nothing else."""

import json

from sla.statement.recompute import build, recompute
from sla.values import Findings
from tests.document import sample


def carried() -> bytes:
    of = sample.basis()
    return build(of, of.settled()[-1], sample.imprint())


def changed(content: bytes, **parts: object) -> bytes:
    whole = json.loads(content)
    whole["contract"] |= parts
    return (json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def test_what_is_stated_comes_out_again() -> None:
    again = recompute(carried())
    assert not isinstance(again, Findings)
    claimed, computed = again
    assert claimed == computed
    assert claimed["contract"] == "urgent-care-line"


def test_an_amount_that_was_changed_does_not() -> None:
    again = recompute(carried().replace(b'"penalties": "1500.00"', b'"penalties": "1500.01"'))
    assert not isinstance(again, Findings)
    claimed, computed = again
    assert claimed != computed


def test_another_text_under_the_same_name_is_found() -> None:
    again = recompute(changed(carried(), texts={"contract.yaml": sample.TEXT.replace("750.00", "751.00")}))
    assert isinstance(again, Findings)
    assert {finding.code for finding in again} == {"calculation.other-contract"}


def test_a_text_that_is_no_contract_is_found() -> None:
    again = recompute(changed(carried(), texts={"contract.yaml": "contract: ["}))
    assert isinstance(again, Findings)
    assert again.errors


def test_what_is_no_calculation_is_found() -> None:
    assert isinstance(recompute(b"{}"), Findings)
