"""A new version begins with the text before it, under its own number and day."""

from datetime import date

import pytest

from sla.contract.definition import Definition, read
from sla.contract.successor import succeeding
from tests.operations.house import TEXT

OCTOBER = date(2026, 10, 1)


def definition(**files: str) -> Definition:
    found = read({f"{name}.yaml": text for name, text in files.items()})
    assert isinstance(found, Definition), found
    return found


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        (TEXT, "version-2.yaml", "2"),
        (TEXT.replace("version: 1\n", ""), "version-2.yaml", "2"),
        (TEXT.replace("version: 1", "version: 1\nrecorded: 2026-01-05"), "version-2.yaml", "2"),
        (TEXT.replace("version: 1", "version: first"), "version-2026-10-01.yaml", "2026-10-01"),
    ],
)
def test_it_can_be_read_beside_the_one_before(text: str, name: str, number: str) -> None:
    before = definition(contract=text)
    called, following = succeeding(before, OCTOBER)
    assert called == name
    both = definition(contract=text, **{called.removesuffix(".yaml"): following})
    latest = both.versions[-1].head
    assert (latest.version, latest.effective, latest.recorded) == (number, OCTOBER, OCTOBER)
    assert both.at(OCTOBER).levels[0].words == before.at(OCTOBER).levels[0].words


def test_it_takes_no_name_that_is_taken() -> None:
    second = TEXT.replace("version: 1", "version: 1.5\neffective: 2026-05-01")
    both = definition(**{"contract": TEXT.replace("version: 1", "version: x"), "version-2026-10-01": second})
    assert succeeding(both, OCTOBER)[0] == "next-version-2026-10-01.yaml"
