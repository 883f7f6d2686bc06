"""What the YAML parser remarks, in the words of somebody who wrote a contract."""

from __future__ import annotations

from sla.values import Saying

_LINE_UP = Saying(
    "Names that belong together begin in the same column; what belongs to a name stands two blanks further in."
)
_PLAIN = {
    "cannot start any token": (
        Saying("no value can begin with the character that stands here"),
        Saying("Indent with blanks, never with tabs; put a text that begins with @, %, ` or the like in quotes."),
    ),
    "mapping values are not allowed": (
        Saying("here stands a second colon where there can be only one"),
        Saying('Put a text with a colon in quotes: `clause: "4.2: answering"`. {more}', more=_LINE_UP),
    ),
    "could not find expected ':'": (
        Saying("a line above this one has no colon, or no blank after it"),
        Saying("Write `name: value`, with an ordinary colon and an ordinary blank."),
    ),
    "did not find expected ',' or '}'": (
        Saying("a `{` above is not closed, or a comma is missing before this place"),
        Saying("Close it with `}` on the same line, put a comma between its parts, and texts with commas in quotes."),
    ),
    "did not find expected ',' or ']'": (
        Saying("a `[` above is not closed, or a comma is missing before this place"),
        Saying("Close it with `]`, and put a comma between its parts."),
    ),
    "did not find expected key": (
        Saying("this line does not line up with those above it"),
        Saying("{more} Look for a quote or bracket too many.", more=_LINE_UP),
    ),
    "did not find expected '-' indicator": (Saying("this line does not line up with the list above it"), _LINE_UP),
    "sequence entries are not allowed": (
        Saying("a list cannot begin here"),
        Saying("Begin it on the line below its name, with `- ` before each entry."),
    ),
    "unexpected end of stream": (
        Saying("a quote that was opened is never closed"),
        Saying("Close it, or leave it out."),
    ),
    "unknown escape": (
        Saying("inside double quotes a backslash has a meaning of its own"),
        Saying("Use single quotes, or leave the backslash out."),
    ),
    "expected node content": (
        Saying("a value is missing before this place"),
        Saying("Look for a comma too many, or write the value."),
    ),
    "expected comment or line break": (
        Saying("`>` and `|` begin a text of several lines"),
        Saying("Write ranges in words, as `at least 95` or `below 5`; put other texts with these signs in quotes."),
    ),
    "incompatible YAML document": (
        Saying("this names a kind of YAML that is not known"),
        Saying("Remove the line that begins with %."),
    ),
    "document start": (
        Saying("a contract is one list of `name: value` lines from its first line on"),
        Saying("Remove what stands before it, and lines that begin with `%`, `---` or `...`."),
    ),
}
"""Remarks of the parser, and what they mean to somebody who wrote a contract."""


def in_plain_words(problem: str) -> tuple[str, str]:
    """What a parser's remark means to somebody who wrote a contract, and what to look for."""
    found = next((said for part, said in _PLAIN.items() if part in problem), None)
    return found or (
        Saying("the text cannot be taken apart from here on"),
        Saying("Look at this line and the one above: indentation, quotes, brackets, and a blank after each colon."),
    )
