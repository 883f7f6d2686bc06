"""What the templates print, before they print it."""

from dataclasses import replace
from decimal import Decimal

from sla.contract.model import Direction
from sla.document.attachments import enclosures
from sla.document.held import held
from sla.document.pages import MOST_FIGURES, Page, page
from sla.statement.model import Statement
from sla.values import Money
from tests.statement import sample
from tests.statement.test_disputes import said


def of(statement: Statement) -> Page:
    return page(statement, enclosures(statement))


def test_the_decision() -> None:
    shown = of(sample.statement())
    assert shown.who == "North East Ambulance Service owes NHS England"
    assert shown.amount == "GBP\N{NO-BREAK SPACE}1,234.50"
    assert shown.terms == ("Due by 4 May 2026.", "Payable on the invoice of the month after the statement.")
    assert shown.provisional == "Provisional: waiting for Calls back within 10 minutes: a result."
    assert shown.totals[-1] == ("Net, owed to NHS England", "GBP\N{NO-BREAK SPACE}−1,234.50")


def test_nothing_owed() -> None:
    shown = of(sample.nothing())
    assert (shown.who, shown.amount) == ("Nothing is owed", "GBP\N{NO-BREAK SPACE}0.00")
    assert shown.terms == ("There are no penalties and no incentives.",)
    assert shown.provisional == ""


def test_the_customer_owes() -> None:
    statement = sample.statement()
    turned = replace(statement, net=-statement.net, penalties=statement.incentives, incentives=statement.penalties)
    assert of(turned).who == "NHS England owes North East Ambulance Service"


def test_the_words_of_a_clause_are_said_once_for_lines_in_a_row() -> None:
    statement = sample.statement()
    paid = replace(statement.lines[0], window="April 2026")
    part = of(replace(statement, lines=(statement.lines[0], paid))).parts[0]
    assert part.lines[0].workings.startswith("Clause 4.2(a)(c): “Where the result")
    assert part.lines[1].workings.startswith("93.12 lies")


def test_sign_and_word_for_what_is_due() -> None:
    first, second, third, _ = of(sample.statement()).parts
    assert (first.lines[0].kind, first.lines[0].amount) == ("Penalty: credit", "−1,500.00")
    assert (second.lines[0].kind, second.lines[0].amount) == ("Incentive: bonus", "+265.50")
    assert (third.lines[0].kind, third.lines[0].amount) == ("–", "0.00")


def test_a_chart_for_each_level_with_results_and_its_words() -> None:
    parts = of(sample.statement()).parts
    assert [bool(part.chart) for part in parts] == [True, True, False, True]
    assert parts[0].chart
    assert parts[0].chart.says.startswith("Calls answered in 60 seconds: April 2025 95.4 %, ")
    assert parts[0].chart.says.endswith("March 2026 93.12 %; target at least 95 %.")
    assert parts[0].words.endswith("Chart: April 2025 to March 2026, shaded where the target is met.")
    assert parts[3].words.endswith("Chart: April 2025 to March 2026.")


def test_sites_stand_beside_each_other() -> None:
    part = of(sample.long()).parts[0]
    assert len(part.lines) == 15
    assert part.lines[0].when == "site Contact centre 1"
    assert "one dash each" in part.words


def test_a_line_of_another_window_names_it() -> None:
    statement = sample.long()
    line = replace(statement.lines[0], window="Q1 2026")
    assert of(replace(statement, lines=(line,))).parts[0].lines[0].when == "site Contact centre 1, Q1 2026"


def test_many_figures_are_cut_with_a_word_about_it() -> None:
    statement = sample.statement()
    shown = of(replace(statement, figures=statement.figures * 40))
    assert len(shown.figures) == MOST_FIGURES
    assert shown.figures_more.startswith("90 of 120 figures are printed here")


def test_a_test_key_is_announced_and_a_real_one_is_not() -> None:
    statement = sample.statement()
    (banner,) = of(statement).banners
    assert banner.startswith("TEST CERTIFICATE")
    assert of(statement).foot.startswith("TEST CERTIFICATE")
    real = of(replace(statement, sealer=replace(sample.DEMONSTRATION, name="NHS England", demonstration=False)))
    assert "TEST" not in " ".join((*real.banners, real.foot, *real.checking))


def test_a_draft_says_that_nobody_approved_it() -> None:
    shown = of(replace(sample.statement(), approvals=()))
    assert shown.banners[0] == "DRAFT. Nobody approved this statement."
    assert ("Approved", "by nobody: this is a draft", "") in shown.signed


def test_a_copy_without_a_seal_says_so() -> None:
    shown = of(replace(sample.statement(), sealer=None))
    assert shown.checking == ("This copy is not sealed.",)
    assert [name for name, _ in shown.fingerprints][-1] == "figures.csv"


def test_the_log_is_among_what_the_statement_rests_on() -> None:
    shown = of(replace(sample.statement(), log=(1234, "ab" * 32)))
    assert ("Log, entry 1,234", "ab" * 32) in shown.fingerprints


def test_amounts_and_percentages_stay_together() -> None:
    assert held("GBP 1.00 is 2 % of USD −3") == "GBP\u00a01.00 is 2\u00a0% of USD\u00a0−3"
    assert held("a % b and NHS England") == "a % b and NHS England"


def test_an_excused_level_has_its_own_sign() -> None:
    line = replace(sample.statement().lines[0], outcome="excused", amount=Money(Decimal(0), "GBP"))
    shown = of(replace(sample.statement(), lines=(replace(line, direction=Direction.PENALTY),)))
    assert (shown.parts[0].lines[0].outcome, shown.parts[0].lines[0].state) == ("◆ Excused", "excused")


def test_what_is_in_dispute_is_printed_with_every_outcome() -> None:
    assert of(sample.statement()).in_dispute is None
    shown = of(replace(sample.statement(), in_dispute=said(2))).in_dispute
    assert shown is not None
    assert shown.rows[0] == (
        "Payable now, whatever is decided",
        "Nothing: all of it depends on the decisions",
    )
    assert shown.claims[0].endswith("Calls answered in 60 seconds. The whole level is excused")
    assert [upheld for upheld, _, _ in shown.outcomes] == ["None of them", "Dispute 1", "Dispute 2", "Disputes 1 and 2"]
