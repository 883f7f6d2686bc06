"""A verdict as values and as plain data."""

from datetime import UTC, datetime

from sla.document.verdict import PARTS, Answer, Check, Facts, Verdict

FACTS = Facts("STM-1", "care", "March 2026", "Nothing is owed.", "Seal", datetime(2026, 4, 4, tzinfo=UTC))


def test_one_failed_check_decides() -> None:
    good, bad = Check("file", passed=True, says="It is a PDF."), Check("seal", passed=False, says="No seal.")
    assert Verdict("0", (good,)).ok
    assert not Verdict("0", (good, bad)).ok
    assert Verdict("0", (good, bad)).wrong == (bad,)


def test_no_check_at_all_is_not_a_success() -> None:
    assert not Verdict("0", ()).ok


def test_plain_data() -> None:
    verdict = Verdict("ab", (Check("file", passed=True, says="It is a PDF."),), FACTS)
    assert verdict.as_dict() == {
        "ok": True,
        "answer": "genuine",
        "altered": "",
        "superseded_by": "",
        "sha256": "ab",
        "checks": [{"name": "file", "passed": True, "says": "It is a PDF."}],
        "statement": {
            "number": "STM-1",
            "contract": "care",
            "period": "March 2026",
            "decision": "Nothing is owed.",
            "sealer": "Seal",
            "sealed_at": "2026-04-04T00:00:00+00:00",
        },
    }
    assert Verdict("ab", ()).as_dict()["statement"] is None


def test_the_answer_in_one_word_and_the_part_that_was_altered() -> None:
    good = Check("file", passed=True, says="It is a PDF.")
    assert Verdict("0", (good,)).answer is Answer.GENUINE
    superseded = Verdict("0", (good,), later="STM-2")
    assert superseded.answer is Answer.SUPERSEDED
    assert "statement STM-2 took its place" in superseded.sentence
    for name, part in PARTS.items():
        altered = Verdict("0", (good, Check(name, passed=False, says="No.")))
        assert (altered.answer, altered.part) == (Answer.ALTERED, part)
        assert altered.sentence == f"Do not rely on this file. It was altered: {part}."
    for name in ("file", "signer", "key", "time", "books"):
        strange = Verdict("0", (good, Check(name, passed=False, says="No.")), later="STM-2")
        assert (strange.answer, strange.part) == (Answer.STRANGE, "")
        assert "Nothing shows" in strange.sentence
