"""Reading what figures are reported by, where a contract names all of it: sites, areas, statements of work."""

from __future__ import annotations

from collections.abc import Iterator

from sla.contract.examples import EACH
from sla.contract.fields import Fields
from sla.contract.model import Contract, Scope
from sla.contract.report import Report, nearest
from sla.values import Place, Saying

Dimensions = tuple[tuple[str, tuple[str, ...]], ...]


def dimensions(fields: Fields, by: tuple[str, ...], report: Report) -> Dimensions:
    """Each dimension with its values: `dimensions: {site: [Leeds, Hull]}`. `by` are those that figures have."""
    node = fields.node("dimensions")
    if node is None:
        return ()
    inner = Fields(node, report, "`dimensions`")
    return tuple(
        _dimension(inner, name, place, by, report)
        for name, _, place in fields.members("dimensions", Saying("a dimension"))
    )


def _dimension(
    inner: Fields, name: str, place: Place, by: tuple[str, ...], report: Report
) -> tuple[str, tuple[str, ...]]:
    values = inner.texts(name.replace("_", " "))
    if name not in by:
        report.error(
            "unknown-dimension",
            Saying("no figure is reported by `{name}`", name=name[:60]),
            place,
            remedy=nearest(name, list(by)),
        )
    if not values:
        report.error(
            "missing",
            Saying("`{name}` has no values", name=name),
            place,
            remedy=Saying("Write them in a list: `{name}: [Leeds, Hull]`.", name=name),
        )
    if len(set(values)) < len(values):
        report.error(
            "named-twice",
            Saying("a value of `{name}` stands here twice", name=name),
            place,
            remedy="Keep one of the two.",
        )
    return name, tuple(dict.fromkeys(values))


def strangers(contract: Contract, report: Report) -> None:
    """Report every value of a dimension that the contract does not list: in an example, or in what a level counts."""
    for scope, place in _scopes(contract):
        for name, value in scope:
            known = dict(contract.dimensions).get(name, (value,))
            if value not in (*known, EACH):
                report.error(
                    "unknown-value",
                    Saying("`{name}` is no {name2} of this contract", name=value[:60], name2=name.replace("_", " ")),
                    place,
                    expected=", ".join(known),
                    remedy=nearest(value, list(known)),
                )


def _scopes(contract: Contract) -> Iterator[tuple[Scope, Place]]:
    for example in contract.examples:
        yield from ((scope, example.place) for scope in dict.fromkeys(scope for *_, scope in example.given))
    yield from ((level.only, level.place) for level in contract.levels)
