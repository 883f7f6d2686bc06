"""What was agreed, as values: one file, read once, and you know the domain.

A `Contract` is the text in force for one statement period: dated values and open readings are already chosen.
Every rule keeps the clause it encodes and the place in the file where it stands.
"""

from sla.contract.model.amounts import Amount, Combine, Direction, Figure, Party, Pool, Quantity
from sla.contract.model.conditions import All, Any, Compares, Condition, InARow, Is, NoData, Not, Range, Then, TimesIn
from sla.contract.model.contract import Contract
from sla.contract.model.levels import Absent, Better, Formula, Grade, Level, Measure, MetShare, Over, OverLast, Points
from sla.contract.model.tariffs import (
    Apply,
    Band,
    Bands,
    Count,
    Each,
    Flat,
    Lookup,
    Read,
    Rule,
    Scale,
    Steps,
    Tariff,
    prices,
)
from sla.contract.model.terms import Consequence, Example, Limit, Reading, Remainder, Shared, Terms

__all__ = [
    "Absent",
    "All",
    "Amount",
    "Any",
    "Apply",
    "Band",
    "Bands",
    "Better",
    "Combine",
    "Compares",
    "Condition",
    "Consequence",
    "Contract",
    "Count",
    "Direction",
    "Each",
    "Example",
    "Figure",
    "Flat",
    "Formula",
    "Grade",
    "InARow",
    "Is",
    "Level",
    "Limit",
    "Lookup",
    "Measure",
    "MetShare",
    "NoData",
    "Not",
    "Over",
    "OverLast",
    "Party",
    "Points",
    "Pool",
    "Quantity",
    "Range",
    "Read",
    "Reading",
    "Remainder",
    "Rule",
    "Scale",
    "Shared",
    "Steps",
    "Tariff",
    "Terms",
    "Then",
    "TimesIn",
    "prices",
]
