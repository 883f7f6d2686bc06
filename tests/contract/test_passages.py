"""What differs between two texts: every line of both is accounted for, with its number."""

from hypothesis import given
from hypothesis import strategies as st

from sla.contract import passages as module
from sla.contract.passages import Fate, passages

LINES = st.lists(st.sampled_from("abcde"), max_size=30)


def told(before: list[str], after: list[str]) -> list[list[str]]:
    signs = {Fate.SAME: " ", Fate.GONE: "-", Fate.NEW: "+"}
    return [[signs[row.fate] + row.text for row in passage] for passage in passages(before, after)]


def test_a_change_stands_between_the_lines_around_it() -> None:
    before = list("abcdefghijklmnop")
    after = ["X" if each == "e" else each for each in before if each != "n"]
    assert told(before, after) == [
        [" b", " c", " d", "-e", "+X", " f", " g", " h"],
        [" k", " l", " m", "-n", " o", " p"],
    ]


def test_near_changes_stand_in_one_passage() -> None:
    assert told(list("abcdefg"), list("XbcdefY")) == [["-a", "+X", " b", " c", " d", " e", " f", "-g", "+Y"]]


def test_the_same_text_has_no_passage() -> None:
    assert passages(list("abc"), list("abc")) == ()


@given(LINES, LINES)
def test_either_text_follows_from_the_other(before: list[str], after: list[str]) -> None:
    rows = [row for passage in passages(before, after) for row in passage]
    kept = [each for at, each in enumerate(before, 1) if at not in {r.before for r in rows if r.fate is Fate.GONE}]
    news = {row.after: row.text for row in rows if row.fate is Fate.NEW}
    made = iter(kept)
    assert [news[at] if at in news else next(made) for at in range(1, len(after) + 1)] == after
    assert all(before[row.before - 1] == row.text for row in rows if row.before)
    assert all(after[row.after - 1] == row.text for row in rows if row.after)


def test_of_very_long_texts_everything_between_the_first_and_the_last_change_counts_as_changed() -> None:
    many = ["x"] * (module.MOST_COMPARED + 1)
    found = passages(["a", *many, "b"], ["A", *many, "B"])
    assert [len(each) for each in found] == [2 * (len(many) + 2)]
