"""The colours: readable in light and in dark, and no state told by colour alone."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[2] / "sla/web/static/sla.css").read_text()
TEXT = (
    *(("ink", ground) for ground in ("paper", "surface", "tint", "miss-on", "met-on", "wait-on")),
    *(("muted", ground) for ground in ("paper", "surface", "tint")),
    *(("accent", ground) for ground in ("paper", "surface", "tint", "miss-on", "met-on", "wait-on")),
    *((state, f"{state}-on") for state in ("met", "wait", "miss", "none", "relief")),
    *((state, "surface") for state in ("met", "miss", "wait")),
    ("on-accent", "accent"),
)
GRAPHICS = tuple((line, ground) for line in ("edge", "accent") for ground in ("paper", "surface"))


def tokens(scheme: str) -> dict[str, str]:
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);", SHEET)
    return {name: light if scheme == "light" else dark for name, light, dark in pairs}


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_lines_stand_out(scheme: str) -> None:
    known = tokens(scheme)
    faint = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}
    lines = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in GRAPHICS}
    assert {pair: ratio for pair, ratio in lines.items() if ratio < 3} == {}


def test_every_light_colour_has_its_dark_counterpart() -> None:
    assert re.findall(r"--[\w-]+: #", SHEET) == []
    assert re.findall(r":root\[data-colours=(\w+)\] \{ color-scheme: (\w+) \}", SHEET) == [
        ("light",) * 2,
        ("dark",) * 2,
    ]


def test_the_yardstick_itself() -> None:
    assert round(contrast("#FFFFFF", "#000000"), 1) == 21.0
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


def test_nothing_is_tied_to_left_or_right() -> None:
    """Start and end: a language that is written from right to left needs no sheet of its own."""
    tied = (
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right) *:|(?:text-align|float): (?:left|right))"
    )
    assert re.findall(tied, SHEET) == []


def test_paper_motion_and_forced_colours_are_thought_of() -> None:
    for wanted in (
        "@media print",
        "prefers-reduced-motion",
        "color-scheme: light dark",
        "forced-colors",
        ":focus-visible",
    ):
        assert wanted in SHEET
