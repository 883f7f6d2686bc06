"""Heavy libraries are loaded when something is printed or sealed, and not before."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("weasyprint", "pyhanko", "fontTools", "pandas", "flask")
PROGRAM = f"""
import sys
import sla.document.keys, sla.document.archive, sla.document.seal, sla.document.render, sla.document.verify
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_importing_loads_neither_press_nor_seal() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
