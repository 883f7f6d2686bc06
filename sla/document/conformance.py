"""The last touches that make the printed file PDF/A-3 and PDF/UA-1 at once."""

from __future__ import annotations

from typing import Protocol

_ACCESSIBLE = b"""<rdf:Description rdf:about=""\
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>"""
"""What the metadata must say besides, inside their one `rdf:RDF`: a second one is not read by checkers."""
_END = b"</rdf:RDF>"


class Pdf(Protocol):
    """What is touched of the file under construction."""

    objects: list[object]
    catalog: dict[str, list[object]]


def finish(_document: object, pdf: Pdf) -> None:
    """Say PDF/UA-1 in the metadata, and name each attached file once: WeasyPrint lists every one twice."""
    for each in pdf.objects:
        if getattr(each, "extra", {}).get("Type") == "/Metadata":
            stream = getattr(each, "stream", [b""])
            before, end, after = stream[0].rpartition(_END)
            stream[0] = before + _ACCESSIBLE + end + after
    files = pdf.catalog["AF"]
    files[:] = dict.fromkeys(files)
