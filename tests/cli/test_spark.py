"""What `quaywatch spark` says before a cluster is asked for anything."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quaywatch.cli import spark

needs = ["ARCHIVE", "OUT"]


def test_without_pyspark_it_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda _: None)
    said = CliRunner().invoke(spark.command, needs)
    assert said.exit_code == 1
    assert "quaywatch[spark]" in said.output


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff"])
def test_a_file_that_is_no_model_is_refused_before_it_is_shipped(
    content: bytes, tmp_path: Path
) -> None:
    pytest.importorskip("pyspark")
    file = tmp_path / "model.json"
    file.write_bytes(content)
    said = CliRunner().invoke(spark.command, [*needs, "--model", str(file)])
    assert said.exit_code == 2
    assert "is no model" in said.output


def test_wrong_rules_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    (tmp_path / "wrong.toml").write_text("nothing = 1\n")
    said = CliRunner().invoke(spark.command, [*needs, "--rules", str(tmp_path)])
    assert said.exit_code == 2
    assert "are wrong" in said.output
