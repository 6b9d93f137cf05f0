"""Files of a rule book as read, with every defect found on the way."""

import csv
import io
import tomllib
from collections import Counter
from pathlib import PurePath
from typing import Any

import msgspec

from quaywatch.cargo import Problem
from quaywatch.rules.language import ExpressionError, bind, parse
from quaywatch.rules.language.functions import pattern
from quaywatch.rules.profile import MAX_WEIGHT, Profile
from quaywatch.rules.watch import Entry, Target, WatchList


class Shelf:
    """What a folder's files hold so far; each thing with the name of its file."""

    def __init__(self) -> None:
        self.profiles: list[tuple[str, Profile]] = []
        self.watch_lists: list[tuple[str, WatchList]] = []
        self.lists: dict[str, tuple[str, ...]] = {}
        self.problems: list[tuple[str, Problem]] = []

    def complain(self, file: str, code: str, message: str) -> None:
        """Note a defect of `file`."""
        self.problems.append((file, Problem(code=code, message=message)))

    def put(self, file: str, data: bytes) -> None:
        """Read one file; what is wrong with it becomes a problem."""
        try:
            text = data.decode("utf-8-sig")
            if file.endswith(".csv"):
                self.watch_lists.append((file, _csv_list(PurePath(file).stem, text)))
            else:
                self._put_toml(file, tomllib.loads(text))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.complain(file, "rule.syntax", str(error))
        except (msgspec.ValidationError, csv.Error) as error:
            self.complain(file, "rule.form", str(error))

    def _put_toml(self, file: str, content: dict[str, Any]) -> None:
        if "expression" in content:
            self.profiles.append((file, msgspec.convert(content, Profile)))
        elif "entries" in content:
            self.watch_lists.append((file, msgspec.convert(content, WatchList)))
        elif "lists" in content:
            self.lists |= msgspec.convert(content["lists"], dict[str, tuple[str, ...]])
        else:
            self.complain(file, "rule.form", "this has no expression, no entries and no lists")

    def examine(self) -> None:
        """Check what only shows once every file is read."""
        self._find_doubles()
        for file, profile in self.profiles:
            self._examine_weight(file, profile.code, profile.weight)
            try:
                bind(parse(profile.expression), self.lists)
            except ExpressionError as error:
                message = f"{profile.code}:\n{error.show(profile.expression)}"
                self.problems.append(
                    (file, msgspec.structs.replace(error.problem(), message=message))
                )
        for file, watch_list in self.watch_lists:
            for entry in watch_list.entries:
                self._examine_entry(file, entry)

    def _find_doubles(self) -> None:
        named = [(file, profile.code) for file, profile in self.profiles]
        named += [
            (file, watch_list.code_of(entry))
            for file, watch_list in self.watch_lists
            for entry in watch_list.entries
        ]
        counted = Counter(code for _, code in named)
        for file, code in named:
            if counted[code] > 1:
                self.complain(file, "rule.double", f"{code} is there {counted[code]} times")

    def _examine_weight(self, file: str, code: str, weight: float) -> None:
        if not -MAX_WEIGHT <= weight <= MAX_WEIGHT:
            self.complain(
                file, "rule.weight", f"{code}: a weight of {weight:g} is beyond ±{MAX_WEIGHT:g}"
            )

    def _examine_entry(self, file: str, entry: Entry) -> None:
        self._examine_weight(file, entry.id, entry.weight)
        if entry.target is Target.SEAL:
            try:
                pattern(entry.value, 0)
            except ExpressionError as error:
                self.complain(file, "rule.pattern", f"{entry.id}: {error.said('en')}")


def _csv_list(code: str, text: str) -> WatchList:
    """Return the list of a CSV file with a header of `Entry`'s field names."""
    entries: list[Entry] = []
    for line, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
        filled = {name: value for name, value in row.items() if value not in {"", None}}
        try:
            entries.append(msgspec.convert(filled, Entry, strict=False))
        except msgspec.ValidationError as error:
            raise msgspec.ValidationError(f"line {line}: {error}") from None
    return WatchList(code=code, title=code, entries=tuple(entries))
