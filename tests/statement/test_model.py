"""Lines by level."""

from dataclasses import replace

from tests.statement import sample


def test_lines_without_a_level_each_stand_alone() -> None:
    statement = sample.statement()
    first, second = (replace(line, level="", title=title) for line, title in zip(statement.lines, "ab", strict=False))
    sections = replace(statement, lines=(first, second, replace(first, kind="carry"))).sections
    assert [(section.title, len(section.lines)) for section in sections] == [("a", 2), ("b", 1)]
