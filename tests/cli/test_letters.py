"""The weekly letters, written into a folder."""

from pathlib import Path

from click.testing import CliRunner

from quaywatch.cli.letters import command, file_name
from quaywatch.node import Node
from tests.node.making import DAY, consignment, filing


def test_each_carrier_gets_its_letter(tmp_path: Path) -> None:
    where, out = tmp_path / "node.sqlite", tmp_path / "letters"
    with Node.open(where, clock=lambda: DAY) as node:
        node.intake(filing(consignment(description="GENERAL CARGO")))
    arguments = ["--node", str(where), "--out", str(out), "--until", "2026-03-02"]
    run = CliRunner().invoke(command, [*arguments, "--language", "nl"])
    assert run.exit_code == 0, run.output
    (made,) = out.glob("*.pdf")
    assert made.name == "carrier-TSTL-2026-03-08.pdf"
    assert "GENERAL CARGO" in made.with_suffix(".html").read_text()


def test_no_name_leaves_the_folder_or_meets_another() -> None:
    assert "/" not in file_name("../../etc/passwd")
    assert file_name("A B") != file_name("A_B")
