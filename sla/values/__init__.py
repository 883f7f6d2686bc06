"""The small exact values everything else is made of: money, percent, periods, calendars, findings.

Nothing here touches the clock, the disk or the network, and nothing outside `rounding` rounds.
"""

from sla.values.calendar import Calendar
from sla.values.finding import Finding, Findings, Place, Severity
from sla.values.money import Money, Percent
from sla.values.period import Period
from sla.values.rounding import EXACT, Mode, Rounding, cleared, exact, plain, share_out, shown, steady
from sla.values.saying import Saying, joined
from sla.values.window import Window

__all__ = [
    "EXACT",
    "Calendar",
    "Finding",
    "Findings",
    "Mode",
    "Money",
    "Percent",
    "Period",
    "Place",
    "Rounding",
    "Saying",
    "Severity",
    "Window",
    "cleared",
    "exact",
    "joined",
    "plain",
    "share_out",
    "shown",
    "steady",
]
