"""Figures: a file priced without sending it, and sent."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, request, send_file

from sla.operations import pages, receipts
from sla.operations.answers import refused
from sla.operations.correcting import offer
from sla.operations.submitting import preview, send_figures
from sla.web.api import schemas
from sla.web.api.agreements import ONE, as_settlement
from sla.web.api.door import FILE, agreement_at, caller, done, finding_as_json, found, part, refuse
from sla.web.visitor import desk, now

parts = part("figures", "Figures, priced and sent.")


def sent_file(name: str = "") -> tuple[str, bytes]:
    """The file of a form, or the body under the name in the address; without one, under this name."""
    content = b"" if request.mimetype == "multipart/form-data" else request.get_data()
    sent = request.files.get("file")
    name = (sent.filename if sent else request.args.get("name", "")) or name
    content = sent.read() if sent else content
    if not name or not content:
        remedy = "Send the file as form field `file`, or as the body with ?name=march.csv."
        refuse(refused("request.file", "There is no file in this request", found=name, remedy=remedy))
    return name, content


@parts.post(f"{ONE}/preview")
@parts.doc(requestBody=FILE)
@parts.response(200, schemas.Priced)
@parts.alt_response(422, schema=schemas.Refusal)
def priced(series: str, period: str) -> dict[str, Any]:
    """What a file would come to. Nothing is written."""
    name, content = sent_file()
    looked = done(preview(desk().books, agreement_at(series), period, name, content, by=caller(), at=now()))
    return {
        "sha256": looked.submission.sha256,
        "rows": looked.submission.rows,
        "warnings": [finding_as_json(each) for each in looked.submission.warnings],
        "settlement": as_settlement(looked.settlement),
    }


@parts.post(f"{ONE}/submissions")
@parts.doc(requestBody=FILE)
@parts.response(201, schemas.Receipt)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(422, schema=schemas.Refusal)
def sent(series: str, period: str) -> dict[str, Any]:
    """Send a file in. The same file twice is refused with the version that it is: sending again does no harm."""
    name, content = sent_file()
    receipt = done(send_figures(desk().books, agreement_at(series), period, name, content, by=caller(), at=now()))
    version = receipt.cycle.sent[-1].version
    return {"period": period, "version": version, "sha256": receipt.submission.sha256, "log": receipt.log}


@parts.get(f"{ONE}/submissions/<int:version>/file")
@parts.response(200, content_type="application/octet-stream")
def file(series: str, period: str, version: int) -> Response:
    """A version of the figures as it was sent, byte for byte."""
    kept = found(pages.sent_file(desk().books, agreement_at(series), period, version, by=caller()))
    octets = "application/octet-stream"  # never shown as a page of ours, whatever is in it
    return send_file(io.BytesIO(kept.content), octets, as_attachment=True, download_name=kept.file_name)


@parts.get(f"{ONE}/submissions/<int:version>/receipt")
@parts.response(200)
def receipt(series: str, period: str, version: int) -> Response:
    """The signed receipt of a version, to keep."""
    which = (agreement_at(series), period, version)
    return Response(
        done(receipts.receipt(desk().books, desk().press, *which, by=caller(), at=now())), mimetype="application/json"
    )


@parts.post(f"{ONE}/corrections")
@parts.doc(requestBody=FILE)
@parts.arguments(schemas.Perhaps, location="query")
@parts.response(201)
@parts.alt_response(409, schema=schemas.Refusal)
def corrected(said: dict[str, str], series: str, period: str) -> dict[str, Any]:
    """Offer a file for a period that is closed for figures; the customer decides."""
    name, content = sent_file()
    which = (desk().books, agreement_at(series), period)
    made = done(offer(*which, name, content, said["reason"], by=caller(), at=now()))
    return {"matter": made.number, "state": str(made.state)}
