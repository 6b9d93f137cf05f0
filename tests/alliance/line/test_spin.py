"""Every state of the rules of a line, as Spin sees them: losses, crashes, late receipts."""

import shutil
import subprocess
from pathlib import Path

import pytest

MODEL = Path(__file__).with_name("line.pml")
MISTAKES = (
    "LABEL_IS_STALE",
    "TOMBSTONE_IS_LOST",
    "COPY_REVIVES",
    "LOG_IS_LEFT",
    "ACKNOWLEDGED_TOO_EARLY",
    "CURSOR_IS_A_TIME",
)

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("spin", "cc"))), reason="needs Spin and a C compiler"
)


def verified(folder: Path, *, losses: int, crashes: int, mistake: str | None = None) -> str:
    """Return what Spin's verifier says of the model; it stops at the first state that is wrong."""
    told = [f"-DLOSSES={losses}", f"-DCRASHES={crashes}", *([f"-D{mistake}"] if mistake else [])]
    for command in (
        ["spin", *told, "-a", str(MODEL)],
        ["cc", "-w", "-O2", "-DSAFETY", "-DCOLLAPSE", "-o", "pan", "pan.c"],
    ):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    done = subprocess.run(
        [str(folder / "pan"), "-m100000"], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_no_state_that_can_be_reached_leaks_loses_or_revives(tmp_path: Path) -> None:
    said = verified(tmp_path, losses=0, crashes=1)
    assert "errors: 0" in said
    # Nothing was left out for want of depth, all that people can do was done, and all was judged.
    assert "search depth too small" not in said
    for process in ("people", "judge"):
        assert f"unreached in proctype {process}\n\t(0 of" in said


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_model_is_found(mistake: str, tmp_path: Path) -> None:
    said = verified(tmp_path, losses=0, crashes=1, mistake=mistake)
    assert "assertion violated" in said
    assert "errors: 1" in said
