"""The parties of an agreement as of a moment: by the day from which each record holds, and by when it was made."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sla.contract.model import Invoicing, Party, Vat
from sla.cycle import Act, Agreement, Naming, Organisation

NEW_YORK = ZoneInfo("America/New_York")


def recorded(name: str, since: str, made: str, invoicing: Invoicing | None = None) -> Naming:
    act = Act(1, "Mia", datetime.fromisoformat(made).replace(tzinfo=UTC))
    return Naming(Party("Harbour"), Party(name), invoicing, date.fromisoformat(since), act)


def agreed(*namings: Naming) -> Agreement:
    companies = Organisation(1, "Harbour"), Organisation(2, "Northline")
    parties = Party("Harbour"), Party("Northline")
    return Agreement(7, "harbour", *companies, "North", "NORTH", *parties, namings=namings)


def vendor(known: Agreement, at: str) -> str:
    return known.as_of(datetime.fromisoformat(at).replace(tzinfo=UTC), NEW_YORK).vendor_party.name


def test_a_record_holds_from_its_day_on_the_contracts_clock() -> None:
    known = agreed(recorded("Northline Ltd", "2026-08-01", "2026-07-01T12:00"))
    assert vendor(known, "2026-08-01T03:59:59") == "Northline"
    assert vendor(known, "2026-08-01T04:00:00") == "Northline Ltd"


def test_nothing_is_known_before_it_was_recorded() -> None:
    known = agreed(recorded("Northline Ltd", "2026-03-01", "2026-07-01T12:00"))
    assert vendor(known, "2026-07-01T11:59:59") == "Northline"
    assert vendor(known, "2026-07-01T12:00:00") == "Northline Ltd"


def test_the_latest_day_holds_and_of_one_day_the_last_record() -> None:
    known = agreed(
        recorded("Third", "2026-09-01", "2026-07-01T12:00"),
        recorded("Second", "2026-08-01", "2026-07-02T12:00"),
        recorded("Corrected", "2026-08-01", "2026-07-03T12:00"),
    )
    assert [vendor(known, f"2026-{month}-15T12:00") for month in ("07", "08", "09")] == [
        "Northline",
        "Corrected",
        "Third",
    ]


def test_its_choices_for_e_invoices_go_with_it() -> None:
    tax = Invoicing(Vat.REVERSE_CHARGE)
    known = agreed(recorded("Northline", "2026-08-01", "2026-07-01T12:00", tax))
    assert known.on(date(2026, 8, 1), datetime(2026, 8, 1, tzinfo=UTC)).invoicing == tax
    assert known.invoicing is None
