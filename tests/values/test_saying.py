"""Sentences remember their form and what stands in it."""

from __future__ import annotations

import pytest

from sla.values import Saying, joined

FORMS = {
    "{when}, {rule}": "{when}: {rule}",
    "when {name} is at most {number}": "wenn {name} höchstens {number} ist",
    "{first} and {second}": "{first} und {second}",
}


def german(said: Saying) -> str:
    return said.told(lambda form: FORMS.get(form, form), lambda kind, text: f"<{text}>" if kind == "number" else text)


def test_as_a_text_it_is_english() -> None:
    said = Saying("when {name} is at most {number}", name="Answered", number="3.5")
    assert said == "when Answered is at most 3.5"
    assert f"{said}!" == "when Answered is at most 3.5!"


def test_other_forms_say_the_same_all_the_way_down() -> None:
    when = Saying("when {name} is at most {number}", name="{strange} name", number="3.5")
    both = Saying("{first} and {second}", first=when, second="rain")
    assert german(Saying("{when}, {rule}", when=both, rule="stop")) == (
        "wenn {strange} name höchstens <3.5> ist und rain: stop"
    )


def test_a_place_can_ask_for_a_capital() -> None:
    when = Saying("when {name} is at most {number}", name="x", number="1")
    assert Saying("{When}.", when=when) == "When x is at most 1."
    assert german(Saying("{When}.", when=when)) == "Wenn x höchstens <1> ist."


def test_any_number_of_parts_stand_together() -> None:
    assert joined(["a", "b", "c"], ", ") == "a, b, c"
    assert joined([], ", ") == ""
    assert german(joined([Saying("{first} and {second}", first="a", second="b"), "c"], "; ")) == "a und b; c"


def test_a_place_is_always_filled() -> None:
    with pytest.raises(KeyError):
        Saying("{first} and {second}", first="a")
