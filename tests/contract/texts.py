"""Small contract texts to read, to break and to put together."""

from sla.contract.definition import Definition, read
from sla.values import Finding, Findings

HEAD = """\
contract: harbour
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
"""
FIGURES = """\
figures:
  calls: {unit: calls}
  answered: {unit: calls}
  late: {unit: calls}
  quality: {unit: "%"}
  fee: {unit: money}
"""
LEVEL = """\
service_levels:
  answered:
    clause: "1"
    measure: {share: answered, of: calls}
    target: at least 90
    missing: {nothing reported: hold, zero denominator: not measured}
"""
SECOND = """\
  late:
    clause: "2"
    measure: late
    target: at most 5
    missing: {nothing reported: hold, zero denominator: not measured}
"""
USES = """\
  others:
    clause: "3"
    measure: late + quality
    better: lower
    missing: {nothing reported: hold, zero denominator: not measured}
limits:
  - {on: penalties, window: contract year, at most: 3 % of fee, base: so far}
"""
BASE = HEAD + FIGURES + LEVEL
PAYS = BASE + "    pays:\n"
WHOLE = BASE + "    pays:\n      - {below: 90, penalty: 5 % of fee}\n" + SECOND + USES
"""A contract without findings."""


def definition(text: str, **more: str) -> Definition:
    """The contract that a text says; it has no errors."""
    found = read({"contract.yaml": text, **{f"{name}.yaml": other for name, other in more.items()}})
    assert isinstance(found, Definition), "\n".join(map(str, found))
    return found


def findings(text: str) -> tuple[Finding, ...]:
    """What reading a text finds, warnings included."""
    found = read({"contract.yaml": text})
    return tuple(found if isinstance(found, Findings) else found.warnings)


READINGS_OF_MANY = "readings:\n" + "".join(
    f"  r{n}: {{says: Which?, choices: {{a: this, b: that}}}}\n" for n in range(200)
)
