"""Rule books from folders of files."""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from quaywatch.rules.book import RuleBook
from quaywatch.rules.error import RuleError
from quaywatch.rules.shelf import Shelf


def load(folder: Path | str | None = None) -> RuleBook:
    """Return the rule book of `folder`, or the built-in one.

    A folder holds TOML files — a profile has an `expression`, a watch list has `entries`, value
    lists stand under `lists` — and CSV files, each a watch list named by its file. Raises
    RuleError with every defect found, none hidden behind the first.
    """
    return _builtin() if folder is None else _read(Path(folder))


@cache
def _builtin() -> RuleBook:
    return _read(resources.files("quaywatch.rules") / "builtin")


def _read(folder: Path | Traversable) -> RuleBook:
    shelf = Shelf()
    if not folder.is_dir():
        shelf.complain(folder.name, "rule.folder", f"there is no folder {folder}")
    else:
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if file.name.endswith((".toml", ".csv")):
                shelf.put(file.name, file.read_bytes())
    shelf.examine()
    if shelf.problems:
        raise RuleError(shelf.problems)
    return RuleBook(
        [profile for _, profile in shelf.profiles],
        [watch_list for _, watch_list in shelf.watch_lists],
        shelf.lists,
    )
