"""Plain arithmetic over named quantities: the only thing a contract can compute with.

Names, numbers, `+ - * /`, brackets, `25 % of fee`, `share of pool`, and `min max abs full started`. Nothing else
exists, so nothing else can happen: no attribute, no call into Python, no comparison, no text. A parsed expression is
compiled once into nested closures over exact decimals.
"""

from sla.contract.expression.computing import MOST_DIGITS, Lookup, ZeroDenominator, as_share, compiled, quotient
from sla.contract.expression.parsing import Misread, parse
from sla.contract.expression.printing import printed, wording
from sla.contract.expression.tree import (
    FUNCTIONS,
    Binary,
    Call,
    Expression,
    Name,
    Negative,
    Number,
    PercentOf,
    ShareOf,
    names,
    pools,
    walk,
)

__all__ = [
    "FUNCTIONS",
    "MOST_DIGITS",
    "Binary",
    "Call",
    "Expression",
    "Lookup",
    "Misread",
    "Name",
    "Negative",
    "Number",
    "PercentOf",
    "ShareOf",
    "ZeroDenominator",
    "as_share",
    "compiled",
    "names",
    "parse",
    "pools",
    "printed",
    "quotient",
    "walk",
    "wording",
]
