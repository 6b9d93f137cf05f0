"""The learned model: declared log-odds, figures learned for each value, and small trees on top.

With no lessons there is no learned model, and the additive one stands alone. From the first lessons
on, the declared log-odds are the start; what was learned moves them, under reasons of its own.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec
import numpy as np
import polars as pl

from quaywatch.cargo import ReasonKind
from quaywatch.risk import exact
from quaywatch.risk.explain import basis_of
from quaywatch.risk.figures import Figures
from quaywatch.risk.form import form
from quaywatch.risk.inputs import FIELDS, inputs, told
from quaywatch.risk.known import Known
from quaywatch.risk.model import CONTRIBUTION_SCHEMA, Bases, Model
from quaywatch.risk.telling import OTHERS, Said, unlike
from quaywatch.risk.trees import Spec, TrainedModel, train
from quaywatch.risk.trees import card as _card
from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.report import Report
from quaywatch.risk.trees.settling import gathered
from quaywatch.risk.trees.told import by_row
from quaywatch.risk.trees.trained import version_of

_SMALL = 0.02
"""Log-odds (two per cent of the odds) below which a learned contribution goes to `OTHERS`."""


class _File(msgspec.Struct, frozen=True):
    figures: Figures
    trees: msgspec.Raw


class Learned:
    """A model of lessons; a `Scorer`, to the bit the same wherever it is loaded."""

    asks_the_past = True

    def __init__(self, figures: Figures, trees: TrainedModel) -> None:
        self.figures = figures
        self.trees = trees
        self._additive = Model(figures)
        self._bytes = msgspec.json.encode(_File(figures, msgspec.Raw(trees.dump())), order="sorted")
        self.version = version_of(self._bytes)
        self.base = trees.base

    @property
    def report(self) -> Report:
        """What the training run found out about its lessons and the model."""
        return self.trees.report

    @classmethod
    def load(cls, data: bytes) -> "Learned":
        """Read what `dump` returned; raise ValueError when it is no model or was altered."""
        file = msgspec.json.decode(data, type=_File)
        return cls(file.figures, TrainedModel.read(bytes(file.trees)))

    def dump(self) -> bytes:
        """Return the model as bytes; the same model is the same bytes."""
        return self._bytes

    def card(self) -> str:
        """Return the model card in Markdown."""
        return _card(self.trees)

    def log_odds(self, known: Known) -> Floats:
        """Return the log-odds of each consignment, without its lot."""
        _, added = self._declared(known)
        return self.trees.reckoned(told(known, added + self._additive.base))

    def contributions(self, known: Known) -> pl.DataFrame:
        """Return `row`, `kind`, `code` and `contribution` of all that was declared and learned."""
        declared, added = self._declared(known)
        rows, value = declared["row"].to_numpy(), declared["contribution"].to_numpy()
        moved = self.trees.contributions(told(known, added + self._additive.base))
        # The start's share of the log-odds goes to what it is made of.
        scale = np.divide(moved[:, 0], added, out=np.zeros_like(added), where=added != 0)
        scaled = exact.on_grid(
            declared.with_columns(pl.Series("contribution", value * scale[rows]))
        )
        left = moved[:, 0] - exact.added(scaled, len(added))
        return pl.concat([scaled, self._learned(moved, left)])

    def _declared(self, known: Known) -> tuple[pl.DataFrame, Floats]:
        """Return what the additive model says, and its sum by consignment."""
        declared = exact.on_grid(self._additive.contributions(known))
        return declared, exact.added(declared, len(known.frames))

    def bases(self, known: Known) -> list[Bases]:
        """Return what priors rest on, and what each input says (see `explain.basis_of`)."""
        rows = by_row(told(known, np.full(len(known.frames), self._additive.base)))
        priors = self._additive.bases(known)
        return [_Said(each, Said(row)) for each, row in zip(priors, rows, strict=True)]

    def unlike(self, known: Known) -> list[dict[str, str]]:
        """Return how unlike all that was inspected each consignment is, and in what most."""
        rows = inputs(known, self._additive)
        found = self.trees.novelty(rows)
        each = zip(found["percentile"], found["newest"], rows.iter_rows(named=True), strict=True)
        return [unlike(percentile, newest, Said(row)) for percentile, newest, row in each]

    def fields(self, code: str) -> tuple[str, ...]:
        """Return the fields on which a prior or an input rests."""
        return self._additive.fields(code) or FIELDS.get(code, ())

    def _learned(self, moved: Floats, left: Floats) -> pl.DataFrame:
        """Return what was learned beyond the start; small shares, and what is left, go together."""
        rows, places, sizes = gathered(moved, _SMALL, left)
        codes = pl.Series([*self.trees.codes, OTHERS], dtype=pl.String)
        return pl.DataFrame(
            {
                "row": pl.Series(rows, dtype=pl.UInt32),
                "kind": pl.Series(["learned"], dtype=pl.String).new_from_index(0, len(rows)),
                "code": codes[places],
                "contribution": sizes,
            },
            schema=CONTRIBUTION_SCHEMA,
        )


class _Said(Bases):
    """What the priors and the inputs of one consignment rest on."""

    def __init__(self, priors: Bases, inputs: Said) -> None:
        self._priors, self._inputs = priors, inputs

    def __getitem__(self, name: str) -> dict[str, str]:
        code = name.removeprefix(_LEARNED)
        return self._priors[name] if code == name else self._inputs[code]

    def __iter__(self) -> Iterator[str]:
        yield from self._priors
        yield from (f"{_LEARNED}{code}" for code in self._inputs)

    def __len__(self) -> int:
        return len(self._priors) + len(self._inputs)


_LEARNED = basis_of(ReasonKind.LEARNED, "")


def learn(
    lessons: pl.DataFrame,
    *,
    figures: Figures | None = None,
    spec: Spec | None = None,
    until: datetime | None = None,
) -> Learned:
    """Learn from `lessons`: rows of `inputs` as they stood when the boxes were selected.

    Beside the inputs, each lesson has `found` (whether something was), `chance` (with which it was
    selected for inspection), `time` (when) and `group` (lessons of one group never teach each
    other's encoding). `figures` are those behind the column `additive`; declared ones by default.
    Inputs that say nothing in these lessons are left out. Raises `trees.TrainingRefusedError`
    where the lessons are unfit.
    """
    used = figures or Model.default().figures
    declared = spec or form(lessons, used.base)
    found, chance, time, group = (lessons[name] for name in ("found", "chance", "time", "group"))
    return Learned(used, train(lessons, found, chance, time, group, declared, until=until))
