"""From a file to a receipt: every problem by row, the price before anything is sent, and no harm in pressing twice."""

import io
import json
from datetime import timedelta
from hashlib import sha256

import pytest
from openpyxl import load_workbook

from sla.operations.deciding import extend_period
from sla.operations.issuing import numbered
from tests.operations.house import APRIL, MARCH, NOW, figures
from tests.web.site import UPLOAD, Browser, Site, digest, words

CHECK, SEND, SCORECARD = f"/p/north/{MARCH}/check", f"/p/north/{MARCH}/send", f"/p/north/{MARCH}"


def test_a_file_is_priced_before_it_is_sent(site: Site) -> None:
    browser = site.visit(site.house.pat)
    answer = browser.look(figures(MARCH))
    assert (answer.status_code, answer.headers["Location"]) == (303, CHECK)
    preview = browser.page(CHECK)
    assert "Northline owes Harbour City" in preview
    assert "USD 2,500.00" in preview
    assert "600 / 1,000 = 60 %" in preview
    assert "Not sent yet" in preview
    assert "No figures yet" in browser.page(SCORECARD), "looking sends nothing"


def test_sending_gives_a_receipt_with_the_fingerprint(site: Site) -> None:
    browser = site.visit(site.house.pat)
    browser.look(figures(MARCH), "our march.csv")
    fingerprint = digest(browser.page(CHECK))
    answer = browser.post(SEND, digest=fingerprint)
    assert answer.headers["Location"] == f"/p/north/{MARCH}/receipt/1"
    receipt = browser.page(answer.headers["Location"])
    assert "The figures of March 2026 were received" in receipt
    assert "our march.csv" in receipt
    assert fingerprint in receipt
    assert "Entry in the log" in receipt
    assert browser.get(f"/p/north/{MARCH}/sent/1").data == figures(MARCH)


def test_the_signed_receipt_is_a_file_to_keep(site: Site) -> None:
    """Given once and the same ever after, to both sides; the other vendor finds nothing there."""
    site.sent()
    address = f"/p/north/{MARCH}/receipt/1.json"
    files = [site.visit(person).get(address) for person in (site.house.pat, site.house.mia)]
    assert {file.headers["Content-Disposition"] for file in files} == {
        f"attachment; filename=receipt-north-{MARCH}-1.json"
    }
    assert files[0].data == files[1].data
    given = json.loads(files[0].data)
    assert given["receipt"]["file"]["sha256"] == sha256(figures(MARCH)).hexdigest()
    assert site.visit(site.house.sam).get(address).status_code == 404
    assert site.visit(site.house.pat).get(address.replace("/1.", "/2.")).status_code == 404


def test_sending_twice_leads_to_the_same_receipt(site: Site) -> None:
    browser = site.visit(site.house.pat)
    browser.look(figures(MARCH))
    fingerprint = digest(browser.page(CHECK))
    answers = [browser.post(SEND, digest=fingerprint) for _ in range(3)]
    assert {answer.headers["Location"] for answer in answers} == {f"/p/north/{MARCH}/receipt/1"}
    assert "version 2" not in browser.page(SCORECARD)


def test_the_same_file_again_is_recognised(site: Site) -> None:
    browser = site.sent()
    answer = browser.look(figures(MARCH), "renamed.csv")
    assert answer.headers["Location"] == f"/p/north/{MARCH}/receipt/1"
    assert "This exact file was sent before" in browser.page(answer.headers["Location"])


def test_another_file_is_a_new_version_and_the_last_one_counts(site: Site) -> None:
    browser = site.sent()
    site.sent(figures(MARCH, answered=900))
    shown = browser.page(SCORECARD)
    assert "version 2, counts" in shown
    assert "Harbour City owes Northline" in shown
    assert "USD 1,000.00" in shown


