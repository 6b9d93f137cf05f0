"""The tutorial does what it says."""

from datetime import date
from pathlib import Path

import pytest

from docs import _tutorial
from quaywatch.inspections import Capacity

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "tutorial.md"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    return "\n".join(_tutorial.run(PAGE.read_text(), tmp_path_factory.mktemp("tutorial")))


def test_its_code_runs_from_top_to_bottom(printed: str) -> None:
    assert "387 bytes, 0 consignments, quarantined: True" in printed
    assert "bo is refused" in printed
    assert "first broken row: None" in printed


def test_what_it_tells_about_the_plan_is_so(printed: str) -> None:
    assert "3 targeted, 1 by lot, 4 slots" in printed


def test_output_stands_below_the_code_that_printed_it(tmp_path: Path) -> None:
    page = "Say:\n\n```python\nprint(1 + 1)\n```\n\nand stay silent:\n\n```python\nx = 1\n```\n"
    shown = _tutorial.with_output(page, tmp_path)
    assert "print(1 + 1)\n```\n\n```text\n2\n```\n" in shown
    assert shown.count("```text") == 1


def test_the_operator_s_code_takes_a_folder_in(tmp_path: Path) -> None:
    page = (DOCS / "operate.md").read_text()
    assert _tutorial.run(page, tmp_path) == [
        "manifest.edi: 5 consignments, 1 in quarantine, 0 known already\n"
    ]
    (tmp_path / "examples" / "capacity.toml").write_text(page.split("```toml\n")[1].split("```")[0])
    calendar = Capacity.load(tmp_path / "examples" / "capacity.toml")
    assert calendar.slots(date(2026, 6, 1))["slots"].sum() == 16 * 8
