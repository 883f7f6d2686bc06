"""Texts that somebody might send to break out of the paper, or to make it say something else."""

from __future__ import annotations

import unicodedata
from random import Random

from sla.document.render import signs

KNOWN = (
    "<script>alert(1)</script>",
    "</title></head><body>Paid",
    "<!-- no comment --> -->",
    '"><img src="file:///etc/passwd">',
    "</td></tr></table><h1>Nothing is owed",
    "{{ 7 * 7 }} {% raw %} {{ s.net }}",
    "{% include 'decision.html' %}",
    "&lt;b&gt; &amp;amp; &#65; &euro; &nbsp;",
    "</style><style>p { display: none }",
    "string(running) attr(data-foot) url(x)",
    "' OR 1=1; DROP TABLE statement; --",
    "=cmd|' /C calc'!A0 +1 -1 @SUM(A1)",
    "%s %d %(name)s %% {0} {name}",
    "\\22 \\0041 \\n \\x41 \\u0041 $1 ${net}",
    "]]> <![CDATA[ x ]]> <?xml version='1.0'?>",
    "(Tj) <48656c6c6f> Tj BT ET endstream endobj",
    "../../etc/passwd C:\\Windows\\x.ini",
    "null None NaN Infinity -0 1e9 True",
    "EUR 1,234.50 owes Harbour Bank AG",
    "Ærøskøbing Ñandú Łódź Dvořák Ångström ßẞ",
    "Αθήνα Εφοδιασμός ΑΒΓ Київ Їжак Журавлёв",
    "“quoted” «so» „oder so“ ‘x’ — – … · § ¶",
    "0123456789" * 6,
    "W" * 90,
    "a  b   c" + " " * 20 + "d",
)
DECEIVING = (
    "\N{RIGHT-TO-LEFT OVERRIDE}05.432,1",
    "100\N{ZERO WIDTH SPACE}0.00",
    "12\N{SOFT HYPHEN}34",
    "\N{LEFT-TO-RIGHT ISOLATE}x",
    "株式会社",
    "a\x00b",
    "\N{PILE OF POO}",
)
"""What cannot be printed as it is, or would look like something else: it must be refused, and named."""


def texts(count: int, chance: Random) -> list[str]:
    """So many: the known ones, then pieces of them between random letters of the paper's fonts."""
    letters = sorted(each for each in signs() if unicodedata.category(each)[0] in "LNPS")
    made = list(KNOWN[:count])
    while len(made) < count:
        first, second = chance.choice(KNOWN), chance.choice(KNOWN)
        middle = "".join(chance.choices(letters, k=chance.randint(3, 25)))
        made.append(f"{first[: chance.randint(0, 30)]}{middle}{second[-chance.randint(1, 30) :]}".strip())
    return made