def test_what_is_sent_is_what_was_seen(site: Site) -> None:
    """A second window replaced the file: the first one's button does not send what its page never showed."""
    browser = site.visit(site.house.pat)
    browser.look(figures(MARCH))
    fingerprint = digest(browser.page(CHECK))
    browser.look(figures(MARCH, answered=900))
    answer = browser.post(SEND, digest=fingerprint)
    assert answer.headers["Location"] == CHECK
    shown = browser.page(CHECK)
    assert "Another file was chosen in the meantime" in shown
    assert "USD 1,000.00" in shown
    assert "None yet." in browser.page(SCORECARD)


def test_a_file_that_was_looked_at_waits_for_its_sender(site: Site) -> None:
    browser = site.visit(site.house.pat)
    browser.look(figures(MARCH), "draft.csv")
    again = site.visit(site.house.pat)
    assert "draft.csv" in again.page(UPLOAD)
    assert "USD 2,500.00" in again.page(CHECK)
    assert site.visit(site.house.mia).get(CHECK).status_code == 303, "a draft is its owner's alone"


def test_a_session_that_ends_loses_no_file(site: Site) -> None:
    """The button leads over signing in back to the same step, with the file still there."""
    browser = site.visit(site.house.pat)
    browser.look(figures(MARCH))
    fingerprint = digest(browser.page(CHECK))
    with browser.client.session_transaction() as session:
        session.clear()
    refused = browser.client.post(SEND, data={"digest": fingerprint, "csrf_token": "of the session before"})
    assert refused.status_code == 400
    assert f'href="{SEND}"' in refused.text
    again = site.visit(site.house.pat)
    assert again.get(SEND).headers["Location"] == CHECK
    assert digest(again.page(CHECK)) == fingerprint


def test_nothing_chosen_nothing_to_check(site: Site) -> None:
    browser = site.visit(site.house.pat)
    assert browser.get(CHECK).headers["Location"] == UPLOAD
    answer = browser.post(UPLOAD)
    assert answer.status_code == 422
    assert "No file was chosen" in words(answer)


