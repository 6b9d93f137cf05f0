"""Profiles and watch lists compiled together."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.cargo import Frames
from quaywatch.rules.examples import Trial, try_profile
from quaywatch.rules.language import Bound, Plan, bind, parse
from quaywatch.rules.language.types import FIELDS
from quaywatch.rules.profile import Profile
from quaywatch.rules.text import Texts
from quaywatch.rules.watch import Entry, Watch, WatchList
from quaywatch.rules.watch.entry import FIELDS as TARGET_FIELDS

MATCH_SCHEMA = {
    "row": pl.UInt32(),
    "kind": pl.String(),
    "code": pl.String(),
    "weight": pl.Float64(),
}
"""What `RuleBook.match` returns: one row a consignment and profile or list entry that it meets."""

Numbers = NDArray[np.int64]

_ON_LIST = Texts(
    en="On watch list {title}: {reason}",
    fr="Sur la liste de surveillance {title} : {reason}",
    nl="Op de aandachtslijst {title}: {reason}",
    es="En la lista de vigilancia {title}: {reason}",
)


class _File(msgspec.Struct, frozen=True):
    """All that a rule book is made of."""

    profiles: tuple[Profile, ...]
    watch_lists: tuple[WatchList, ...]
    lists: dict[str, tuple[str, ...]]
    former: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A profile and what its expression was bound to."""

    profile: Profile
    bound: Bound
    fields: tuple[str, ...]
    """The fields it rests on, such as `goods_item.hs_code`."""

    @classmethod
    def of(cls, profile: Profile, lists: Mapping[str, tuple[str, ...]]) -> "Rule":
        """Bind a profile; raise ExpressionError where it is wrong."""
        bound = bind(parse(profile.expression), lists)
        return cls(profile, bound, _declared(bound.needs.fields))


