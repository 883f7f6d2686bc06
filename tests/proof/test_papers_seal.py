"""Every attack on a sealed paper, in the counts of an ordinary run; `make papers` has them in full."""

from tests.document import sample
from tests.proof.papers_seal import proved, told
from tests.proof.updates import updates


def test_no_forged_paper_is_genuine_and_every_genuine_one_is() -> None:
    tally = proved(flipped=400, stamped_flips=40, stranger_count=3, genuine_count=2)
    assert tally.failures == []
    assert tally.tried["incremental updates"] >= 60
    assert tally.tried["flipped bits, B-LTA"] == 40
    assert {"content", "coverage", "not ours"} <= set(tally.parts)
    assert "0 failures" in list(told(tally))[-1]


def test_the_attacks_are_sixty_and_each_is_another() -> None:
    made = dict(updates(sample.sealed()))
    assert len(made) == len(set(made.values())) >= 60
    assert sum(content.startswith(sample.sealed()) for content in made.values()) >= 60