BAD = {
    "an empty file": (b"", "The file is empty"),
    "headings alone": (b"when,calls,answered,complaints\n", "the file has headings but no rows"),
    "a figure that nobody agreed on": (
        b"when,figure,value\n2026-03,calls,5\n2026-03,answered,4\n2026-03,happiness,5\n",
        "happiness",
    ),
    "text for a number": (b"when,calls\n2026-03,many\n", "many"),
    "a month outside the term": (b"when,calls\n2031-03,5\n", "2031-03"),
    "another month than this": (b"when,calls\n2026-05,5\n", "2026-05"),
    "two values for one time": (b"when,calls\n2026-03,5\n2026-03,6\n", "Rows 2 and 3"),
    "a figure below zero": (b"when,calls\n2026-03,-5\n", "-5"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "a paper": (b"%PDF-1.7\n", "a PDF"),
    "a broken workbook": (b"PK\x03\x04nothing more", "workbook"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_answered_with_what_to_do(site: Site, name: str) -> None:
    content, says = BAD[name]
    browser = site.visit(site.house.pat)
    answer = browser.look(content, "figures.xlsx" if content.startswith(b"PK") else "figures.csv")
    said = words(answer)
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert "There is a problem with figures." in said
    assert says.lower() in said.lower()
    assert "Nothing was sent. Repair the file and choose it again below." in said
    assert 'type="file"' in answer.text, "the file can be chosen again on the same page"
    assert "Send March 2026" not in browser.get(CHECK).text


def test_problems_of_rows_name_row_column_found_expected_and_remedy(site: Site) -> None:
    content = b"when,calls,answered\n2026-03-01,100,90\n2026-03-02,lots,80\n2026-03-99,100,80\n"
    answer = site.visit(site.house.pat).look(content)
    table = words(answer).partition("Problems row by row")[2]
    assert "Row 3 calls The value is not a number. lots" in table
    assert "Row 4 when" in table
    for heading in ("Row", "Column", "Problem", "Found", "Expected", "What to do"):
        assert f">{heading}</th>" in answer.text


def test_a_problem_of_the_whole_file_stands_apart_from_the_rows(site: Site) -> None:
    answer = site.visit(site.house.pat).look(b"when,calls\n2026-03,\n")
    assert "No row reports a value" in words(answer)
    assert "Problems row by row" not in answer.text


def test_a_name_is_shown_and_never_run(site: Site) -> None:
    answer = site.visit(site.house.pat).look(b"", '<img src=x onerror="alert(1)">.csv')
    assert "<img" not in answer.text
    assert "&lt;img" in answer.text


def test_a_closed_period_takes_figures_only_as_a_correction(site: Site) -> None:
    site.house.settled()
    browser = site.visit(site.house.pat)
    said = words(browser.get(UPLOAD))
    assert "March 2026 is closed for figures. You can offer other figures" in said
    assert browser.look(figures(MARCH, calls=900)).status_code == 303
    assert "Ask for the correction" in browser.page(CHECK)
    assert "Send March 2026" not in browser.page(CHECK)


def test_while_a_statement_is_made_its_period_takes_no_figures(site: Site) -> None:
    house = site.house
    house.approved()
    numbered(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    browser = site.visit(house.pat)
    said = words(browser.get(UPLOAD))
    assert "March 2026 is closed for figures" in said
    assert "Ask the customer for a restatement" in said
    assert 'type="file"' not in browser.get(UPLOAD).text
    assert browser.look(figures(MARCH, calls=900)).status_code == 409


def test_a_period_that_closes_while_one_looks(site: Site) -> None:
    browser = site.visit(site.house.pat)
    browser.look(figures(MARCH, calls=2000))
    fingerprint = digest(browser.page(CHECK))
    site.house.settled()
    answer = browser.post(SEND, digest=fingerprint)
    assert answer.status_code == 409
    assert "March 2026 is closed for figures" in words(answer)


def test_after_the_last_moment_the_remedy_is_named(site: Site) -> None:
    house = site.house
    before = NOW - timedelta(days=2)
    extend_period(house.books, house.north.id, MARCH, NOW - timedelta(days=1), by=house.mia, at=before)
    answer = site.visit(house.pat).look(figures(MARCH))
    assert answer.status_code == 409
    assert "The time for figures of March 2026 has passed" in words(answer)
    assert "extend it" in words(answer)


def test_the_preview_compares_with_the_period_before(site: Site) -> None:
    site.house.settled()
    site.house.sent(APRIL)
    browser = site.visit(site.house.pat)
    browser.look(figures(APRIL, answered=750), path=f"/p/north/{APRIL}/upload")
    said = words(browser.get(f"/p/north/{APRIL}/check"))
    assert "Compared with March 2026 Vendor owes USD 2,500.00 then, nothing is owed now." in said
    assert "60 % 75 % −2,500.00 0.00" in said


def test_the_preview_says_how_close_it_is_and_what_is_unusual(site: Site) -> None:
    site.house.settled()
    site.house.sent(APRIL)
    browser = site.visit(site.house.pat)
    browser.look(figures(APRIL, calls=390, answered=250), path=f"/p/north/{APRIL}/upload")
    said = words(browser.get(f"/p/north/{APRIL}/check"))
    assert "How close it is" in said
    assert "0.9 points more" in said
    assert "calls is 61 % below: 1000 then, 390 now." in said
    assert "Compared with version 1" in said
    assert "Something was not in your hands? Ask for relief" in said


def test_only_a_partner_of_the_vendor_sends(site: Site) -> None:
    answer = site.visit(site.house.mia).look(figures(MARCH))
    assert answer.status_code == 409
    assert "a partner of the vendor" in words(answer)


def test_the_blank_form_filled_in_is_accepted(site: Site) -> None:
    browser = site.visit(site.house.pat)
    assert "Excel workbook" in browser.page(UPLOAD)
    answer = browser.look(filled(browser), "form.xlsx")
    assert (answer.status_code, answer.headers.get("Location")) == (303, CHECK), words(answer)


def filled(browser: Browser) -> bytes:
    """The workbook of the blank form with a value in every row."""
    book = load_workbook(io.BytesIO(browser.get(f"/p/north/{MARCH}/form.xlsx").data))
    sheet = book["Figures"]
    column = next(cell.column for cell in sheet[1] if cell.value == "value")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column, 5)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
