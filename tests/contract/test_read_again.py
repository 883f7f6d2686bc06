"""The same files read again cost nothing, and say the same."""

from __future__ import annotations

from sla.contract.definition import Definition, read
from tests.contract.texts import definition
from tests.evaluation.judged import contract, level

TEXT = contract(level())


def test_the_same_files_are_the_same_definition() -> None:
    assert read({"contract.yaml": TEXT}) is read({"contract.yaml": str(TEXT.encode(), "utf-8")})


def test_other_text_another_file_or_another_name_is_read_anew() -> None:
    first = read({"contract.yaml": TEXT})
    assert read({"contract.yaml": TEXT + "# later\n"}) is not first
    assert read({"other.yaml": TEXT}) is not first
    assert read({"contract.yaml": TEXT}, "elsewhere") is not first


def test_the_contract_that_reading_has_built_is_the_one_in_force() -> None:
    made = definition(TEXT)
    periods = made.statement_periods()
    assert isinstance(made, Definition)
    assert made.on(periods[0]) is made.on(periods[1]) is made.at(made.term.start)
