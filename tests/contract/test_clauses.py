"""Every clause leads to the line that encodes it."""

from sla.contract.clauses import clauses
from sla.contract.definition import Definition, read
from tests.operations.house import FILES, TEXT


def test_each_clause_has_its_line() -> None:
    definition = read(FILES)
    assert isinstance(definition, Definition)
    lines = TEXT.splitlines()
    found = clauses(definition.at(definition.term.start))
    assert [(each.number, each.about) for each in found] == [
        ("4.1", "Answered within 30 seconds"),
        ("4.2", "Answered within 30 seconds: price"),
        ("5.1", "Complaints"),
        ("5.2", "Complaints: price"),
    ]
    assert [lines[each.place.line - 1].split(":")[0].strip() for each in found] == [
        "title",
        "- clause",
        "clause",
        "- {clause",
    ]
