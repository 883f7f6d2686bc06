"""XML as text: what is written is read back the same."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sla.statement.einvoice.xml import document, leaf, some, tag

PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=60)


@given(PRINTED, PRINTED)
def test_any_text_comes_back(content: str, attribute: str) -> None:
    root = etree.fromstring(document(tag("a", leaf("b", content, c=attribute)), {"": "urn:x"}))
    assert (root[0].text or "", root[0].get("c")) == (content, attribute)
    assert root.tag == "{urn:x}a"


def test_what_is_empty_is_left_out_and_numbers_are_plain() -> None:
    written = document(tag("a", some("b", ""), None, leaf("c", Decimal("1E+3"))), {}).decode()
    assert written == '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n <c>1000</c>\n</a>\n'
