"""Who sees which contract, with which agreements."""

from dataclasses import replace

from sla.contract.definition import Definition
from sla.cycle import Person, Role
from sla.operations.activation import activate_contract
from sla.operations.contracts import contract, contracts
from tests.operations.house import NOW, TEXT, House

LATER = {
    "2.yaml": TEXT.replace("version: 1", "version: 2\neffective: 2027-01-01").replace("2027-01-01}", "2028-01-01}")
}
QUAY = {"quay.yaml": TEXT.replace("contract: harbour", "contract: quay")}


def listed(house: House, by: Person) -> list[tuple[str, str, int, int]]:
    found, count = contracts(house.books, by=by, page=lambda _: slice(10))
    assert count == len(found)
    return [(each.key, each.latest.version, each.versions, each.agreements) for each in found]


def test_the_customer_sees_all_and_a_vendor_what_they_agreed_on(house: House) -> None:
    later = {"2.yaml": LATER["2.yaml"].replace("period: 2026-01", "period: 2027-01")}
    for files in (later, QUAY):
        assert isinstance(activate_contract(house.books, files, by=house.mia, at=NOW), Definition)
    for person in (house.mia, house.fay, house.audrey):
        assert listed(house, person) == [("harbour", "2", 2, 2), ("quay", "1", 1, 0)]
    for person in (house.pat, house.sam):
        assert listed(house, person) == [("harbour", "2", 2, 1)]
    assert listed(house, house.rival) == []
    assert contracts(house.books, by=house.mia, page=lambda _: slice(1, 2))[0][0].key == "quay"
    assert contracts(house.books, by=house.mia, page=lambda _: slice(2, 3)) == ((), 2)


def test_one_contract_is_shown_to_those_who_may_see_it(house: House) -> None:
    customer = house.north.customer.id
    for person, agreed in ((house.mia, ["North", "South"]), (house.sam, ["South"])):
        shown = contract(house.books, customer, "harbour", by=person)
        assert shown
        assert [each.reference for each in shown.agreements] == agreed
        assert [(each.version, each.by) for each in shown.kept] == [("1", "Mia Manager")]
        only = shown.definition.versions[0]
        assert shown.with_text(only.digest) is only
        assert shown.before(only) is None
    administrator = replace(house.mia, roles=frozenset({Role.ADMINISTRATOR}))
    for nobody in (house.rival, administrator):
        assert contract(house.books, customer, "harbour", by=nobody) is None
    assert contract(house.books, customer, "nothing", by=house.mia) is None
