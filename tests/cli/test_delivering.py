"""`sla deliver`: tells what is due, and says so."""

from pathlib import Path

from click.testing import CliRunner

from sla.cli import main
from sla.cycle.news import KINDS, Subscription
from sla.operations.subscribing import add_webhook
from tests.operations.house import NOW, built
from tests.operations.receiver import listening
from tests.operations.test_delivering import HERE


def test_it_tells_what_is_due_and_ends(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'house.sqlite'}"
    house = built(url, tmp_path)
    with listening() as receiver:
        made = add_webhook(house.books, receiver.url, KINDS, by=house.pat, at=NOW, inside=HERE)
        assert isinstance(made, Subscription)
        house.sent()
        house.books.close()
        inside = {"SLA_DATABASE": url, "SLA_INSTANCE": str(tmp_path), "SLA_WEBHOOKS_INSIDE": "127.0.0.0/8"}
        answer = CliRunner().invoke(main, ["deliver", "--once"], env=inside)
        assert (answer.exit_code, len(receiver.came)) == (0, 2), answer.output
        assert "tried 2" in answer.output
        again = CliRunner().invoke(main, ["deliver", "--once"], env=inside)
        assert (again.exit_code, len(receiver.came)) == (0, 2)
