"""Files that are no contract by how they are written: encodings, characters, and YAML that nobody needs.

Each has a name for its kind, the code and the line of the finding that must answer it, and its text; bytes stand for
a file that is not even text.
"""

from __future__ import annotations

import gzip

from tests.contract.texts import BASE, HEAD, PAYS, WHOLE

File = tuple[str, str | bytes]

LAUGHS = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
ENTITIES = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>\n<x>&b;</x>\n'


def typed(old: str, new: str, text: str = WHOLE) -> str:
    """A contract in which somebody has typed something else once."""
    assert old in text, old
    return text.replace(old, new, 1)


NOT_TEXT: dict[str, File] = {
    "UTF-16, the little end first": ("not-text:1", WHOLE.encode("utf-16-le")),
    "UTF-16 with its mark": ("not-text:1", WHOLE.encode("utf-16")),
    "UTF-32": ("not-text:1", WHOLE.encode("utf-32")),
    "Latin-1": ("not-text:1", typed("harbour\n", "harbour\ntitle: café\n").encode("latin-1")),
    "code page 1252 with its quotes": ("not-text:1", typed("harbour\n", "harbour\ntitle: “x”\n").encode("cp1252")),
    "the code of mainframes": ("not-text:1", WHOLE.encode("cp037")),
    "UTF-8 that is longer than it need be": ("not-text:1", WHOLE.encode().replace(b"harbour", b"\xc0\xae\xc0\xae")),
    "UTF-8 that holds a surrogate": ("not-text:1", WHOLE.encode().replace(b"harbour", b"\xed\xa0\x80")),
    "UTF-8 cut off inside a letter": ("not-text:1", WHOLE.encode() + "# é".encode()[:-1]),
    "a byte that never occurs": ("not-text:1", WHOLE.encode() + b"\xff"),
    "compressed": ("not-text:1", gzip.compress(WHOLE.encode(), mtime=0)),
    "a workbook": ("not-text:1", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xb5\xee"),
    "a PDF": ("not-text:1", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "a program": ("not-text:1", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00"),
    "a picture": ("not-text:1", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
}
OTHER_LANGUAGES: dict[str, File] = {
    "nothing": ("missing:1", ""),
    "blanks": ("missing:1", " \n\n   \n"),
    "a comment": ("missing:1", "# only a comment\n"),
    "three dots": ("not-yaml:1", "...\n"),
    "dashes": ("missing:2", "---\n"),
    "null": ("not-a-mapping:1", "null\n"),
    "a number": ("not-a-mapping:1", "42\n"),
    "a list": ("not-a-mapping:1", "- contract: harbour\n- currency: USD\n"),
    "a sentence": ("not-a-mapping:1", "The vendor shall answer 90 % of calls.\n"),
    "a web page": ("not-a-mapping:1", "<!DOCTYPE html>\n<html><body>contract</body></html>\n"),
    "XML with entities in entities": ("not-a-mapping:1", ENTITIES),
    "a word processor's file": ("missing:1", "{\\rtf1\\ansi contract harbour}\n"),
    "settings": ("not-yaml:2", "[contract]\nkey = harbour\n"),
    "TOML": ("not-a-mapping:1", 'contract = "harbour"\n[term]\nfrom = 2026-01-01\n'),
    "a table": ("not-a-mapping:1", "when,calls,answered\n2026-03,100,90\n"),
    "a program's text": ("not-a-mapping:1", "import os\nos.system('id')\n"),
    "JSON with a comment": ("not-yaml:2", '{"contract": "harbour", // the key\n "currency": "USD"}\n'),
    "JSON with an end too early": ("not-yaml:2", '{"contract": "harbour"\n'),
    "a template": ("odd-key:1", typed("harbour", "{{ key }}")),
    "a template's loop": ("not-yaml:4", typed("figures:\n", "{% for each in figures %}\nfigures:\n")),
    "two texts merged by hand": ("not-yaml:3", typed("currency: USD\n", "<<<<<<< ours\ncurrency: USD\n=======\n")),
}
CHARACTERS: dict[str, File] = {
    "NUL": ("not-text:5", typed("calls", "ca\x00lls")),
    "an escape": ("not-text:5", typed("calls", "ca\x1b[31mlls")),
    "a backspace": ("not-text:1", typed("harbour", "harbourr\x08")),
    "a form feed between sections": ("not-text:4", typed("figures:", "\x0cfigures:")),
    "a vertical tab": ("not-text:2", typed("currency: USD", "currency:\x0bUSD")),
    "a deleted character": ("not-text:1", typed("harbour", "harbour\x7f")),
    "a control character of the upper half": ("not-text:1", typed("harbour", "harb\x9bour")),
    "half a surrogate": ("not-text:1", typed("harbour", "harb\ud800our")),
    "a byte order mark inside": ("not-text:1", typed("harbour", "harb\ufeffour")),
    "no character at all": ("not-text:1", typed("harbour", "harb\uffffour")),
    "a direction mark in a key": ("not-text:6", typed("answered:", "answ\u202eered:")),
    "a blank of no width in a key": ("not-text:4", typed("figures:", "fig\u200bures:")),
    "a letter that only looks like one": ("unknown-key:2", typed("currency:", "\u0441urrency:")),
    "an accent by itself": ("odd-name:7", typed("  late: {", "  late\u0301: {")),
    "a hard blank for indentation": ("not-yaml:6", typed("  calls: {", "\u00a0\u00a0calls: {")),
    "a hard blank after the colon": ("not-yaml:3", typed("currency: USD", "currency:\u00a0USD")),
    "a colon of another script": ("not-yaml:3", typed("currency: USD", "currency\uff1a USD")),
    "digits of another script": ("not-a-number:17", typed("below: 90", "below: \u0669\u0660")),
    "wide digits in a date": ("no-such-date:3", typed("2026-01-01", "\uff12\uff10\uff12\uff16-01-01")),
    "a minus that is a dash": ("not-a-number:17", typed("below: 90", "below: \u22125")),
    "printed quotes around a number": ("not-a-number:17", typed("below: 90", "below: \u201c90\u201d")),
    "a fraction in one character": ("not-a-number:17", typed("below: 90", "below: 89\u00bd")),
    "a small raised digit": (
        "not-whole:17",
        PAYS + "      - {when: {is: missed, times: 1, in last: \u00b2}, penalty: 5}\n",
    ),
    "a comment that a carriage return ends": ("duplicate-key:5", HEAD + "# nothing here\rcurrency: EUR\n"),
    "a comment that another line break ends": ("duplicate-key:5", HEAD + "# nothing here\u2028currency: EUR\n"),
    "a flag for a currency": ("no-currency:2", typed("USD", "\U0001f1fa\U0001f1f8")),
}
YAML: dict[str, File] = {
    "tabs": ("not-yaml:5", WHOLE.replace("  ", "\t")),
    "a tab after a dash": ("not-yaml:16", typed("      - {below", "      -\t\t{below").replace("    pays:", "\tpays:")),
    "an anchor": ("anchor:1", typed("harbour", "&x harbour")),
    "an anchor on a key": ("anchor:2", typed("currency:", "&x currency:")),
    "an alias": ("anchor:1", typed("harbour", "*x")),
    "an alias to what holds it": ("anchor:16", BASE + "limits: &x [*x]\n"),
    "a billion laughs": ("anchor:1", "a0: &a0 [x]\n" + LAUGHS),
    "a merge key": ("unknown-key:6", typed("answered: {unit: calls}", "answered: {<<: {unit: calls}}")),
    "a merge key with an alias": ("anchor:6", typed("answered: {unit: calls}", "answered: {<<: *x}")),
    "a tag": ("tag:1", typed("harbour", "!!python/object/apply:os.system [id]")),
    "a local tag": ("tag:1", typed("harbour", "!include /etc/passwd")),
    "a tag without a name": ("tag:1", typed("harbour", "! harbour")),
    "a tag in full": ("tag:1", typed("harbour", "!<tag:yaml.org,2002:str> harbour")),
    "a tag on a key": ("tag:2", typed("currency:", "!!str currency:")),
    "a tag on a list": ("tag:16", BASE + "limits: !!set []\n"),
    "a tag for bytes": ("tag:1", typed("harbour", "!!binary aGFyYm91cg==")),
    "a directive": ("tag:3", "%TAG ! tag:evil,2026:\n---\n" + typed("harbour", "!x harbour")),
    "a directive for a version to come": ("not-yaml:1", "%YAML 9.9\n---\n" + WHOLE),
    "two documents": ("second-document:30", WHOLE + "---\n" + WHOLE),
    "a document after the end": ("second-document:31", WHOLE + "...\n---\ncurrency: EUR\n"),
    "a duplicate key": ("duplicate-key:30", WHOLE + "currency: EUR\n"),
    "a duplicate key in quotes": ("duplicate-key:30", WHOLE + '"currency": EUR\n'),
    "a duplicate key in an escape": ("duplicate-key:30", WHOLE + '"curr\\u0065ncy": EUR\n'),
    "a duplicate key in braces": ("duplicate-key:9", typed("{unit: money}", "{unit: money, unit: calls}")),
    "a duplicate key with blanks for underscores": ("duplicate-key:30", WHOLE + "service levels: {}\n"),
    "a level twice": ("duplicate-key:23", WHOLE.replace("  others:", "  late:")),
    "a date twice": ("duplicate-key:14", typed("at least 90", "{2026-01-01: at least 90, 2026-01-01: at least 80}")),
    "a weight twice": ("duplicate-key:16", BASE + "pools: {risk: {of: fee, weights: {answered: 5, answered: 6}}}\n"),
    "a key that is a list": ("odd-key:1", typed("harbour", "{[a]: b}")),
    "a key that is a mapping": ("odd-key:16", BASE + "? {a: b}\n: c\n"),
    "an empty key": ("not-yaml:30", WHOLE + ": nothing\n"),
    "a key of nothing": ("unknown-key:30", WHOLE + "~: nothing\n"),
    "a key over two lines": ("not-yaml:31", WHOLE + '"cust\nomer": x\n'),
    "a key with a value and more below it": ("not-yaml:4", typed("term: {", "term: x\n  from: {")),
    "an unclosed quote": ("not-yaml:19", typed('"1"', '"1')),
    "an unclosed brace": ("not-yaml:10", typed("{unit: money}", "{unit: money")),
    "a brace too many": ("not-yaml:9", typed("{unit: money}", "{unit: money}}")),
    "the wrong bracket": ("not-yaml:9", typed("{unit: money}", "{unit: money]")),
    "no comma": ("not-yaml:17", typed("{below: 90, penalty", "{below: 90 penalty")),
    "two commas": ("not-yaml:17", typed("{below: 90, penalty", "{below: 90,, penalty")),
    "no blank after a colon": ("not-yaml:3", typed("currency: USD", "currency:USD")),
    "a colon inside a value": ("not-yaml:12", typed('"1"', "4.2: answering")),
    "a value that begins with a per cent sign": ("not-yaml:8", typed('unit: "%"', "unit: %")),
    "a value that begins with an at sign": ("not-yaml:1", typed("harbour", "@harbour")),
    "an unknown escape": ("not-yaml:12", typed('"1"', '"\\q"')),
    "an escape that makes a control character": ("not-text:2", typed("harbour\n", 'harbour\ntitle: "a\\x00b"\n')),
    "indentation that does not line up": ("not-yaml:6", typed("  answered: {unit", "   answered: {unit")),
    "a block text indented too little": ("not-yaml:3", typed("harbour\n", "harbour\ntitle: |9\n one\n")),
    "a list where its key ends": ("not-yaml:2", typed("harbour\n", "harbour\n- more\n")),
}
FORM: dict[str, File] = NOT_TEXT | OTHER_LANGUAGES | CHARACTERS | YAML
