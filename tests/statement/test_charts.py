"""Charts as text: few shapes, whole coordinates, gaps where there was no result."""

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from sla.statement import charts
from sla.statement.model import Trend

SVG = "{http://www.w3.org/2000/svg}"
RESULTS = st.lists(st.none() | st.decimals(-1000, 1000, places=3), max_size=60)
EDGE = st.none() | st.decimals(-1000, 1000, places=1)


def trend(*values: str | None, low: str | None = "95", high: str | None = None) -> Trend:
    results = tuple((f"M{index}", None if value is None else Decimal(value)) for index, value in enumerate(values, 1))
    return Trend(results, None if low is None else Decimal(low), None if high is None else Decimal(high), "%")


def paths(drawing: str) -> list[str]:
    return [path.attrib["d"] for path in ET.fromstring(drawing).iter(f"{SVG}path")]


def test_one_path_for_the_series_and_none_for_the_points() -> None:
    band, edge, line, now = paths(charts.trend(trend("94", "96", "95.5"), "Answered"))
    assert line.count("M") == 1
    assert line.count("L") == 2
    assert band.startswith("M0 0H720V")
    assert edge.count("M") == 1
    assert now.endswith("h18v18h-18z")


def test_a_gap_where_there_was_no_result() -> None:
    line = paths(charts.trend(trend("94", None, "96", "97", None, "95"), "Answered"))[2]
    assert [part[0] for part in re.findall(r"[MLh][^MLh]*", line)] == ["M", "h", "M", "L", "M", "h"]


def test_no_band_without_a_target_and_no_mark_without_a_latest_result() -> None:
    assert len(paths(charts.trend(trend("94", None, low=None), "Answered"))) == 1


def test_a_target_with_two_edges_has_a_band_between_them() -> None:
    band, edges, *_ = paths(charts.trend(trend("94", "96", low="93", high="95"), "Answered"))
    assert edges.count("M") == 2
    assert not band.startswith("M0 0H")


def test_results_beside_each_other() -> None:
    dashes = paths(charts.spread(trend("94", None, "96"), "Answered"))[2]
    assert dashes.count("M") == 2


def test_a_thousand_results_stay_inside_the_frame() -> None:
    drawing = charts.spread(trend(*("94" for _ in range(1000))), "Answered")
    assert max(int(across) for across in re.findall(r"M(\d+) ", paths(drawing)[2])) < charts.WIDTH


def test_the_title_is_escaped() -> None:
    drawing = charts.trend(trend("94"), "Calls <b>&")
    assert ET.fromstring(drawing)[0].text == "Calls <b>&"


def test_the_chart_in_words() -> None:
    assert charts.description(trend("94.2", None), "at least 95 %") == "M1 94.2 %, M2 no result; target at least 95 %"
    assert charts.description(trend("94.2"), "–") == "M1 94.2 %"


@given(RESULTS, EDGE, EDGE)
def test_whole_coordinates_inside_the_frame_whatever_the_results(
    values: list[Decimal | None], low: Decimal | None, high: Decimal | None
) -> None:
    results = Trend(tuple((str(index), value) for index, value in enumerate(values)), low, high, "%")
    for drawing in (charts.trend(results, "any"), charts.spread(results, "any"), charts.bullet(results, "any")):
        for path in paths(drawing):
            assert not re.search(r"[.eE]", path)
            for across, down in re.findall(r"[ML](-?\d+) (-?\d+)", path):
                assert -9 <= int(across) <= charts.WIDTH
                assert -9 <= int(down) <= charts.HEIGHT


def test_a_bar_is_striped_for_what_was_used_before_and_filled_for_now() -> None:
    drawn = charts.bar(Decimal(25), Decimal(50), Decimal(100), "half")
    assert "M180 0H540V28H180Z" in drawn
    assert drawn.count("<path") == 4
    assert "M0 0H720V28H0Z" in charts.bar(Decimal(0), Decimal(900), Decimal(100), "more than all")
    assert drawn == charts.bar(Decimal("25.0"), Decimal("50.00"), Decimal(100), "half")


def test_a_bar_without_use_or_ceiling_is_an_empty_frame() -> None:
    assert charts.bar(Decimal(0), Decimal(0), Decimal(100), "none").count("<path") == 2
    assert charts.bar(Decimal(0), Decimal(0), Decimal(0), "none").count("<path") == 2


def bullet(value: str | None, low: str | None = "95", high: str | None = None) -> list[str]:
    """What is drawn of one result, between prices that change at 90 and at 98."""
    return paths(charts.bullet(replace(trend(value, low=low, high=high), edges=(Decimal(90), Decimal(98))), "any"))


def test_a_bullet_stripes_what_is_missing_to_the_target() -> None:
    band, ticks, bar, missed, target = bullet("92")
    assert band.endswith("H720V96H" + band[1:].split(" ")[0] + "Z")
    assert ticks.count("M") == 2
    assert bar.startswith("M0 32H")
    ends = [int(across) for across in re.findall(r"M(\d+)", missed)]
    assert int(bar[6:].split("V")[0]) < min(ends) < max(ends) < int(target[1:].split(" ")[0])


def test_a_bullet_stripes_what_is_too_much() -> None:
    _, _, bar, over, _ = bullet("97", low=None, high="95")
    assert max(int(across) for across in re.findall(r"M(\d+)", over)) < int(bar[6:].split("V")[0])


def test_a_bullet_without_a_miss_result_or_target() -> None:
    assert len(bullet("96")) == 4
    assert len(bullet(None)) == 3
    assert len(bullet("96", low=None)) == 2
