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
    asked: list[tuple[object, ...]] = []

    def school(
        folder: Path, lessons: int, measured: int, steps: int, **settings: object
    ) -> list[str]:
        asked.append((folder, lessons, measured, steps, settings))
        return ["60 lessons in taught", "step 100: 0.5 0.4 0.3 0.2"]

    monkeypatch.setattr(teaching, "find_spec", lambda _: object())
    monkeypatch.setattr(teaching, "_require", lambda _: None)
    monkeypatch.setattr("quaywatch.world.scanner.teaching.schooling.school", school)
    result = CliRunner().invoke(teaching.command, [str(tmp_path), "--steps", "100"])
    assert result.exit_code == 0
    assert result.output == "60 lessons in taught\nstep 100: 0.5 0.4 0.3 0.2\n"
    settings = {"pairs": 4, "processes": 1, "device": "cpu"}
    assert asked == [(tmp_path, 3000, 1200, 100, settings)]


def test_a_device_that_is_not_there_is_told_before_any_lesson_is_made(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="training is an extra: pip install quaywatch[train]")
    pytest.importorskip("onnx", reason="training is an extra: pip install quaywatch[train]")
    result = CliRunner().invoke(teaching.command, [str(tmp_path / "new"), "--device", "abacus"])
    assert result.exit_code == 2
    assert "--device" in result.output
    assert not (tmp_path / "new").exists()
