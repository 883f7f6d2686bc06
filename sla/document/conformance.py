"""The last touches that make the printed file PDF/A-3, PDF/UA-1 and, with an e-invoice inside, Factur-X at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from sla.statement.einvoice import cii

FACTUR_X = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
"""The namespace of the four properties that tell a reader of an e-invoice inside; their prefix is `fx`."""
_ACCESSIBLE = (("part", "Integer", "Part of ISO 14289 that the file follows"),)
_INVOICED = (
    ("DocumentFileName", "Text", "Name of the attached XML file"),
    ("DocumentType", "Text", "INVOICE, for credit notes too"),
    ("Version", "Text", "Version of the XML schema"),
    ("ConformanceLevel", "Text", "Profile that the XML file follows"),
)
_VALUES = {"DocumentFileName": cii.FILE, "DocumentType": "INVOICE", "Version": "1.0", "ConformanceLevel": "EN 16931"}
_END = b"</rdf:RDF>"


class Pdf(Protocol):
    """What is touched of the file under construction."""

    objects: list[object]
    catalog: dict[str, list[object]]


def finisher(names: Iterable[str]) -> Callable[[object, Pdf], None]:
    """What WeasyPrint calls when a file with attachments of these names is ready to be written."""
    added = _metadata(invoiced=cii.FILE in names).encode()

    def finish(_document: object, pdf: Pdf) -> None:
        """Complete the metadata, and name each attached file once: WeasyPrint lists every one twice."""
        for each in pdf.objects:
            if getattr(each, "extra", {}).get("Type") == "/Metadata":
                stream = getattr(each, "stream", [b""])
                # into the one rdf:RDF there is: a second one is not read by checkers
                before, end, after = stream[0].rpartition(_END)
                stream[0] = before + added + end + after
        files = pdf.catalog["AF"]
        files[:] = dict.fromkeys(files)

    return finish


def _metadata(*, invoiced: bool) -> str:
    """What the metadata must say besides, and the words for it explained."""
    schemas = _schema("PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", _ACCESSIBLE)
    says = (
        '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">'
        "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    )
    if invoiced:
        schemas += _schema("Factur-X PDFA Extension Schema", FACTUR_X, "fx", _INVOICED)
        values = "".join(f"<fx:{name}>{value}</fx:{name}>" for name, value in _VALUES.items())
        says += f'<rdf:Description xmlns:fx="{FACTUR_X}" rdf:about="">{values}</rdf:Description>'
    return (
        '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
        ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
        ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas></rdf:Description>{says}"
    )


def _schema(name: str, uri: str, prefix: str, properties: tuple[tuple[str, str, str], ...]) -> str:
    """One extension schema of PDF/A: what each property is called, its type, and what it means."""
    described = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{each}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{'internal' if kind == 'Integer' else 'external'}</pdfaProperty:category>"
        f"<pdfaProperty:description>{means}</pdfaProperty:description></rdf:li>"
        for each, kind, means in properties
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
