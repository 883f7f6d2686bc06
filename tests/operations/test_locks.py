"""A forecast is final before its month begins: later files may leave it out, and nobody bends it afterwards."""

from datetime import UTC, datetime

from sla.contract.definition import Definition
from sla.cycle import Cycle
from sla.cycle.matter import Matter
from sla.operations import asking
from sla.operations.activation import activate_contract
from sla.operations.agreements import open_period
from sla.operations.correcting import offer
from sla.operations.deciding import settle_period
from sla.operations.submitting import Receipt, preview, send_figures
from sla.values import Findings
from tests.operations.house import MAY, NOW, TEXT, House, done, refused

WITH_FORECAST = (
    TEXT.replace("version: 1", "version: 2\neffective: 2026-05-01")
    .replace("figures:\n", "figures:\n  forecast: {unit: calls, combine: only, locked: 10 business days}\n")
    .replace(
        "  complaints:\n    clause",
        """  volume:
    clause: "3.1"
    words: Calls of more than 110 % of the forecast excuse the month.
    measure: {share: calls, of: forecast}
    target: at most 110
    missing: {nothing reported: hold, zero denominator: not measured}
  complaints:
    clause""",
    )
    .replace('    clause: "4.1"\n', '    clause: "4.1"\n    excused when: {level: volume, is: missed}\n')
    .replace("period: 2026-01", "period: 2026-05")
    .replace("calls: 1000,", "calls: 1000, forecast: 1000,")
)
IN_TIME = datetime(2026, 4, 15, 12, tzinfo=UTC)
LATE = datetime(2026, 4, 20, 12, tzinfo=UTC)
"""May begins on a Friday: ten business days before it is Friday 17 April, as New York counts."""


def month(forecast: str, calls: str = "1150", answered: str = "600") -> bytes:
    return f"when,forecast,calls,answered,complaints\n{MAY},{forecast},{calls},{answered},{calls and 4}\n".encode()


def opened(house: House) -> Cycle:
    whole = activate_contract(house.books, {"amendment.yaml": WITH_FORECAST}, by=house.mia, at=IN_TIME)
    assert isinstance(whole, Definition), whole
    return done(open_period(house.books, house.north.id, MAY, by=house.mia, at=IN_TIME))


def sent(house: House, content: bytes, at: datetime) -> Receipt | Findings:
    return send_figures(house.books, house.north.id, MAY, "may.csv", content, by=house.pat, at=at)


def test_what_was_sent_in_time_is_final(house: House) -> None:
    opened(house)
    assert isinstance(sent(house, month("1000", "", ""), IN_TIME), Receipt)
    bent = sent(house, month("1100"), NOW)
    assert refused(bent) == "submission.locked"
    assert isinstance(bent, Findings)
    place = bent[0].place
    assert (place.file, place.row, place.heading, bent[0].expected) == ("may.csv", 2, "forecast", "1000")
    assert isinstance(sent(house, month("1000"), NOW), Receipt)


def test_it_is_left_out_later_and_still_counts(house: House) -> None:
    opened(house)
    assert isinstance(sent(house, month("1000", "", ""), IN_TIME), Receipt)
    looked = preview(house.books, house.north.id, MAY, "may.csv", month(""), by=house.pat, at=NOW)
    assert not isinstance(looked, Findings), looked
    # 1,150 calls are 115 % of the forecast: the month is excused, and 60 % answered in time costs nothing.
    assert not looked.settlement.net
    assert isinstance(sent(house, month(""), NOW), Receipt)
    settled = done(settle_period(house.books, house.north.id, MAY, by=house.mia, at=NOW))
    assert settled.prepared is not None
    assert not settled.prepared.waiting_for


def test_inside_the_band_nothing_is_excused(house: House) -> None:
    opened(house)
    assert isinstance(sent(house, month("1000", "", ""), IN_TIME), Receipt)
    looked = preview(house.books, house.north.id, MAY, "may.csv", month("", "1100"), by=house.pat, at=NOW)
    assert not isinstance(looked, Findings), looked
    assert looked.settlement.net.minor == -250_000


def test_until_then_it_is_changed_and_the_last_one_counts(house: House) -> None:
    opened(house)
    assert isinstance(sent(house, month("1000", "", ""), IN_TIME), Receipt)
    assert isinstance(sent(house, month("1200", "", ""), IN_TIME), Receipt)
    assert refused(sent(house, month("1000"), LATE)) == "submission.locked"
    assert isinstance(sent(house, month("1200"), LATE), Receipt)


def test_none_in_time_is_none_at_all(house: House) -> None:
    opened(house)
    late = sent(house, month("1000"), LATE)
    assert refused(late) == "submission.locked"
    assert isinstance(late, Findings)
    assert "none was sent in time" in late[0].expected


def test_both_sides_together_change_it_by_a_correction(house: House) -> None:
    opened(house)
    assert isinstance(sent(house, month("1000", "", ""), IN_TIME), Receipt)
    assert isinstance(sent(house, month(""), NOW), Receipt)
    done(settle_period(house.books, house.north.id, MAY, by=house.mia, at=NOW))
    made = offer(house.books, house.north.id, MAY, "b.csv", month("1100"), "a typing error", by=house.pat, at=NOW)
    assert isinstance(made, Matter), made
    assert isinstance(asking.decide(house.books, made.id, made.asked, "agreed", by=house.mia, at=NOW), Matter)
    again = done(settle_period(house.books, house.north.id, MAY, by=house.mia, at=NOW))
    assert again.prepared is not None
    assert again.prepared.version == 3
