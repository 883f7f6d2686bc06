"""An example that fails is told once, with every difference and the sentences behind the amounts."""

from sla.settlement.disproved import CORRECT
from sla.settlement.trial import tried
from tests.contract.texts import WHOLE, definition

TEXT = WHOLE.replace(
    "    missing: {nothing reported: hold, zero denominator: not measured}\n  others:",
    "    missing: {nothing reported: hold, zero denominator: not measured}\n"
    "    pays: [{each: late, penalty: 2.00}]\n  others:",
)


def test_everything_that_differs_stands_in_one_finding() -> None:
    (finding,) = tried(
        definition(
            TEXT
            + """examples:
  - says: three ways
    period: 2026-03
    given: {calls: 100, answered: 80, late: 7, fee: 1000.00, quality: 9}
    pays: {penalties: 0.00, answered: 0.00, late: -14.00, net: -64.00}
    outcomes: {answered: met, late: missed}
    follows: A plan
"""
        )
    )
    assert finding.code == "contract.example-fails"
    assert finding.message == "the example `three ways` does not come out as it says"
    assert finding.found == (
        "answered missed; nothing; penalties 30.00 (answered -23.44, late -6.56); answered -23.44; late -6.56; "
        "net -30.00 (answered -23.44, late -6.56)"
    )
    assert finding.expected == "answered met; A plan; penalties 0.00; answered 0.00; late -14.00; net -64.00"
    assert finding.remedy == (
        "answered: 80 / 100 = 80 %. Target at least 90 %: missed. 1: below 90 % gives 5 % of fee (1,000.00) = "
        "USD 50.00. Limited by the contract from 50.00 to 23.4375, rounded to USD 23.44. late: 7 calls. Target at "
        f"most 5 calls: missed. 2: 7 late, each 2.00 = USD 14.00. Limited by the contract from 14.00 to 6.5625, "
        f"rounded to USD 6.56. {CORRECT}"
    )


def test_long_workings_are_cut() -> None:
    text = TEXT.replace("late: {unit: calls}", "late: {unit: calls, by: site}").replace(
        "measure: late\n    target", "by: site\n    measure: late\n    target"
    )
    rows = "".join(f"      - {{site: s{n}, late: 1}}\n" for n in range(8)) + "      - {fee: 5000.00}\n"
    (finding,) = tried(
        definition(text + f"examples:\n  - period: 2026-03\n    given:\n{rows}    pays: {{late: 0.00}}\n")
    )
    assert finding.remedy.count("late [site=s") == 6
    assert finding.remedy.endswith(f"And 2 lines more. {CORRECT}")
