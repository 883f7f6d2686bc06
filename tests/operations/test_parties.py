"""Companies move and are renamed: papers name them as on the day of their issue, and what is issued stays."""

from dataclasses import replace
from datetime import date, timedelta

from sla.contract.model import Invoicing, Party, Vat
from sla.contract.parties import Parties
from sla.cycle import Agreement
from sla.operations.deciding import approve_period, settle_period
from sla.operations.issuing import issue_statement
from sla.operations.pages import agreement, check_log, scorecard
from sla.operations.parties import change_parties, named
from sla.operations.restating import restate_period
from sla.operations.submitting import send_figures
from sla.statement.again import again
from sla.statement.model import Statement
from sla.store.issued import Issued
from tests.operations.house import APRIL, MARCH, NOW, House, done, figures, refused

TODAY = NOW.date()
LIMITED = Parties(vendor=Party("Northline Ltd", ("2 Quay", "Boston")))


def paper(house: House, made: Issued) -> Statement:
    """What an issued paper prints, out of what it carries itself."""
    printed = again(house.press.taken(made.sha256).partition(b"\n")[2])
    assert isinstance(printed, Statement)
    return printed


def test_what_is_issued_later_names_them_anew_and_what_is_issued_stays(house: House) -> None:
    before = house.issued()
    kept = house.press.taken(before.sha256)
    changed = change_parties(house.books, house.north.id, LIMITED, TODAY, by=house.mia, at=NOW)
    assert isinstance(changed, Agreement)
    assert (changed.vendor_party.name, changed.customer_party.name) == ("Northline Ltd", "Harbour City")
    after = house.issued(APRIL)
    assert [paper(house, each).vendor.name for each in (before, after)] == ["Northline", "Northline Ltd"]
    assert paper(house, after).vendor.address == ("2 Quay", "Boston")
    assert house.press.taken(before.sha256) == kept
    assert check_log(house.books) is None


def test_a_paper_that_corrects_an_earlier_one_names_them_as_on_its_own_day(house: House) -> None:
    house.issued()
    change_parties(house.books, house.north.id, LIMITED, TODAY, by=house.mia, at=NOW)
    done(restate_period(house.books, house.north.id, MARCH, "Calls were counted twice", by=house.mia, at=NOW))
    send_figures(house.books, house.north.id, MARCH, "again.csv", figures(MARCH, answered=900), by=house.pat, at=NOW)
    done(settle_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW))
    done(approve_period(house.books, house.north.id, MARCH, by=house.max, at=NOW))
    done(approve_period(house.books, house.north.id, MARCH, by=house.fay, at=NOW))
    made = issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(made, Issued), made
    assert paper(house, made).vendor.name == "Northline Ltd"


def test_pages_name_them_as_the_paper_does(house: House) -> None:
    house.issued()
    house.approved(APRIL)
    change_parties(house.books, house.north.id, LIMITED, TODAY + timedelta(days=10), by=house.mia, at=NOW)

    def shown(month: str, days: int) -> str:
        card = scorecard(house.books, house.north.id, month, by=house.pat, at=NOW + timedelta(days=days))
        assert card is not None
        return card.contract.vendor.name

    assert [shown(MARCH, 20), shown(APRIL, 9), shown(APRIL, 11)] == ["Northline", "Northline", "Northline Ltd"]
    late = issue_statement(house.books, house.press, house.north.id, APRIL, by=house.fay, at=NOW + timedelta(days=11))
    assert isinstance(late, Issued)
    assert paper(house, late).vendor.name == "Northline Ltd"
    assert shown(APRIL, 400) == "Northline Ltd"


def test_what_is_left_out_stays_and_told_entirely_it_goes(house: House) -> None:
    tax = Parties(invoicing=Invoicing(Vat.REVERSE_CHARGE, because="§ 13b UStG"))
    for own in (LIMITED, tax):
        change_parties(house.books, house.north.id, own, TODAY, by=house.mia, at=NOW)
    known = agreement(house.books, house.north.id, by=house.pat)
    assert known is not None
    both = named(known, NOW)
    assert (both.agreement.vendor_party, both.agreement.invoicing) == (LIMITED.vendor, tax.invoicing)
    assert [changes for _, changes in both.records] == [("e-invoice",), ("vendor name", "vendor address")]
    plain = Parties(Party("Harbour City"), Party("Northline"))
    gone = change_parties(
        house.books, house.north.id, plain, TODAY, by=house.mia, at=NOW + timedelta(hours=1), entirely=True
    )
    assert isinstance(gone, Agreement)
    assert (gone.vendor_party, gone.invoicing) == (Party("Northline"), None)


def test_what_cannot_be_recorded(house: House) -> None:
    def tried(own: Parties, since: date = TODAY, *, entirely: bool = False) -> str:
        return refused(change_parties(house.books, house.north.id, own, since, by=house.mia, at=NOW, entirely=entirely))

    assert tried(Parties(vendor=Party("Northline"))) == "agreement.parties-same"
    assert tried(Parties(vendor=Party("Northline")), entirely=True) == "agreement.party-name"
    assert tried(Parties(vendor=Party("第三"))) == "agreement.unprintable"
    change_parties(house.books, house.north.id, LIMITED, TODAY, by=house.mia, at=NOW)
    assert tried(Parties(vendor=Party("Other")), TODAY - timedelta(days=1)) == "agreement.parties-later"


def test_only_a_vendor_manager_of_the_customer_records_it(house: House) -> None:
    for somebody, code in (
        (house.pat, "person.role"),
        (house.fay, "person.role"),
        (house.audrey, "person.role"),
        (house.rival, "agreement.unknown"),
        (replace(house.mia, organisation=house.pat.organisation), "agreement.unknown"),
    ):
        answer = change_parties(house.books, house.north.id, LIMITED, TODAY, by=somebody, at=NOW)
        assert refused(answer) == code
