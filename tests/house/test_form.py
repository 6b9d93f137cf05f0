"""The house keeps its form: small files, floors that hold, a front door that opens."""

import importlib
import statistics
from pathlib import Path

import pytest

import quaywatch
from quaywatch.cli import SUBCOMMANDS

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "quaywatch").rglob("*.py"))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_files_are_small() -> None:
    lengths = {path: lines(path) for path in SOURCES if path.name != "__init__.py"}
    assert {str(path): n for path, n in lengths.items() if n > 600} == {}
    assert statistics.median(lengths.values()) <= 110


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        str(path)
        for path in SOURCES
        if path.name == "__init__.py" and not path.read_text().startswith('"""')
    ]
    assert silent == []


@pytest.mark.parametrize("name", sorted(SUBCOMMANDS))
def test_every_subcommand_loads_and_documents_itself(name: str) -> None:
    command = importlib.import_module(f"quaywatch.cli.{name.replace('-', '_')}").command
    assert command.help


def test_the_front_door_has_few_names_and_all_open() -> None:
    assert len(quaywatch.__all__) <= 12
    for name in quaywatch.__all__:
        assert getattr(quaywatch, name) is not None


def test_the_lock_pins_every_package_by_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        pinned = [line for line in lock.read_text().splitlines() if "==" in line]
        assert pinned
        assert all(line.rstrip().endswith("\\") for line in pinned), lock
