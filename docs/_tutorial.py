"""The tutorial's code: run in order, in one namespace, what it prints set below it."""

import contextlib
import io
import re
import shutil
from pathlib import Path

import polars as pl

EXAMPLES = Path(__file__).parent / "examples"
_BLOCK = re.compile(r"^```python\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


def run(page: str, folder: Path) -> list[str]:
    """What each Python block of the page prints, run in `folder` beside the example files."""
    shutil.copytree(EXAMPLES, folder / EXAMPLES.name)
    names: dict[str, object] = {"__name__": "tutorial"}
    width = pl.Config(tbl_width_chars=96, fmt_str_lengths=40, tbl_hide_dataframe_shape=True)
    with contextlib.chdir(folder), width:
        return [_run(block[1], names) for block in _BLOCK.finditer(page)]


def with_output(page: str, folder: Path) -> str:
    """The page with each block's output below it."""
    printed = iter(run(page, folder))

    def show(block: re.Match[str]) -> str:
        output = next(printed)
        return block[0] + (f"\n```text\n{output.rstrip()}\n```\n" if output else "")

    return _BLOCK.sub(show, page)


def _run(code: str, names: dict[str, object]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "tutorial.md", "exec"), names)  # noqa: S102 - our own page
    return printed.getvalue()
