"""What was worked out a moment ago is taken once, by whoever asks for just that."""

from sla.web.handover import SECONDS, Handover


def test_it_is_taken_once_and_under_its_name() -> None:
    here = Handover[str]()
    here.put(("pat", 1), "one")
    assert here.take(("pat", 2)) is None
    assert here.take(("pat", 1)) == "one"
    assert here.take(("pat", 1)) is None


def test_only_the_last_is_held_and_not_for_long() -> None:
    moment = [0.0]
    here = Handover[str](lambda: moment[0])
    here.put("first", "one")
    here.put("second", "two")
    assert here.take("first") is None
    moment[0] = SECONDS
    assert here.take("second") is None
