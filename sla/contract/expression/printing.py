"""An expression as a person would write it."""

from __future__ import annotations

from collections.abc import Callable

from sla.contract.expression.tree import Binary, Call, Expression, Name, Negative, Number, PercentOf, ShareOf


def printed(expression: Expression, say: Callable[[str], str] = str) -> str:
    """The expression as a person would write it; `say` may put a value or a title in place of each name."""

    def tight(part: Expression, *loose: type) -> str:
        return f"({printed(part, say)})" if isinstance(part, loose) else printed(part, say)

    match expression:
        case Number(value, unit):
            return f"{value:f} {unit}".rstrip()
        case Name(name):
            return say(name)
        case ShareOf(pool):
            return say(f"share of {pool}")
        case PercentOf(Number(_, "%") | PercentOf() as rate, whole):
            return f"({printed(rate, say)}) % of {tight(whole, Binary, Negative)}"
        case PercentOf(rate, whole):
            return f"{tight(rate, Binary, Negative)} % of {tight(whole, Binary, Negative)}"
        case Negative(part):
            return f"-{tight(part, Binary, Negative)}"
        case Binary(sign, left, right):
            weak = isinstance(left, Binary) and sign in "*/" and left.sign in "+-"
            late = isinstance(right, Binary) and (sign in "*/" or right.sign in "+-")
            parted = late or (sign == "/" and isinstance(right, PercentOf))
            first, second = printed(left, say), printed(right, say)
            return f"{f'({first})' if weak else first} {sign} {f'({second})' if parted else second}"
        case Call(function, parts):
            return f"{function}({', '.join(printed(part, say) for part in parts)})"


def wording(expression: Expression) -> Callable[[Callable[[str], str]], str]:
    """The same as `printed`, made ready once for many: it is asked with what to say in place of each name."""
    parts = printed(expression, "\0{}\0".format).split("\0")  # every second part is a name

    def worded(say: Callable[[str], str]) -> str:
        texts = parts.copy()
        texts[1::2] = map(say, parts[1::2])
        return "".join(texts)

    return worded
