"""Where things stand in a contract's file, line by line."""

from sla.contract.quoted import MOST, Quote, quote
from sla.values import Place
from tests.contract.texts import WHOLE, definition

MADE = definition(WHOLE)
LINES = WHOLE.splitlines()


def quoted(level: str) -> Quote:
    contract = MADE.at(MADE.term.start)
    found = quote(MADE, contract.level(level).place, (contract.level(level).target_place,))
    assert found
    return found


def test_a_level_is_quoted_from_its_name_to_its_end() -> None:
    found = quoted("answered")
    assert found.lines[0] == "  answered:"
    assert found.lines[-1].strip() == "- {below: 90, penalty: 5 % of fee}"
    assert LINES[found.first - 1] == "  answered:"
    assert (found.file, found.version) == ("contract.yaml", MADE.versions[0].head.version)


def test_what_decided_is_meant() -> None:
    (meant,) = quoted("late").meant
    assert LINES[meant - 1].strip() == "target: at most 5"


def test_what_opens_on_its_own_line_is_quoted_from_there() -> None:
    rule = MADE.at(MADE.term.start).level("answered").pays[0]
    found = quote(MADE, rule.place)
    assert found
    assert found.lines == ("      - {below: 90, penalty: 5 % of fee}",)


def test_what_stands_nowhere_is_not_quoted() -> None:
    assert quote(MADE, Place("another.yaml", 3, 1)) is None
    assert quote(MADE, Place()) is None


def test_a_long_block_is_cut() -> None:
    found = quote(MADE, Place("contract.yaml", 1, 1))
    assert found
    assert len(found.lines) <= MOST
