"""Small charts as plain SVG text: one path for the results, a band for the target, nothing that a printer could lose.

Pure and exact: decimals in, whole coordinates out, so the same results always draw the same bytes. The drawing says
nothing that the table beside it does not say too; `description` puts it into words for whoever cannot see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from html import escape

from sla.statement.model import Trend
from sla.statement.wording import number
from sla.values import Rounding, exact

WIDTH, HEIGHT = 720, 160
"""The drawing's own units; whoever places it decides how large it is."""
THICK = 28
"""The height of a bar."""
TALL = 96
"""The height of a bullet chart."""
MARGIN = 14
_WHOLE = Rounding(Decimal(1))


def trend(results: Trend, says: str, *, ink: str = "#1B1F24", band: str = "#E3EDEE", edge: str = "#0B5D66") -> str:
    """The recent results as a line over the band that meets the target; a gap where there was no result.

    `says` becomes the title. The colours can be any that CSS knows, `currentColor` too.
    """
    return _drawing(says, [*_target(results, band, edge), *_course(results, ink)])


def spread(results: Trend, says: str, *, ink: str = "#1B1F24", band: str = "#E3EDEE", edge: str = "#0B5D66") -> str:
    """Results beside each other, one dash for each site, order or event, over the band that meets the target."""
    top, bottom = _scale(results)
    span, count = WIDTH - 2 * MARGIN, max(1, len(results.results))
    dashes = "".join(
        f"M{MARGIN + index * span // count} {_height(value, top, bottom)}h{max(1, span * 3 // count // 5)}"
        for index, (_, value) in enumerate(results.results)
        if value is not None
    )
    shape = f'<path d="{dashes}" fill="none" stroke="{ink}" stroke-width="10"/>' if dashes else ""
    return _drawing(says, [*_target(results, band, edge), shape])


def bar(
    before: Decimal,
    now: Decimal,
    most: Decimal,
    says: str,
    *,
    ink: str = "#1B1F24",
    band: str = "#E3EDEE",
    edge: str = "#0B5D66",
) -> str:
    """How far a ceiling is used up: a frame as long as the ceiling, `before` striped in it, then `now` filled.

    What exceeds the ceiling is not drawn; the words beside it tell.
    """
    start, end = _along(before, most), _along(before + now, most)
    stripes = "".join(f"M{at} {THICK}L{at + THICK} 0" for at in range(0, max(0, start - THICK), 14))
    earlier = f'<path d="{stripes}M{start} 0V{THICK}" fill="none" stroke="{edge}" stroke-width="4"/>' if start else ""
    filled = f'<path d="M{start} 0H{end}V{THICK}H{start}Z" fill="{ink}"/>' if end > start else ""
    frame = (
        f'<path d="M0 0H{WIDTH}V{THICK}H0Z" fill="{band}"/>'
        f'{earlier}{filled}<path d="M1 1H{WIDTH - 1}V{THICK - 1}H1Z" fill="none" stroke="{ink}" stroke-width="2"/>'
    )
    return _drawing(says, [frame], THICK)


def bullet(results: Trend, says: str, *, ink: str = "#1B1F24", band: str = "#E3EDEE", edge: str = "#0B5D66") -> str:
    """The latest result as a bar over the band that meets the target; what lies between it and the target is striped.

    The target is a tall tick, every other result at which the price changes a small one. Without a result the bar is
    missing.
    """
    right, left = _scale(results, (*results.edges, *(value for _, value in results.results[-1:] if value is not None)))

    def across(value: Decimal) -> int:
        with exact():
            return int(_WHOLE(WIDTH * (value - left) / (right - left)))

    return _drawing(says, _bullet(results, across, ink, band, edge), TALL)


def _bullet(results: Trend, across: Callable[[Decimal], int], ink: str, band: str, edge: str) -> Iterator[str]:
    """The band, the small ticks, the bar, what is missing to the target, and the target."""
    low, high = (None if each is None else across(each) for each in (results.low, results.high))
    if low is not None or high is not None:
        yield f'<path d="M{low or 0} 0H{WIDTH if high is None else high}V{TALL}H{low or 0}Z" fill="{band}"/>'
    ticks = "".join(f"M{across(each)} {TALL - 24}V{TALL}" for each in results.edges)
    if ticks:
        yield f'<path d="{ticks}" fill="none" stroke="{ink}" stroke-width="4" stroke-opacity=".55"/>'
    value = results.results[-1][1] if results.results else None
    if value is not None:
        here = across(value)
        yield f'<path d="M0 {TALL // 3}H{here}V{TALL - TALL // 3}H0Z" fill="{ink}"/>'
        goal = low if low is not None and here < low else high if high is not None and here > high else here
        yield from _striped(min(here, goal), max(here, goal), ink if here < goal else band)
    aims = "".join(f"M{each} 2V{TALL - 2}" for each in (low, high) if each is not None)
    if aims:
        yield f'<path d="{aims}" fill="none" stroke="{edge}" stroke-width="10"/>'


