"""Contracts while they are written: findings at their lines, nobody's text lost, two people for each text."""

from __future__ import annotations

import io
from hashlib import sha256

import pytest
from werkzeug.test import TestResponse

from sla.cycle import Person
from tests.operations.house import TEXT
from tests.web.site import Browser, Site, words

SECOND = (
    TEXT.replace("version: 1", "version: 2\neffective: 2026-10-01")
    .replace("at least 70", "at least 75")
    .replace("period: 2026-01", "period: 2026-10")
)
NAME = "version-2.yaml"


def begun(site: Site, text: str = SECOND, by: Person | None = None) -> tuple[Browser, str]:
    """Somebody at their desk with a draft of version 2, and its address."""
    browser = site.visit(by or site.house.mia)
    answer = browser.post("/contracts/drafts", contract="harbour", effective="2026-10-01")
    assert answer.status_code == 303, words(answer)
    path = answer.headers["Location"]
    assert written(browser, path, text).status_code == 303
    return browser, path


def written(browser: Browser, path: str, text: str, *, seen: str = "", name: str = NAME, **more: str) -> TestResponse:
    return browser.post(path, file=name, text=text, seen=seen or browser.seen(path), **more)


def test_a_new_version_begins_with_the_text_before(site: Site) -> None:
    browser = site.visit(site.house.mia)
    path = browser.post("/contracts/drafts", contract="harbour", effective="2026-10-01").headers["Location"]
    page = browser.page(path)
    assert "version: 2\n" in page
    assert "effective: 2026-10-01\n" in page
    assert "Nothing is to be said against it" in page
    assert path in browser.page("/contracts")


def test_every_finding_stands_at_its_line_with_what_to_do(site: Site) -> None:
    browser, path = begun(site, SECOND.replace("target: at least 75", "target: at lest 75"))
    page = browser.page(path)
    line = SECOND.splitlines().index("    target: at least 75") + 1
    assert f'data-line="{line}"' in page
    assert f'href="#L{line}">Line {line}, column 13</a>' in page
    assert "1 thing stands in the way" in page
    written(browser, path, SECOND)
    assert "Target: at least 75 %." in words(browser.get(path))
    assert "Nothing is to be said against it" in browser.page(path)


def test_while_somebody_writes_only_what_is_said_comes_back(site: Site) -> None:
    browser, path = begun(site)
    form = {"csrf_token": browser.token(), "file": NAME, "text": "contract: [", "seen": browser.seen(path)}
    answer = browser.client.post(path, data=form, headers={"X-While-Writing": "1"})
    assert (answer.status_code, answer.headers["X-Seen"]) == (200, browser.seen(path))
    assert "<html" not in answer.text
    assert "data-line=" in answer.text
    again = browser.client.post(path, data=form, headers={"X-While-Writing": "1"})
    assert again.status_code == 409
    assert "changed by somebody else" in again.text


def test_somebody_else_was_faster_and_both_texts_are_there(site: Site) -> None:
    browser, path = begun(site)
    seen = browser.seen(path)
    other = site.visit(site.house.max)
    assert written(other, path, SECOND.replace("2500.00", "2600.00")).status_code == 303
    mine = SECOND.replace("2500.00", "2700.00")
    answer = written(browser, path, mine, seen=seen)
    assert answer.status_code == 409
    said = words(answer)
    assert "changed by Max Manager" in said
    assert "Gone: - {below: 65, penalty: 2600.00}" in said
    assert "New: - {below: 65, penalty: 2700.00}" in said
    assert "2600.00" in browser.page(path)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [*x, *x]\n",
        "x: " + "[" * 5000,
        "\x00\x01: \ud7ff\u202e",
        "- a\n" * 20_000,
        "x" * 999_000,
        "contract: harbour\nversion: 2\n" + "k: {a: b}\n" * 9000,
        "",
    ],
    ids=["aliases", "depth", "signs", "lines", "long", "keys", "nothing"],
)
def test_hostile_texts_are_kept_and_told(site: Site, text: str) -> None:
    browser, path = begun(site)
    assert written(browser, path, text).status_code == 303
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "in the way" in answer.text


def test_what_is_no_contract_by_its_size_is_not_kept_and_not_lost(site: Site) -> None:
    browser, path = begun(site)
    answer = written(browser, path, "y" * 1_000_001)
    assert answer.status_code == 409
    assert "y" * 1_000_001 in answer.text
    for name in ("version-2.txt", "../2.yaml", " .yaml", "a" * 120 + ".yaml"):
        assert written(browser, path, SECOND, add="1", new_name=name).status_code == 409


def test_several_files_are_written_side_by_side(site: Site) -> None:
    browser, path = begun(site)
    third = SECOND.replace("version: 2", "version: 3").replace("2026-10", "2026-12")
    assert written(browser, path, SECOND, add="1", new_name="version-3.yaml").status_code == 303
    assert written(browser, path, third, name="version-3.yaml").status_code == 303
    assert "Nothing is to be said against it" in browser.page(f"{path}?file=version-3.yaml")
    assert "contract.yaml" in browser.page(path), "the one in force is named beside them"
    answer = written(browser, path, third, name="version-3.yaml", leave_out="1")
    assert answer.headers["Location"].endswith("file=version-2.yaml")
    assert "version-3.yaml" not in browser.page(path)


