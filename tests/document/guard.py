"""What PDF/A-3a and PDF/UA-1 ask for and a program can see: every finding in words, none for a conforming file."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

PDF = Any
INVOICES = ("factur-x.xml", "ubl.xml")


def flaws(content: bytes) -> list[str]:
    """Everything that a file fails in."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [*_metadata(pdf), *_catalog(pdf), *_files(pdf), *_structure(pdf), *_fonts(pdf), *_pages(pdf)]


def _metadata(pdf: PDF) -> Iterator[str]:
    text = pdf.Root.Metadata.read_bytes().decode()
    if text.count("<rdf:RDF") != 1:
        yield "the metadata have not exactly one rdf:RDF"
    if not re.search(r'pdfaid:part="3"', text) or not re.search(r'pdfaid:conformance="A"', text):
        yield "the metadata do not say PDF/A-3a"
    if "<pdfuaid:part>1</pdfuaid:part>" not in text or "pdfaExtension:schemas" not in text:
        yield "the metadata do not say PDF/UA-1, or do not explain the words for it"
    yield from _invoiced(pdf, text)
    if "ns0:" in text or "ns1:" in text:
        yield "a prefix of the metadata was renamed"
    if not re.search(r"<dc:title>.*(Statement|Abrechnung) [A-Z]", text, re.DOTALL):
        yield "the metadata have no title"
    created = re.search(r"<xmp:CreateDate>([^<]+)<", text)
    info = str(pdf.docinfo["/CreationDate"])
    if not created or re.sub(r"\D", "", created[1]) != re.sub(r"\D", "", info):
        yield "the dates of metadata and information differ"


def _invoiced(pdf: PDF, metadata: str) -> Iterator[str]:
    """Factur-X: the metadata tell of the file if and only if it is there."""
    there = "factur-x.xml" in pdf.attachments
    says = {
        "DocumentFileName": "factur-x.xml",
        "DocumentType": "INVOICE",
        "Version": "1.0",
        "ConformanceLevel": "EN 16931",
    }
    if there != ("urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#" in metadata):
        yield "the metadata and the attached files disagree about an e-invoice"
    for name, value in says.items() if there else ():
        if f"<fx:{name}>{value}</fx:{name}>" not in metadata:
            yield f"the metadata do not say fx:{name}"
    if there and "<pdfaSchema:prefix>fx</pdfaSchema:prefix>" not in metadata:
        yield "the metadata do not explain the words for an e-invoice"


def _catalog(pdf: PDF) -> Iterator[str]:
    root = pdf.Root
    if str(root.get("/Lang", "")) not in ("en", "de"):
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window does not show the title"
    intents = root.get("/OutputIntents", [])
    if [str(each.S) for each in intents] != ["/GTS_PDFA1"]:
        yield "no output intent"
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "no identifier"
    if "/Version" in root or pdf.pdf_version != "1.7":
        yield "not PDF 1.7"
    if "/Encrypt" in pdf.trailer:
        yield "encrypted"
    if "/JavaScript" in root.get("/Names", {}) or "/OpenAction" in root:
        yield "it acts by itself"


def _files(pdf: PDF) -> Iterator[str]:
    named = pdf.Root.Names.EmbeddedFiles.Names
    names = [str(named[index]) for index in range(0, len(named), 2)]
    if names != sorted(names) or not names:
        yield "attached files are missing or out of order"
    associated = [each.objgen for each in pdf.Root.AF]
    if len(associated) != len(set(associated)) or len(associated) != len(names):
        yield "the associated files are not each named once"
    for each in pdf.Root.AF:
        if not all(key in each for key in ("/AFRelationship", "/F", "/UF", "/Desc")):
            yield f"{each.UF} is not described"
        if str(each.AFRelationship) != ("/Alternative" if str(each.UF) in INVOICES else "/Data"):
            yield f"{each.UF} has the wrong relationship"
        if not {"/ModDate", "/Size"} <= set(each.EF.F.Params.keys()) or "/Subtype" not in each.EF.F:
            yield f"{each.UF} has no date, size or kind"


def _structure(pdf: PDF) -> Iterator[str]:
    levels = []
    for element in _elements(pdf.Root.StructTreeRoot):
        kind = str(element.get("/S", ""))
        if re.fullmatch(r"/H[1-6]", kind):
            levels.append(int(kind[2]))
        if kind == "/Figure" and not str(element.get("/Alt", "")):
            yield "a figure has no description"
    if not levels or levels[0] != 1 or levels.count(1) != 1:
        yield "the headings do not begin with one of the first level"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "the headings skip a level"
    if "/ParentTree" not in pdf.Root.StructTreeRoot:
        yield "no parent tree"


def _elements(element: PDF) -> Iterator[PDF]:
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _elements(child)


def _fonts(pdf: PDF) -> Iterator[str]:
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if str(each.get("/Type", "")) == "/FontDescriptor" and not {"/FontFile2", "/FontFile3"} & set(each.keys()):
            yield "a font is not embedded"
        if str(each.get("/Subtype", "")) == "/Type0" and "/ToUnicode" not in each:
            yield "a font does not tell its letters"
        if each.get("/Interpolate", False):
            yield "a picture is smoothed"
        if "/SMask" in each and str(each.get("/Subtype", "")) == "/Image":
            yield "a picture is transparent"


def _pages(pdf: PDF) -> Iterator[str]:
    for page in pdf.pages:
        if str(page.get("/Tabs", "")) != "/S" or "/StructParents" not in page:
            yield "a page is outside the structure"
        for note in page.get("/Annots", []):
            if int(note.get("/F", 0)) & 4 == 0:
                yield "an annotation does not print"
            box = [float(edge) for edge in note.Rect]
            if str(note.Subtype) == "/Widget" and any(box):
                yield "the field of the seal is visible, and not in the structure"
