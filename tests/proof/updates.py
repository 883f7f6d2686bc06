"""Sixty ways to change a sealed paper that leave what was sealed as it is: all is appended, or hung onto the file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from sla.document import keys
from sla.document.pades import _KeptKey
from tests.document import sample
from tests.proof.junk import junk

Update = Callable[[IncrementalPdfFileWriter], None]
ANNOTATIONS = "FreeText Stamp Square Text Highlight Ink Redact FileAttachment Widget Popup".split()


_dictionary: Any = DictionaryObject
_whole: Any = NumberObject
_truth: Any = BooleanObject
_decimal: Any = FloatObject
_written: Any = IncrementalPdfFileWriter.write


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def made(**entries: PdfObject) -> DictionaryObject:
    entries_of: DictionaryObject = _dictionary({name(key): value for key, value in entries.items()})
    return entries_of


def numbers(*values: float) -> ArrayObject:
    return ArrayObject(_decimal(str(value)) for value in values)


def drawing(text: str) -> StreamObject:
    """Paints a white box, and writes over it."""
    return StreamObject(stream_data=f"q 1 g 50 700 300 60 re f 0 g BT /F0 12 Tf 60 720 Td ({text}) Tj ET Q".encode())


def page(writer: IncrementalPdfFileWriter, number: int = 0) -> DictionaryObject:
    found: DictionaryObject = writer.root["/Pages"]["/Kids"][number].get_object()
    return found


def changed(writer: IncrementalPdfFileWriter, on: PdfObject) -> None:
    """An object that was changed is written anew."""
    reference = getattr(on, "container_ref", None)
    writer.mark_update(reference if reference is not None else writer.root_ref)


def annotated(kind: str, number: int = 0) -> Update:
    def update(writer: IncrementalPdfFileWriter) -> None:
        on = page(writer, number)
        note = made(Type=name("Annot"), Subtype=name(kind), Rect=numbers(50, 700, 350, 760), F=_whole(4))
        note[name("Contents")] = TextStringObject("Nothing is owed.")
        held = on.get("/Annots", ArrayObject())
        on[name("Annots")] = ArrayObject([*held, writer.add_object(note)])
        changed(writer, on)

    return update


def drawn_over(number: int, *, first: bool = False, alone: bool = False, layer: bool = False) -> Update:
    """Something painted over a page, under it, instead of it, or in a layer."""

    def update(writer: IncrementalPdfFileWriter) -> None:
        on, stream = page(writer, number), drawing("USD 1.00")
        if layer:
            group = writer.add_object(made(Type=name("OCG"), Name=TextStringObject("amounts")))
            writer.root[name("OCProperties")] = made(OCGs=ArrayObject([group]), D=made(ON=ArrayObject([group])))
            changed(writer, writer.root)
            stream = StreamObject(stream_data=b"/OC /L BDC " + stream.data + b" EMC")
        new, held = writer.add_object(stream), on.raw_get("/Contents")
        old = list(held) if isinstance(held, ArrayObject) else [held]
        on[name("Contents")] = ArrayObject([new] if alone else [new, *old] if first else [*old, new])
        changed(writer, on)

    return update


def on_page(number: int, **entries: PdfObject) -> Update:
    def update(writer: IncrementalPdfFileWriter) -> None:
        on = page(writer, number)
        on.update({name(key): value for key, value in entries.items()})
        changed(writer, on)

    return update


def on_root(**entries: PdfObject) -> Update:
    def update(writer: IncrementalPdfFileWriter) -> None:
        writer.root.update({name(key): value for key, value in entries.items()})
        changed(writer, writer.root)

    return update


def without(key: str) -> Update:
    def update(writer: IncrementalPdfFileWriter) -> None:
        del writer.root[name(key)]
        changed(writer, writer.root)

    return update


def hidden(state: str) -> Update:
    def update(writer: IncrementalPdfFileWriter) -> None:
        group = writer.add_object(made(Type=name("OCG"), Name=TextStringObject("page")))
        layers = made(OCGs=ArrayObject([group]), D=made(BaseState=name(state), OFF=ArrayObject([group])))
        on_root(OCProperties=layers)(writer)

    return update


def pages(rearranged: Callable[[list[PdfObject]], list[PdfObject]]) -> Update:
    def update(writer: IncrementalPdfFileWriter) -> None:
        tree = writer.root["/Pages"]
        kids = rearranged(list(tree.raw_get("/Kids")))
        tree[name("Kids")], tree[name("Count")] = ArrayObject(kids), _whole(len(kids))
        changed(writer, tree)

    return update


def described(writer: IncrementalPdfFileWriter) -> None:
    old = writer.root["/Metadata"].data
    writer.root[name("Metadata")] = writer.add_object(
        StreamObject(
            made(Type=name("Metadata"), Subtype=name("XML")), stream_data=old.replace(b"tatement", b"tatemend")
        )
    )
    changed(writer, writer.root)


def titled(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(writer.add_object(made(Title=TextStringObject("Statement, settled in full"))))


def attached(which: int, *, replaced: bytes | None) -> Update:
    """An attached file with other content, or taken away."""

    def update(writer: IncrementalPdfFileWriter) -> None:
        tree = writer.root["/Names"]["/EmbeddedFiles"]
        held = list(tree.raw_get("/Names"))
        if replaced is None:
            del held[2 * which : 2 * which + 2]
        else:
            stream = StreamObject(made(Type=name("EmbeddedFile")), stream_data=replaced)
            stands = writer.add_object(stream)
            spec = made(Type=name("Filespec"), F=held[2 * which], UF=held[2 * which], EF=made(F=stands, UF=stands))
            held[2 * which + 1] = writer.add_object(spec)
        tree[name("Names")] = ArrayObject(held)
        changed(writer, tree)
        changed(writer, writer.root)

    return update


def added(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Names"]["/EmbeddedFiles"]
    spec = made(Type=name("Filespec"), F=TextStringObject("z.json"), EF=made(F=writer.add_object(drawing("z"))))
    tree[name("Names")] = ArrayObject([*tree.raw_get("/Names"), TextStringObject("z.json"), writer.add_object(spec)])
    changed(writer, tree)
    changed(writer, writer.root)


def emptied(writer: IncrementalPdfFileWriter) -> None:
    """The stream of the first attachment itself, under its own number."""
    spec = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
    stream = spec["/EF"]["/F"]
    stream._data = stream._encoded_data = b"{}"
    changed(writer, stream)


def unsealed(writer: IncrementalPdfFileWriter) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    del field["/V"]
    changed(writer, field)


def form(writer: IncrementalPdfFileWriter) -> None:
    append_signature_field(writer, SigFieldSpec("Approved", box=(50, 50, 200, 100)))


UPDATES: dict[str, Update] = {
    **{f"annotation: {kind}": annotated(kind) for kind in ANNOTATIONS},
    "annotation on the last page": annotated("FreeText", -1),
    "painted over page 1": drawn_over(0),
    "painted under page 1": drawn_over(0, first=True),
    "painted instead of page 1": drawn_over(0, alone=True),
    "painted over the last page": drawn_over(-1),
    "painted instead of the last page": drawn_over(-1, alone=True),
    "painted in a layer": drawn_over(0, layer=True),
    "layers off": hidden("OFF"),
    "layers on": hidden("ON"),
    "layers unchanged": hidden("Unchanged"),
    "cropped": on_page(0, CropBox=numbers(0, 0, 100, 100)),
    "larger": on_page(0, MediaBox=numbers(0, 0, 2000, 2000)),
    "turned": on_page(0, Rotate=_whole(180)),
    "other fonts": on_page(0, Resources=made(Font=made())),
    "page 1 taken away": pages(lambda kids: kids[1:]),
    "last page taken away": pages(lambda kids: kids[:-1]),
    "pages turned around": pages(lambda kids: kids[::-1]),
    "page 1 twice": pages(lambda kids: [kids[0], *kids]),
    "XMP": described,
    "title": titled,
    "language": on_root(Lang=TextStringObject("de")),
    "not tagged": on_root(MarkInfo=made(Marked=_truth(False))),
    "tags taken away": without("StructTreeRoot"),
    "how it opens": on_root(ViewerPreferences=made(HideToolbar=_truth(True))),
    "script": on_root(OpenAction=made(S=name("JavaScript"), JS=TextStringObject("app.alert(1)"))),
    "opens an address": on_root(OpenAction=made(S=name("URI"), URI=TextStringObject("https://pay.example"))),
    "additional actions": on_root(AA=made(WC=made(S=name("JavaScript"), JS=TextStringObject("1")))),
    "colours taken away": without("OutputIntents"),
    "permissions taken away": without("Perms"),
    "forms taken away": without("AcroForm"),
    "seal taken out of its field": unsealed,
    "a field for another seal": form,
    "evidence": on_root(DSS=made(Certs=ArrayObject())),
    "first attachment replaced": attached(0, replaced=b"{}"),
    "second attachment replaced": attached(1, replaced=b"from,to\r\n"),
    "first attachment taken away": attached(0, replaced=None),
    "second attachment taken away": attached(1, replaced=None),
    "attachment added": added,
    "attachment emptied": emptied,
    "attachments unlinked": without("AF"),
    "names taken away": without("Names"),
    "requirements": on_root(Requirements=ArrayObject([made(S=name("EnableJavaScripts"))])),
}


def updates(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each with its name."""
    for called, update in UPDATES.items():
        writer, output = IncrementalPdfFileWriter(io.BytesIO(content), strict=False), io.BytesIO()
        update(writer)
        _written(writer, output)
        yield called, output.getvalue()
    yield from _seals(content)
    yield from junk(content)


class _Brazen(PdfSigner):
    """Signs although the seal forbids every change."""

    def _enforce_certification_constraints(self, reader: PdfFileReader) -> None:
        """Do not ask."""


def _seals(content: bytes) -> Iterator[tuple[str, bytes]]:
    """A second seal, over the paper as it was and over a changed one: a stranger's, and one of our own key."""
    stranger = keys.make(Path(mkdtemp()), sample.SEALED_AT)
    for whose, key in (("a stranger's", stranger), ("our own", sample.key())):
        for over, first in (("", None), (" over a change", described)):
            writer, output = IncrementalPdfFileWriter(io.BytesIO(content), strict=False), io.BytesIO()
            if first:
                first(writer)
            form = PdfSignatureMetadata(field_name="Second", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
            _Brazen(form, _KeptKey(key)).sign_pdf(writer, output=output)
            yield f"{whose} second seal{over}", output.getvalue()
