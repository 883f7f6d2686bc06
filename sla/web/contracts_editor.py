"""`/contracts/drafts/...`: contracts while they are written, with every finding at its line and the words beside it.

A draft is kept whenever it is saved, or a moment after the last key where scripts run. Nobody's text is lost: where
somebody else was faster, the page holds both.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from sla.contract.passages import passages
from sla.contract.schema import schema
from sla.contract.words import chapters
from sla.cycle.proposing import Draft, may_write, not_kept
from sla.operations import contract_drafts
from sla.operations.answers import is_unknown, refused
from sla.operations.contract_drafts import Files, Looked
from sla.values import Findings
from sla.web.amounts import day_of
from sla.web.asked import plain_text
from sla.web.security import WITH_REQUESTS
from sla.web.visitor import desk, found, me, missing, now

pages = Blueprint("contracts_editor", __name__)
Page = str | Response | Answer | tuple[str, int]
EXAMPLE = Path(__file__).parents[2] / "docs" / "first" / "contract.yaml"
"""What a new contract begins with: the first one of the guide, to write over."""


@pages.post("/contracts/drafts")
def start() -> Page:
    """Begin a draft: of chosen files, of the latest version of a contract, or of an example."""
    contract, said = request.form.get("contract", ""), day_of(request.form.get("effective", ""))
    day = None if isinstance(said, Findings) else said
    files = _chosen()
    if isinstance(files, Findings):
        return _refused(files)
    if not files and not contract:
        files = ((EXAMPLE.name, EXAMPLE.read_text()),)
    if contract and not files and day is None:
        remedy = "Write the day as 2026-10-01."
        return _refused(refused("draft.day", "It does not say from when it shall count", remedy=remedy))
    answer = contract_drafts.start(desk().books, contract, files, day, by=me(), at=now())
    if isinstance(answer, Findings):
        return missing(answer) if is_unknown(answer) else _refused(answer)
    return redirect(url_for("contracts_editor.page", draft=answer.id), 303)


def _chosen() -> Files | Findings:
    """The files that came with the form."""
    found_: list[tuple[str, str]] = []
    for file in request.files.getlist("file"):
        if file.filename:
            try:
                found_.append((file.filename, plain_text(file.read().decode("utf-8-sig"))))
            except UnicodeDecodeError:
                remedy = "Save it as plain UTF-8 text."
                return refused("contract.not-text", "This file is not UTF-8 text", found=file.filename, remedy=remedy)
    return tuple(found_)


def _refused(findings: Findings) -> tuple[str, int]:
    return render_template("contract-refused.html", refusal=findings), 409


@pages.get("/contracts/schema.json")
def form_of_contracts() -> Response:
    """The JSON Schema of contract files, for the editor here and for any other."""
    answer = jsonify(schema())
    answer.mimetype = "application/schema+json"
    return answer


@pages.get("/contracts/drafts/<int:draft>")
def page(draft: int) -> Page:
    """The draft, one file at a time."""
    looked = load(draft)
    return _editor(looked, _named(looked.draft, request.args.get("file", "")))


@pages.post("/contracts/drafts/<int:draft>")
def save(draft: int) -> Page:
    """Keep what was written; a script asks for what is said about it, a form is led back to the page."""
    looked = load(draft)
    name, seen = request.form.get("file", ""), revision(request.form)
    files = _written(looked.draft, name, request.form)
    answer = contract_drafts.keep(desk().books, draft, files, seen, by=me(), at=now())
    by_script = "X-While-Writing" in request.headers
    if isinstance(answer, Findings):
        return _not_kept(load(draft), name, files, answer, by_script=by_script)
    if by_script:
        return _said(load(draft), name)
    here = name if name in dict(answer.files) else answer.files[0][0]
    return redirect(url_for("contracts_editor.page", draft=draft, file=here), 303)


def _not_kept(looked: Looked, name: str, files: Files, refusal: Findings, *, by_script: bool) -> Page:
    """Somebody was faster, or it cannot be kept: the person's text stays on the page."""
    if is_unknown(refusal):
        missing(refusal)
    theirs = looked if not_kept(files) else contract_drafts.as_if(desk().books, looked, files, by=me())
    text = dict(files).get(name, request.form.get("text", ""))
    if by_script:
        return _said(theirs, name, refusal)
    answer = _editor(theirs, name, text=text, refusal=refusal, standing=looked)
    answer.status_code = 409
    return answer


def _said(looked: Looked, name: str, refusal: Findings | None = None) -> Response:
    """What is said about a text, without the text."""
    text = render_template("draft-said.html", **_about(looked, name), refusal=refusal, by_script=True)
    answer = make_response(text, 409 if refusal else 200)
    answer.headers["X-Seen"] = str(looked.draft.revision)
    return answer


def _editor(
    looked: Looked,
    name: str,
    *,
    text: str | None = None,
    refusal: Findings | None = None,
    standing: Looked | None = None,
) -> Response:
    """The page; `standing` is what is kept where the text on the page is not."""
    mine = dict(looked.draft.files).get(name, "") if text is None else text
    kept = dict(standing.draft.files).get(name, "") if standing else mine
    shown = render_template(
        "contract-editor.html",
        **_about(looked, name),
        text=mine,
        refusal=refusal,
        by_script=False,
        apart=passages(kept.splitlines(), mine.splitlines()) if standing else (),
        open=may_write((standing or looked).draft, me()) is None,
        seen=(standing or looked).draft.revision,
    )
    answer = make_response(shown)
    answer.headers["Content-Security-Policy"] = WITH_REQUESTS
    return answer


def _about(looked: Looked, name: str) -> dict[str, object]:
    """What is said about one file of a draft."""
    findings = looked.judged.findings
    here = [each for each in findings if each.place.file in (name, "")]
    version = next((each for each in looked.judged.new if each.file == name), None)
    told = looked.judged.definition.at(version.days[-1]) if version and looked.judged.definition else None
    text = dict(looked.draft.files).get(name, "")
    return {
        "looked": looked,
        "draft": looked.draft,
        "name": name,
        "here": here,
        "elsewhere": [each for each in findings if each not in here],
        "by_line": {line: [each for each in here if each.place.line == line] for line in {e.place.line for e in here}},
        "lines": text.splitlines(),
        "version": version,
        "chapters": tuple(chapters(told)) if told else (),
    }


def _written(draft: Draft, name: str, form: Mapping[str, str]) -> Files:
    """The files with what was written in one of them; one is added or left out where its button was pressed."""
    files = {**dict(draft.files), name: plain_text(form.get("text", ""))}
    if "leave_out" in form:
        files.pop(name, None)
    if form.get("add"):
        files.setdefault(form.get("new_name", "").strip(), "")
    return tuple(files.items())


def _named(draft: Draft, name: str) -> str:
    """The file that an address names, or the first."""
    return name if name in dict(draft.files) else draft.files[0][0]


def revision(form: Mapping[str, str]) -> int:
    """The revision that a form carries; none that ever was, where it carries none."""
    text = form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def load(draft: int) -> Looked:
    """The draft that an address names; 404 where there is none to see."""
    return found(contract_drafts.look(desk().books, draft, by=me()))
