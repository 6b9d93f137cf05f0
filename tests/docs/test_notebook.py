"""The notebook of the strategy rebuilds every figure: the same numbers to three digits."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "docs/examples"


def test_the_notebook_says_what_it_said() -> None:
    made = subprocess.run(
        [sys.executable, str(EXAMPLES / "strategy_notebook.py")],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    expected = (EXAMPLES / "strategy_notebook.txt").read_text(encoding="utf-8")
    assert made.stdout.splitlines() == expected.splitlines()
