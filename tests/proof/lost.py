"""Nothing that somebody writes or chooses is lost: in every form session, server or tab goes, and they come back.

`python -m tests.proof.lost` does so at every point in Chromium, comes back by signing in at home, and closes with how
many fields and files were lost. Words after it choose points, as in `"relief: server"`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.operations.house import APRIL, figures
from tests.proof.lost_forms import NORTH, WRITINGS, Proof, Told, Way
from tests.proof.lost_house import FEBRUARY, opened
from tests.web.browser import chromium

LEAST = 30


def wizard(proof: Proof, chosen: Callable[[str], bool]) -> None:
    """From the file to the price: what was chosen is there, with its fingerprint, whatever goes at whichever step."""
    steps = {"problems": figures(APRIL, calls=-1), "preview": figures(APRIL), "send": figures(APRIL, complaints=5)}
    for step, content in steps.items():
        for way in (Way.TAB, Way.SERVER, Way.SESSION):
            if chosen(f"{step}: {way}"):
                _looked(proof, step, content, way)
    for way in Way:
        if chosen(f"upload: {way}"):
            _uploading(proof, way)


def upload(page: Page, name: str, content: bytes) -> None:
    page.set_input_files("#file", FilePayload(name=name, mimeType="text/csv", buffer=content))


def _looked(proof: Proof, step: str, content: bytes, way: Way) -> None:
    """The file was looked at; at this step something goes."""
    pat, name = proof.pages.house.pat, f"{step} {way}.csv"
    check = f"{proof.pages.address}{NORTH}/{APRIL}/check"
    with proof.somebody(pat) as page:
        page.goto(f"{proof.pages.address}{NORTH}/{APRIL}/upload")
        upload(page, name, content)
        page.get_by_role("button", name="Look at it").click()
        page.locator("h2", has_text="problem").or_(page.get_by_text(name)).first.wait_for()
        if way is Way.SERVER:
            proof.pages.kill()
            proof.pages.start()
        if way is Way.SESSION:
            page.context.clear_cookies()
            if step == "send":
                page.get_by_role("button", name="Send April 2026").click()
                page.get_by_role("link", name="Open the page again").click()
            else:
                page.goto(check)
            proof.sign_in(page, pat)
            assert page.url == check
    with proof.somebody(pat) as page:
        page.get_by_role("link", name="Go on with it").click()
        text = page.inner_text("main")
    digest = sha256(content).hexdigest()
    wanted = [name, "-1"] if step == "problems" else [name, digest]
    proof.told.met(f"{step}: {way}", wanted, [each for each in wanted if each in text])


def _uploading(proof: Proof, way: Way) -> None:
    """The file is on its way; it arrives, or stays chosen until it has."""
    pat, content = proof.pages.house.pat, figures(APRIL, answered=700 + len(way))
    with proof.somebody(pat, scripts=way is not Way.NO_SCRIPTS) as page:
        page.goto(f"{proof.pages.address}{NORTH}/{APRIL}/upload")
        upload(page, f"{way}.csv", content)
        look = page.get_by_role("button", name="Look at it")
        match way:
            case Way.TAB:
                with page.expect_request_finished(lambda request: request.method == "POST"):
                    look.click()
            case Way.SERVER:
                proof.pages.kill()
                look.click()
                expect(page.locator(".travel [role=status]")).to_contain_text("did not arrive")
                proof.pages.start()
                look.click()
                page.wait_for_url("**/check")
            case Way.SESSION:
                page.context.clear_cookies()
                look.click()
                expect(page.locator(".travel [role=status]")).to_contain_text("You are signed out")
                other = page.context.new_page()
                other.goto(proof.pages.address)
                proof.sign_in(other, pat)
                look.click()
                page.wait_for_url("**/check")
            case Way.NO_SCRIPTS:
                page.context.clear_cookies()
                look.click()
                proof.sign_in(page, pat)
                expect(page.get_by_text("arrived after you were signed out")).to_be_visible()
                page.get_by_role("button", name="Look at it").click()
    with proof.somebody(pat) as page:
        page.get_by_role("link", name="Go on with it").click()
        text = page.inner_text("main")
    wanted = [f"{way}.csv", sha256(content).hexdigest()]
    proof.told.met(f"upload: {way}", wanted, [each for each in wanted if each in text])


def looked_at(proof: Proof) -> None:
    """A correction of the issued period and a file for the open one are looked at already."""
    with proof.somebody(proof.pages.house.pat) as page:
        own = b"Month,Offered,In time,Trouble\n2026-04,1000,700,4\n"
        for month, content in ((FEBRUARY, figures(FEBRUARY, answered=820)), (APRIL, own)):
            page.goto(f"{proof.pages.address}{NORTH}/{month}/upload")
            upload(page, f"{month}.csv", content)
            page.get_by_role("button", name="Look at it").click()
            page.wait_for_url(lambda url: url.endswith(("/check", "/match")))


def proved(folder: Path, chosen: Callable[[str], bool]) -> Told:
    """Every point that is chosen."""
    with opened(folder) as pages, chromium() as browser:
        proof = Proof(browser, pages, Told())
        if any(chosen(f"{name}: {way}") for name in ("why corrected", "columns") for way in Way):
            looked_at(proof)
        for what in WRITINGS:
            for way in Way:
                if chosen(f"{what.name}: {way}"):
                    proof.written(what, way)
        wizard(proof, chosen)
        return proof.told


def main() -> None:
    """All of them."""
    words = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        told = proved(Path(name), lambda point: not words or any(word in point for word in words))
    for each in told.lost:
        print(f"lost: {each}")
    print(f"{told.points} points, {told.held} fields and files, {len(told.lost)} lost")
    raise SystemExit(1 if told.lost or (not words and told.points < LEAST) else 0)


if __name__ == "__main__":
    main()
