"""What a provider says, held against the people there are."""

from dataclasses import replace

from sla.cycle import Person
from sla.operations import staff
from sla.operations.auditing import verify
from sla.operations.single_sign_on import Claim, sign_in
from tests.operations.house import NOW, House, administrator, refused

MIA = Claim("https://id.harbour.example", "m-1", "Mia@harbour.example", verified=True)
OURS = frozenset({"harbour.example"})


def test_a_verified_address_ties_the_subject_for_good(house: House) -> None:
    assert sign_in(house.books, MIA, OURS, at=NOW) == house.mia
    married = replace(MIA, email="mia.married@harbour.example", verified=False)
    assert sign_in(house.books, married, OURS, at=NOW) == house.mia, "the subject counts, whatever the address"
    another = replace(MIA, subject="m-2")
    assert refused(sign_in(house.books, another, OURS, at=NOW)) == "single.unknown", "the address was given to another"
    assert verify(house.books, house.press.archive).faults == ()


def test_what_is_not_verified_is_not_believed(house: House) -> None:
    assert refused(sign_in(house.books, replace(MIA, verified=False), OURS, at=NOW)) == "single.unknown"
    assert refused(sign_in(house.books, replace(MIA, email=""), OURS, at=NOW)) == "single.unknown"


def test_it_speaks_for_its_own_domains_only(house: House) -> None:
    """A customer's provider signs nobody of a vendor in."""
    pat = replace(MIA, subject="p-1", email=house.pat.email)
    assert refused(sign_in(house.books, pat, OURS, at=NOW)) == "single.unknown"
    assert sign_in(house.books, pat, OURS | {"northline.example"}, at=NOW) == house.pat
    assert refused(sign_in(house.books, pat, OURS, at=NOW)) == "single.unknown", "nor once it was tied"


def test_whoever_is_shut_out_stays_out(house: House) -> None:
    ada = administrator(house.books, house.mia)
    assert sign_in(house.books, MIA, OURS, at=NOW) == house.mia
    assert isinstance(staff.shut_out(house.books, house.mia.id, by=ada, at=NOW), Person)
    assert refused(sign_in(house.books, MIA, OURS, at=NOW)) == "single.unknown"
