"""Numbers of days, as contracts write them."""

from __future__ import annotations

import re

from sla.contract.fields import Fields
from sla.values import Saying

_DAYS = re.compile(r"([0-9]{1,4})(?: (?:business )?days?)?")


def days(fields: Fields, name: str) -> int | None:
    """A number of days, as `21 business days`; None where the text does not say."""
    text = fields.text(name)
    if not text:
        return None
    if not (match := _DAYS.fullmatch(text)):
        fields.report.error(
            "not-days",
            Saying("`{name}` is a number of days", name=name),
            fields.place_of(name),
            found=text[:60],
            expected="`30 days`, `21 business days`",
            remedy="Write a whole number and the word `days`.",
        )
        return None
    return int(match[1])
