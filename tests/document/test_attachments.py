"""What travels inside the paper."""

import hashlib

import pytest

from sla.document.attachments import enclosures, figures_csv
from tests.statement import sample


def test_two_files_in_the_order_of_their_names() -> None:
    statement = sample.statement()
    first, second = enclosures(statement)
    assert (first.name, second.name) == ("calculation.json", "figures.csv")
    assert first.content == statement.calculation
    assert first.digest == hashlib.sha256(statement.calculation).hexdigest()


def test_the_figures_as_a_table_that_no_spreadsheet_runs() -> None:
    assert figures_csv(sample.statement().calculation).decode() == (
        "from,to,figure,value,for,stamp,row\r\n"
        "2025-10-01,2025-10-31,answered,37001,,,2\r\n"
        "2026-03-01,2026-03-31,answered,38384,,,3\r\n"
        "2026-03-01,2026-03-31,answered,120,site==Leeds,,4\r\n"
        "2026-03-01,2026-03-31,offered,41220,,,2\r\n"
    )


def test_a_cell_that_would_be_a_formula_is_text() -> None:
    content = sample.statement().calculation.replace(b'"stamp": ""', b'"stamp": "=cmd()"', 1)
    assert ",'=cmd()," in figures_csv(content).decode()


def test_what_is_no_calculation_is_refused() -> None:
    with pytest.raises(ValueError, match="not a calculation"):
        figures_csv(b"{}")