def test_a_new_contract_begins_with_an_example_or_with_files(site: Site) -> None:
    browser = site.visit(site.house.mia)
    path = browser.post("/contracts/drafts").headers["Location"]
    assert "Atlas Contact Services" in browser.page(path)
    file = (io.BytesIO(TEXT.replace("contract: harbour", "contract: quay").encode()), "contract.yaml")
    answer = browser.post("/contracts/drafts", file=file)
    assert "contract: quay" in browser.page(answer.headers["Location"])
    for odd in ((io.BytesIO(b"\xff\xfe"), "a.yaml"), (io.BytesIO(b"a: b"), "a.exe")):
        assert browser.post("/contracts/drafts", file=odd).status_code == 409
    assert browser.post("/contracts/drafts", contract="harbour", effective="soon").status_code == 409
    assert browser.post("/contracts/drafts", contract="nothing", effective="2026-10-01").status_code == 404


def test_one_proposes_and_another_brings_it_into_force(site: Site) -> None:
    browser, path = begun(site)
    assert "Gone: Target: at least 70 %." in words(browser.get(f"{path}/review"))
    assert browser.act_on(path, "propose", reason="").status_code == 409
    assert browser.act_on(path, "propose", reason="Amendment 1").status_code == 303
    assert "/drafts/1/sign" not in browser.page(f"{path}/review"), "not who proposed it"
    assert "Nobody approves what they sent in or prepared" in words(browser.act_on(path, "sign"))
    assert "This text is proposed" in words(written(browser, path, TEXT))
    other = site.visit(site.house.max)
    assert "Amendment 1" in other.page(f"{path}/review")
    answer = other.act_on(path, "sign")
    assert answer.headers["Location"] == f"/contracts/{site.house.north.customer.id}/harbour"
    assert sha256(SECOND.encode()).hexdigest() in other.page(answer.headers["Location"])
    assert browser.get(path).status_code == 404, "the draft is a version now"


def test_what_cannot_be_meant_is_not_proposed(site: Site) -> None:
    browser, path = begun(site, SECOND.replace("at least 75", "at lest 75"))
    assert browser.act_on(path, "propose", reason="Amendment 1").status_code == 409
    written(browser, path, SECOND.replace("penalty: 2500.00", "penalty: 2600.00"))
    assert "the band below 65 %" in words(browser.act_on(path, "propose", reason="Amendment 1"))
    written(browser, path, SECOND.replace("penalty: 2500.00", "penalty: 2600.00").replace("2026-10\n", "2026-01\n"))
    assert "no example reaches" in words(browser.act_on(path, "propose", reason="Amendment 1")).lower()


def test_reaching_back_is_said_aloud_by_both(site: Site) -> None:
    site.house.issued()
    browser, path = begun(site, SECOND.replace("2026-10", "2026-03"))
    assert "1 are settled, 1 of them issued" in words(browser.get(f"{path}/review"))
    assert browser.act_on(path, "propose", reason="Amendment 1").status_code == 409
    assert browser.act_on(path, "propose", reason="Amendment 1", restating="1").status_code == 303
    other = site.visit(site.house.max)
    assert other.act_on(path, "sign").status_code == 409
    assert "Amendment 1" in other.page(f"{path}/review"), "the draft is still there"
    assert other.act_on(path, "sign", restating="1").status_code == 303


def test_a_proposal_is_taken_back_and_a_draft_dropped(site: Site) -> None:
    browser, path = begun(site)
    browser.act_on(path, "propose", reason="Amendment 1")
    assert browser.act_on(path, "drop").status_code == 409
    assert site.visit(site.house.max).act_on(path, "take-back").status_code == 303
    assert browser.act_on(path, "sign").status_code == 409
    assert browser.post(f"{path}/drop", seen="0").status_code == 409
    assert browser.act_on(path, "drop").status_code == 303
    assert browser.get(path).status_code == 404


def test_only_vendor_managers_write_and_others_of_the_customer_read(site: Site) -> None:
    house = site.house
    _, path = begun(site)
    for reader in (house.fay, house.audrey):
        browser = site.visit(reader)
        assert "readonly" in browser.page(path)
        assert written(browser, path, TEXT).status_code == 409
        assert browser.act_on(path, "propose", reason="x").status_code == 409
    nowhere = "/contracts/drafts/999"
    for stranger in (house.pat, house.rival):
        browser = site.visit(stranger)
        for part in ("", "/review", "/trial", "/trial/north", "/trial.csv"):
            assert browser.get(path + part).status_code == 404
            assert words(browser.get(path + part)) == words(browser.get(nowhere + part))
        assert written(browser, path, TEXT, seen="1").status_code == 404
        assert browser.post(f"{path}/sign", seen="1").status_code == 404
        assert path not in browser.page("/contracts")


def test_the_form_of_contracts_is_there_for_editors(site: Site) -> None:
    answer = site.visit(site.house.mia).get("/contracts/schema.json")
    assert answer.json
    assert answer.json["title"] == "A contract"


def test_what_somebody_proposed_is_counted_for_the_others(site: Site) -> None:
    browser, path = begun(site)
    browser.act_on(path, "propose", reason="Amendment 1")
    counted = 'Contracts <span class="count">1</span>'
    assert counted in site.visit(site.house.max).page("/contracts")
    for other in (site.house.mia, site.house.fay, site.house.pat):
        assert counted not in site.visit(other).page("/contracts")
