"""`quaywatch world teach-scans`."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quaywatch.cli import teaching


def test_without_torch_it_tells_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(teaching, "find_spec", lambda _: None)
    result = CliRunner().invoke(teaching.command, [str(tmp_path)])
    assert result.exit_code == 1
    assert "torch and onnx not installed: pip install 'quaywatch[train]'" in result.output


def test_steps_are_told_as_they_are_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[tuple[Path, int, int, int]] = []

    def school(folder: Path, lessons: int, measured: int, steps: int) -> list[str]:
        asked.append((folder, lessons, measured, steps))
        return ["60 lessons in taught", "step 100: 0.5 0.4 0.3 0.2"]

    monkeypatch.setattr(teaching, "find_spec", lambda _: object())
    monkeypatch.setattr("quaywatch.world.scanner.teaching.schooling.school", school)
    result = CliRunner().invoke(teaching.command, [str(tmp_path), "--steps", "100"])
    assert result.exit_code == 0
    assert result.output == "60 lessons in taught\nstep 100: 0.5 0.4 0.3 0.2\n"
    assert asked == [(tmp_path, 200, 100, 100)]
