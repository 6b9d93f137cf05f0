"""A manifest ranked in the terminal: table, reasons, JSON and CSV tell the same."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingHeader,
    FreightPayment,
    GoodsItem,
    Party,
    PartyRole,
    Route,
    to_frames,
)
from quaywatch.cli.assess import EXIT_QUARANTINE, command
from quaywatch.formats import native
from quaywatch.formats.edifact import cuscar
from quaywatch.risk import Model, assess
from quaywatch.rules import load


def consignment(number: int, port: str) -> Consignment:
    return Consignment(
        reference=f"SIMBL{number}",
        parties=(Party(role=PartyRole.CONSIGNEE, name=f"SIM Trade {number} NV", country="BE"),),
        goods_items=(
            GoodsItem(sequence=1, description="BANANAS", hs_code="080390", gross_mass_kg=21000.0),
        ),
        equipment=(Equipment(number=f"SIMU{number:07}", size_type="45R1"),),
        route=Route(port_of_loading=port, port_of_discharge="BEANR"),
        conveyance=Conveyance(vessel_name="SIM STAR", voyage="1N", carrier_code="SIMA"),
        freight_payment=FreightPayment.CASH if number == 7 else FreightPayment.PREPAID,
    )


SAID = [consignment(number, "ECGYE" if number % 2 else "USNYC") for number in range(30)]
FILING = Filing(header=FilingHeader(format="native", sender="SIM"), consignments=tuple(SAID))


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(native.write([FILING]))
    return path


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments], input=stdin)


def test_the_riskiest_come_first_as_assess_ranks_them(manifest: Path) -> None:
    scores = assess(
        to_frames((FILING.header, each) for each in SAID), model=Model.default(), rulebook=load()
    ).scores.sort("rank")
    said = json.loads(run(manifest, "--json", "--top", 5).output)
    assert said["assessed"] == 30
    assert [each["consignment_id"] for each in said["ranked"]] == scores["consignment_id"][
        :5
    ].to_list()
    assert [each["log_odds"] for each in said["ranked"]] == scores["log_odds"][:5].to_list()
    first = said["ranked"][0]
    assert first["reference"] == "SIMBL7"
    assert sum(reason["contribution"] for reason in first["reasons"]) == first["log_odds"]
    assert len(first["texts"]) == len(first["reasons"])


def test_the_table_shows_the_reasons_in_the_language_asked_for(manifest: Path) -> None:
    result = run(manifest, "--top", 1, "--language", "es")
    assert result.exit_code == 0
    assert "SIMBL7" in result.output
    assert "Flete pagado en efectivo" in result.output
    assert "30 consignments, 1 shown" in result.output


def test_explained_every_reason_names_its_fields(manifest: Path) -> None:
    said = run(manifest, "--top", 1, "--explain").output
    assert "+0.70  The freight is paid in cash" in said
    assert "[consignment.freight_payment]" in said


def test_csv_is_what_a_spreadsheet_reads(manifest: Path) -> None:
    result = run(manifest, "--csv", "--top", 3)
    lines = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [line["rank"] for line in lines] == ["1", "2", "3"]
    assert lines[0]["reason_2"] == "Freight paid in cash"
    assert "30 consignments" in result.stderr


def test_a_cuscar_manifest_ranks_with_the_risky_port_first(tmp_path: Path) -> None:
    path = tmp_path / "manifest.edi"
    path.write_bytes(cuscar.write([FILING]))
    said = json.loads(run(path, "--json", "--top", 15).output)
    assert said["assessed"] == 30
    risky = {box.number for each in SAID[1::2] for box in each.equipment}
    assert {number for each in said["ranked"] for number in each["containers"]} == risky


def test_standard_input_is_read_too(manifest: Path) -> None:
    result = run("-", "--json", stdin=manifest.read_bytes())
    assert json.loads(result.output)["assessed"] == 30


def test_a_bad_line_is_told_and_the_rest_is_ranked(manifest: Path) -> None:
    manifest.write_bytes(manifest.read_bytes() + b'{"type": "filing", oops\n')
    result = run(manifest, "--top", 1)
    assert result.exit_code == EXIT_QUARANTINE
    assert "30 consignments, 1 shown" in result.output
    assert "not read, 1 part" in result.output
    quarantine = json.loads(run(manifest, "--json").output)["quarantine"]
    assert quarantine[0]["file"] == str(manifest)
    assert quarantine[0]["problems"]


def test_a_box_declared_in_two_files_shows(tmp_path: Path, manifest: Path) -> None:
    again = Consignment(
        reference="SIMBL99",
        equipment=SAID[1].equipment,
        conveyance=SAID[1].conveyance,
        route=SAID[1].route,
    )
    other = tmp_path / "other.jsonl"
    other.write_bytes(native.write([Filing(header=FILING.header, consignments=(again,))]))
    said = json.loads(run(manifest, other, "--json", "--top", 31).output)
    codes = {
        each["reference"]: {finding["code"] for finding in each["findings"]}
        for each in said["ranked"]
    }
    assert "container-duplicate" in codes["SIMBL99"]


@pytest.mark.parametrize("option", ["--rules", "--model"])
def test_wrong_rules_or_models_are_wrong_use(tmp_path: Path, manifest: Path, option: str) -> None:
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "a.toml").write_text("x = 1")
    given = wrong if option == "--rules" else wrong / "a.toml"
    result = run(manifest, option, given)
    assert result.exit_code == 2
    assert "wrong" in result.output


def test_a_saved_model_ranks(tmp_path: Path, manifest: Path) -> None:
    Model.default().save(tmp_path / "model.json")
    with_file = run(manifest, "--json", "--model", tmp_path / "model.json").output
    assert json.loads(with_file) == json.loads(run(manifest, "--json").output)