class RuleBook:
    """Every profile and watch list in force, ready to meet a batch."""

    def __init__(
        self,
        profiles: Sequence[Profile] = (),
        watch_lists: Sequence[WatchList] = (),
        lists: Mapping[str, tuple[str, ...]] | None = None,
        former: Sequence[Profile] = (),
    ) -> None:
        """Compile; raise ExpressionError at the first profile that is wrong.

        `former` profiles match nothing: what they mean is still told of what they once met.
        """
        self.lists = lists or {}
        """The value lists that expressions can name."""
        self._rules = self._bound(profiles)
        self._told = self._bound(former) | self._rules
        self._watch_lists = tuple(watch_lists)
        self._entries = {
            watch_list.code_of(entry): (watch_list, entry)
            for watch_list in sorted(watch_lists, key=lambda watch_list: watch_list.code)
            for entry in watch_list.entries
        }
        self._plan = Plan([rule.bound for rule in self._rules.values()])
        self._codes = pl.Series(list(self._rules), dtype=pl.String)
        self._weights = pl.Series([each.weight for each in self.profiles], dtype=pl.Float64)
        ends = [np.datetime64(each.ends or "NaT", "D") for each in self.profiles]
        self._ends = np.array(ends, dtype="datetime64[D]")
        self._watch = Watch(watch_lists)
        content = (self.profiles, sorted(watch_lists, key=lambda each: each.code), self.lists)
        digest = hashlib.sha256(msgspec.json.encode(content, order="sorted"))
        self.version = digest.hexdigest()[:16]

    @classmethod
    def read(cls, data: bytes) -> "RuleBook":
        """Read what `dump` returned; raise msgspec.DecodeError when it is none."""
        file = msgspec.json.decode(data, type=_File)
        return cls(file.profiles, file.watch_lists, file.lists, file.former)

    def dump(self) -> bytes:
        """Return the book as bytes, to be read by another process of the same version."""
        former = [r.profile for code, r in self._told.items() if code not in self._rules]
        file = _File(self.profiles, self._watch_lists, dict(self.lists), tuple(former))
        return msgspec.json.encode(file, order="sorted")

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles, by code."""
        return tuple(rule.profile for rule in self._rules.values())

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The profiles as bound, by code."""
        return tuple(self._rules.values())

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries of all watch lists, by the code under which a hit is reported."""
        return {code: entry for code, (_, entry) in self._entries.items()}

    @property
    def findings(self) -> frozenset[str]:
        """Codes of the checks that profiles ask for."""
        return frozenset(
            code for rule in self._rules.values() for code in rule.bound.needs.findings
        )

    def match(self, frames: Frames, findings: pl.DataFrame) -> pl.DataFrame:
        """Return what matches, as `MATCH_SCHEMA` says, sorted by row, kind and code.

        `findings` has at least the columns `row` and `code`.
        """
        rows, profiles = self._in_time(frames, *self._plan.hits(frames, findings))
        met = pl.DataFrame(
            {
                "row": pl.Series(rows, dtype=pl.UInt32),
                "kind": pl.Series(["profile"], dtype=pl.String).new_from_index(0, len(rows)),
                "code": self._codes[profiles],
                "weight": self._weights[profiles],
            }
        )
        if not self._entries:
            return met  # Sorted as it is: rows come first, then the profiles, by code.
        listed = self.hits(frames).select("row", "code", "weight").unique()
        kind = pl.lit("watch_list").alias("kind")
        return pl.concat([met, listed.select("row", kind, "code", "weight")]).sort(
            "row", "kind", "code"
        )

    def _bound(self, profiles: Sequence[Profile]) -> dict[str, Rule]:
        return {
            profile.code: Rule.of(profile, self.lists)
            for profile in sorted(profiles, key=lambda profile: profile.code)
        }

    def _in_time(self, frames: Frames, rows: Numbers, profiles: Numbers) -> tuple[Numbers, Numbers]:
        """Leave out profiles that had ended on the day that the filing was received."""
        if np.isnat(self._ends).all() or not len(rows):
            return rows, profiles
        received = frames.consignments["received_at"].dt.date().to_numpy()
        # Nothing compares with a day that is not there, so what has no end, or no date, stays.
        stays = ~(received[rows] >= self._ends[profiles])
        return rows[stays], profiles[stays]

    def hits(self, frames: Frames) -> pl.DataFrame:
        """Return `row`, `code`, `weight`, `field` and `value` of each list entry met, sorted."""
        return self._watch.hits(frames)

    def text(self, code: str, language: str) -> str:
        """Return what a match of profile or entry `code` means; KeyError when there is none."""
        if code in self._entries:
            watch_list, entry = self._entries[code]
            return _ON_LIST.get(language).format(title=watch_list.title, reason=entry.reason)
        return self._told[code].profile.text.get(language)

    def title(self, code: str, language: str) -> str:
        """Return the short name of profile or entry `code`; KeyError when there is none."""
        if code in self._entries:
            return self.text(code, language)
        return self._told[code].profile.title.get(language)

    def fields(self, code: str) -> tuple[str, ...]:
        """Return the fields that profile or entry `code` rests on, such as `goods_item.hs_code`."""
        if code in self._entries:
            return _declared(TARGET_FIELDS[self._entries[code][1].target])
        return self._told[code].fields

    def with_profiles(self, more: Sequence[Profile], former: Sequence[Profile] = ()) -> "RuleBook":
        """Return this book with `more` profiles; its own keep their codes.

        Raises:
            ExpressionError: one of them asks for what is not there.

        """
        added = [profile for profile in more if profile.code not in self._rules]
        return RuleBook((*self.profiles, *added), self._watch_lists, self.lists, former)

    def alone(self, profile: Profile) -> "RuleBook":
        """Return `profile` as a book of its own, with the value lists of this one."""
        return RuleBook([profile], lists=self.lists)

    def test(self) -> list[Trial]:
        """Run the tests that the profiles carry."""
        return [
            trial
            for rule in self._rules.values()
            for trial in try_profile(rule.profile, Plan([rule.bound]))
        ]


def _declared(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(FIELDS[name].declared for name in names)
