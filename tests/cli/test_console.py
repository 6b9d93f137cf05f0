"""What a declaration says is shown on the terminal, never obeyed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quaywatch.cli import main

HOSTILE = (
    b"UNH+1+CUSCAR:D:95B:UN'BGM+85+X+9'CNI+1+BL1'RFF+BM:BL1'NAD+CN+++EVIL\x1b[31m[bold]X'"
    b"GID+1'FTX+AAA+++BAN\x1b]0;retitled\x07ANA \xe2\x80\xaeSANANA'UNT+8+1'"
)


@pytest.mark.parametrize("command", [["read"], ["assess"], ["assess", "--explain"]])
def test_control_characters_of_a_message_do_not_reach_the_terminal(
    command: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "hostile.edi"
    file.write_bytes(HOSTILE)
    shown = CliRunner().invoke(main, [*command, str(file)]).output
    assert "EVIL\u241b[31m[bold]X" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
