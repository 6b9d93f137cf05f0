"""Nothing that a user can call or meet is undocumented."""

import re
from pathlib import Path

import pytest

from docs import _reference
from quaywatch import checks, rules
from quaywatch.api.app import create_app
from quaywatch.cli import SUBCOMMANDS, main
from quaywatch.formats import read
from quaywatch.formats.ens import rules as ens
from quaywatch.formats.ics2 import names as ics2
from quaywatch.formats.tables import load
from quaywatch.formats.tables.fields import COLUMNS
from quaywatch.node import Node

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    return _reference.fill((DOCS / f"{name}.md").read_text())


def test_every_marker_of_every_page_is_filled() -> None:
    for path in DOCS.glob("*.md"):
        assert "<!-- reference:" not in page(path.stem)


@pytest.mark.parametrize("check", checks.ALL, ids=lambda check: check.code)
def test_every_check_is_there_with_its_source_and_all_languages(check: checks.Check) -> None:
    section = page("checks").split(f"## {check.code}\n")[1].split("\n## ")[0]
    assert f"*{check.severity}*" in section
    assert "Source: " in section
    assert [line[2:].split(":")[0] for line in section.splitlines() if line[:2] == "- "] == [
        "English",
        "French",
        "Dutch",
        "Spanish",
    ]


def test_every_built_in_profile_is_there() -> None:
    for profile in rules.load(None).profiles:
        assert f"## {profile.code}\n" in page("profiles")
        assert profile.expression.strip() in page("profiles")


def test_every_rule_on_declarations_is_there_in_all_languages() -> None:
    listed = page("ens")
    for rule in ens.every_rule():
        section = listed.split(f"## {rule.code}\n")[1].split("\n## ")[0]
        assert f"At `/{rule.at}`" in section
        assert rule.require in section
        assert section.count("\n- ") == 4


def test_every_ics2_message_is_there_with_what_it_says() -> None:
    for name, said in {**ics2.REPOSITORY, **ics2.TRADER}.items():
        assert f"| `{name}` | {said} |" in page("formats")


def test_every_command_is_there_with_its_help() -> None:
    listed = page("commands")
    names = [name for name, _ in _reference.walk(main, "quaywatch")]
    assert {name.split()[1] for name in names} == set(SUBCOMMANDS)
    for name in names:
        assert f"## {name}\n\n```text\nUsage: {name} " in listed


def test_every_http_route_of_the_service_is_there_and_says_what_it_does(tmp_path: Path) -> None:
    with Node.open(tmp_path / "node.sqlite") as node:
        served = create_app(node).openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in served.items() for method in methods}
    sections = re.findall(r"^## ([A-Z]+ /\S+)\n\n\w", page("routes"), re.MULTILINE)
    assert set(sections) == routes
    assert len(sections) == len(routes) > 10


def test_the_native_lines_shown_are_read_as_they_stand() -> None:
    example = (DOCS / "formats.md").read_text().split("```json\n")[1].split("```")[0]
    parts = list(read(example.encode()))
    assert [part.problems for part in parts] == [()]
    assert parts[0].filing is not None


def test_the_column_mapping_shown_reads_the_table_it_speaks_of(tmp_path: Path) -> None:
    shown = (DOCS / "formats.md").read_text().split("```toml\n")[1].split("```")[0]
    (tmp_path / "mapping.toml").write_text(shown)
    table = "Konnossement;Behälter;Gewicht\nXQWA1;ZZQU1000019;20,9\n"
    filing = next(
        part.filing
        for part in read(table.encode(), mapping=load(tmp_path / "mapping.toml"))
        if part.filing
    )
    consignment = filing.consignments[0]
    assert consignment.equipment[0].number == "ZZQU1000019"
    assert consignment.goods_items[0].gross_mass_kg == 20900.0


def test_every_column_of_a_table_is_there() -> None:
    assert all(f"- `{column}`" in page("formats") for column in COLUMNS)
