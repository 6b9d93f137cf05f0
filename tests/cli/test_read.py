"""`quaywatch read` shows what was understood, and fails when something was not."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quaywatch.cli.read import command
from quaywatch.formats import read
from quaywatch.formats.edifact import cuscar
from tests.formats.ics2.samples import sample
from tests.formats.making import consignments, filing, interchange, message

BROKEN = interchange(message("BGM+85+M+9", "CNI+1+B1", "GID+1+3:CT", "CNI+2", "GID+1+4:CT"))


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    file = tmp_path / "manifest.edi"
    file.write_bytes(cuscar.write([filing(30)]))
    return file


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "broken.edi"
    file.write_text(BROKEN)
    return file


def run(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(command, [*map(str, arguments)], env={"COLUMNS": "200"})
    assert result.exit_code == code, result.output
    return result.output


def test_a_sound_file(sound: Path) -> None:
    shown = run(sound, "--rows", "5")
    assert "1 filings, 30 consignments, 30 goods items, 30 containers" in shown
    assert "EXLU000001" in shown
    assert "5 of 30 consignments" in shown
    assert "quarantine" not in shown


def test_a_broken_file_names_bytes_and_reasons_and_fails(broken: Path) -> None:
    shown = run(broken, code=1)
    assert "in quarantine" in shown
    assert "consignment.reference-missing" in shown
    assert f"{BROKEN.index('CNI+2'):,}" in shown


def test_movements_and_port_calls_are_shown(tmp_path: Path) -> None:
    file = tmp_path / "report.edi"
    ship = "TDT+20+031W+1++EXL:172:20+++9074729:146:11:EXAMPLE STAR"
    box = ("EQD+CN+TSTU1234560+45G1+++5", "DTM+203:202603140913:203", "MEA+AAE+G+KGM:12000")
    port = ("LOC+11+BEANR:139:6+K913:TER:ZZZ", "DTM+178:202603140100:203")
    told = message("BGM+44+R1+9", ship, *port, *box, *box, kind="COARRI:D:95B:UN")
    file.write_text(interchange(told))
    shown = run(file, "--rows", "1")
    assert "1 filings, 2 movements, 1 port calls" in shown
    assert "discharged, actual" in shown
    assert "1 of 2 movements" in shown
    assert "arrival, actual" in shown


def test_json_is_what_the_node_reads(sound: Path) -> None:
    lines = run(sound, "--json").encode()
    assert tuple(consignments(read(lines))) == filing(30).consignments


def test_quarantined_bytes_are_written_by_position(broken: Path, tmp_path: Path) -> None:
    run(broken, "--quarantine", tmp_path / "kept", code=1)
    (kept,) = (tmp_path / "kept").iterdir()
    assert kept.name == f"broken.edi.{BROKEN.index('CNI+2')}"
    assert kept.read_text() == "CNI+2'GID+1+4:CT'"


def test_a_mapping_that_means_nothing_is_a_usage_error(sound: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\nnonsense = "x"\n')
    assert "nonsense" in run(sound, "--mapping", mapping, code=2)


def test_code_lists_are_checked_when_given(tmp_path: Path) -> None:
    file, lists = tmp_path / "filing.xml", tmp_path / "codes.toml"
    file.write_bytes(sample("ie3f11"))
    lists.write_text('[CL710]\n"22G1" = "dry"\n')
    assert "CL710" not in run(file)
    assert "not in code list CL710" in run(file, "--code-lists", lists)
    lists.write_text("[CL999]\n")
    assert "CL999" in run(file, "--code-lists", lists, code=2)
