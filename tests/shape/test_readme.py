"""What the README shows is what the program does."""

from __future__ import annotations

import re

from click.testing import CliRunner

import sla
from sla.cli import main
from tests.shape.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LINE = re.compile(r"```\n(web \| cli.*?)```", re.DOTALL)


def test_the_line_is_the_one_of_the_package() -> None:
    """The README and `sla/__init__.py` draw one picture."""
    shown = LINE.search(README)
    assert shown is not None
    package = [line.strip() for line in (sla.__doc__ or "").splitlines()]
    assert [line.strip() for line in shown[1].splitlines()] == package[package.index(shown[1].splitlines()[0]) :][
        : len(shown[1].splitlines())
    ]


def test_the_first_settlement_is_what_the_command_prints() -> None:
    """The block under the command is its output, to the character."""
    block = re.search(r"```console\n\$ sla (settle docs/first[^\n]*)\n(.*?)```", README, re.DOTALL)
    assert block is not None
    arguments = [str(ROOT / word) if word.startswith("docs/") else word for word in block[1].split()]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert result.output.rstrip() == block[2].rstrip()


def test_the_short_contract_stands_in_the_file_it_names() -> None:
    """Every line of the README's contract is a line of the first contract."""
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    file = (ROOT / "docs/first/contract.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in block[1].splitlines() if line not in file] == []


def test_every_command_is_named() -> None:
    """Every word a person can type after `sla` stands in the README."""
    assert [name for name in main.commands if f"sla {name}" not in README and f"make {name}" not in README] == []


def test_every_link_leads_somewhere() -> None:
    """Files and pictures that the README points to are there."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
