"""The press with a real seal: what happens to a statement while nobody confirms its time."""

from pathlib import Path

from sla.config import Profile, Sealing
from sla.operations.issuing import issue_statement
from sla.operations.pages import list_statements
from sla.operations.papers import verified
from sla.operations.sealing import SealingPress
from sla.store.issued import Issued
from tests.document.authority import serving
from tests.operations.house import MARCH, NOW, House, refused


def test_without_its_authority_a_statement_keeps_its_number_and_is_sealed_later(house: House, tmp_path: Path) -> None:
    house.approved()
    with serving() as authority:
        press = SealingPress(tmp_path / "keys", tmp_path / "archive", Sealing(Profile.STAMPED, authority.stamps))
        press.sealer(NOW)
        authority.name_root(tmp_path / "keys" / "timestamps.pem")
        authority.silent = True
        which = (house.books, press, house.north.id, MARCH)
        assert refused(issue_statement(*which, by=house.fay, at=NOW)) == "statement.unsealed"
        assert list_statements(house.books, by=house.fay) == ()
        authority.silent = False
        issued = issue_statement(*which, by=house.fay, at=NOW)
        assert isinstance(issued, Issued)
        assert issued.number == "NORTH-0001"
        verdict = verified(press.taken(issued.sha256), tmp_path / "keys")
        assert verdict.ok, verdict.wrong
        assert any(check.says.startswith("A trusted authority saw the seal at") for check in verdict.checks)


def test_an_authority_that_is_gone_is_named(house: House, tmp_path: Path) -> None:
    house.approved()
    nobody = Sealing(Profile.LASTING, "http://127.0.0.1:9/stamps")
    press = SealingPress(tmp_path / "keys", tmp_path / "archive", nobody)
    answer = issue_statement(house.books, press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert refused(answer) == "statement.unsealed"
    assert "http://127.0.0.1:9/stamps" in str(answer)
