"""The form of the learned model, as measured in the simulated world (see docs/models.md).

Declared log-odds first; then one figure for each port, line of goods, carrier and so on, drawn
towards nought; then small trees on numbers and the past. Trees alone need ten times the finds.
"""

import polars as pl

from quaywatch.history.catalogue import CATALOGUE
from quaywatch.history.feature import Reading
from quaywatch.links import COLUMNS, OF_FINDS
from quaywatch.risk.inputs import DECLARED
from quaywatch.risk.trees import Factor, Number, Spec, Start, Trees
from quaywatch.risk.trees.refusals import MOST_ABSENT

_SPREADS: dict[str, float] = {
    "port_of_loading": 1.0,
    "country_of_receipt": 0.7,
    "consignor_country": 0.7,
    "hs_chapter": 0.7,
    "hs_heading": 0.7,
    "port_and_heading": 0.5,
    "hub": 0.4,
    "carrier_code": 0.4,
    "filing_sender": 0.4,
    "size_type": 0.4,
    "freight_payment": 0.4,
    "place_of_delivery": 0.2,
    "consignee_country": 0.2,
    "findings": 0.7,
    "profiles": 0.7,
    "watch_lists": 0.7,
}
"""How far, in log-odds, values are expected to differ from what was declared of them."""

_TREES = Trees(rounds=50, leaves=7, learning_rate=0.06, smallest_leaf=10, members=1)


def form(lessons: pl.DataFrame, nothing: float) -> Spec:
    """Return the model's form, without inputs that say nothing in `lessons`.

    `nothing` is the additive log-odds of a consignment of which nothing is known.
    """
    return Spec(
        start=Start(name="additive", nothing=nothing),
        factors=tuple(
            Factor(name=name, spread=spread)
            for name, spread in _SPREADS.items()
            if _tells(lessons, name)
        ),
        numbers=tuple(n for n in _numbers() if _tells(lessons, n.name)),
        trees=_TREES,
        weighted=0.0,
        misses=30.0,
    )


def _numbers() -> tuple[Number, ...]:
    """Return the numbers; finds in the past of a party, route or box can only raise its risk.

    The same is true of those of whoever a party hangs together with.
    """
    past = (
        Number(name=f.name, monotone=int(f.fold.reading is Reading.HIT_RATE)) for f in CATALOGUE
    )
    stood = (Number(name=c.name, monotone=int(c.name in OF_FINDS)) for c in COLUMNS)
    return (*past, *stood, *(Number(name=name) for name in DECLARED))


def _tells(lessons: pl.DataFrame, name: str) -> bool:
    if name not in lessons.columns:
        return False
    column = lessons[name]
    absent = column.null_count()
    return absent <= MOST_ABSENT * len(column) and column.n_unique() > 1