def _striped(start: int, end: int, ink: str) -> Iterator[str]:
    """A stretch of the bar that shows by how much the target was missed."""
    top, bottom = TALL // 3, TALL - TALL // 3
    stripes = "".join(f"M{at} {bottom}V{top}" for at in range(start + 6, end, 12))
    if stripes:
        yield f'<path d="{stripes}" fill="none" stroke="{ink}" stroke-width="5"/>'


def _along(amount: Decimal, most: Decimal) -> int:
    """How far along the bar an amount reaches."""
    if most <= 0:
        return 0
    with exact():
        return int(_WHOLE(WIDTH * min(max(amount, Decimal(0)), most) / most))


def description(results: Trend, target: str) -> str:
    """The chart in words: `October 2015 94.2 %, November 2015 no result; target at least 95 %`."""
    points = ", ".join(
        f"{label} {'no result' if value is None else number(value, results.unit)}" for label, value in results.results
    )
    return points if target == "–" else f"{points}; target {target}"


def _drawing(says: str, shapes: Iterable[str], height: int = HEIGHT) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{escape(says)}</title>{''.join(shapes)}</svg>"
    )


def _target(results: Trend, band: str, edge: str) -> Iterator[str]:
    """The band that meets the target, and its edges."""
    top, bottom = _scale(results)
    low = None if results.low is None else _height(results.low, top, bottom)
    high = None if results.high is None else _height(results.high, top, bottom)
    edges = "".join(f"M0 {line}H{WIDTH}" for line in (low, high) if line is not None)
    if edges:
        above, below = high or 0, HEIGHT if low is None else low
        yield f'<path d="M0 {above}H{WIDTH}V{below}H0Z" fill="{band}"/>'
        yield f'<path d="{edges}" fill="none" stroke="{edge}" stroke-width="3" stroke-dasharray="12 8"/>'


def _course(results: Trend, ink: str) -> Iterator[str]:
    """The results as one line, and a square where it stands now."""
    points = _points(results, *_scale(results))
    if any(points):
        yield f'<path d="{_line(points)}" fill="none" stroke="{ink}" stroke-width="6"/>'
    if points and points[-1]:
        across, down = points[-1]
        yield f'<path d="M{across - 9} {down - 9}h18v18h-18z" fill="{ink}"/>'


def _points(results: Trend, top: Decimal, bottom: Decimal) -> list[tuple[int, int] | None]:
    """Where each result stands; a single one stands in the middle."""
    count = len(results.results)
    span, start = WIDTH - 2 * MARGIN, MARGIN if count > 1 else WIDTH // 2
    return [
        None if value is None else (start + index * span // max(1, count - 1), _height(value, top, bottom))
        for index, (_, value) in enumerate(results.results)
    ]


def _line(points: list[tuple[int, int] | None]) -> str:
    """One path: a stroke from result to result, lifted over gaps; a lonely result is a short dash."""
    path, drawing = "", False
    for index, point in enumerate(points):
        if point is None:
            drawing = False
            continue
        path += f"{'L' if drawing else 'M'}{point[0]} {point[1]}"
        follows = index + 1 < len(points) and points[index + 1] is not None
        if not drawing and not follows:
            path += "h8"
        drawing = True
    return path


def _scale(results: Trend, shown: Iterable[Decimal] | None = None) -> tuple[Decimal, Decimal]:
    """The values at the upper and the lower edge of the drawing, with a little air around results and target.

    `shown` are the values of which it is a drawing, if they are not the results.
    """
    values = [value for _, value in results.results if value is not None] if shown is None else list(shown)
    values += [edge for edge in (results.low, results.high) if edge is not None]
    top, bottom = max(values, default=Decimal(1)), min(values, default=Decimal(0))
    with exact():
        air = (top - bottom) / 6 or abs(top) / 10 or Decimal(1)
        return top + air, bottom - air


def _height(value: Decimal, top: Decimal, bottom: Decimal) -> int:
    with exact():
        return int(_WHOLE(HEIGHT * (top - value) / (top - bottom)))
