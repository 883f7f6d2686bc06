"""What the YAML parser remarks, in the words of somebody who wrote a contract."""

from __future__ import annotations

_LINE_UP = "Names that belong together begin in the same column; what belongs to a name stands two blanks further in."
_PLAIN = {
    "cannot start any token": (
        "no value can begin with the character that stands here",
        "Indent with blanks, never with tabs; put a text that begins with @, %, ` or the like in quotes.",
    ),
    "mapping values are not allowed": (
        "here stands a second colon where there can be only one",
        'Put a text with a colon in quotes: `clause: "4.2: answering"`. ' + _LINE_UP,
    ),
    "could not find expected ':'": (
        "a line above this one has no colon, or no blank after it",
        "Write `name: value`, with an ordinary colon and an ordinary blank.",
    ),
    "did not find expected ',' or '}'": (
        "a `{` above is not closed, or a comma is missing before this place",
        "Close it with `}` on the same line, put a comma between its parts, and texts with commas in quotes.",
    ),
    "did not find expected ',' or ']'": (
        "a `[` above is not closed, or a comma is missing before this place",
        "Close it with `]`, and put a comma between its parts.",
    ),
    "did not find expected key": (
        "this line does not line up with those above it",
        _LINE_UP + " Look for a quote or bracket too many.",
    ),
    "did not find expected '-' indicator": ("this line does not line up with the list above it", _LINE_UP),
    "sequence entries are not allowed": (
        "a list cannot begin here",
        "Begin it on the line below its name, with `- ` before each entry.",
    ),
    "unexpected end of stream": ("a quote that was opened is never closed", "Close it, or leave it out."),
    "unknown escape": (
        "inside double quotes a backslash has a meaning of its own",
        "Use single quotes, or leave the backslash out.",
    ),
    "expected node content": ("a value is missing before this place", "Look for a comma too many, or write the value."),
    "expected comment or line break": (
        "`>` and `|` begin a text of several lines",
        "Write ranges in words, as `at least 95` or `below 5`; put other texts with these signs in quotes.",
    ),
    "incompatible YAML document": (
        "this names a kind of YAML that is not known",
        "Remove the line that begins with %.",
    ),
    "document start": (
        "a contract is one list of `name: value` lines from its first line on",
        "Remove what stands before it, and lines that begin with `%`, `---` or `...`.",
    ),
}
"""Remarks of the parser, and what they mean to somebody who wrote a contract."""


def in_plain_words(problem: str) -> tuple[str, str]:
    """What a parser's remark means to somebody who wrote a contract, and what to look for."""
    found = next((said for part, said in _PLAIN.items() if part in problem), None)
    return found or (
        "the text cannot be taken apart from here on",
        "Look at this line and the one above: indentation, quotes, brackets, and a blank after each colon.",
    )
