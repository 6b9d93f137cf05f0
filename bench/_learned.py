"""A learned model of made-up inspections, for timing: what it says of risk means nothing."""

import numpy as np
import polars as pl

from bench._trade import consignments
from quaywatch import checks
from quaywatch.history import History
from quaywatch.risk import Known, Model
from quaywatch.risk.inputs import inputs
from quaywatch.risk.learned import Learned, learn
from quaywatch.rules import RuleBook

_LESSONS = 4_000
_SEED = 20_260_101


def learned(rulebook: RuleBook, past: History) -> Learned:
    """Return a model of as many lessons, in which one port hides more than others; `past` reads
    their consignments."""
    frames = consignments(_LESSONS, 9, bill="LE", filing=1)
    found = checks.run(frames)
    known = Known(frames, found, rulebook.match(frames, found), past.read(frames).frame())
    table = inputs(known, Model.default())
    random = np.random.default_rng(_SEED)
    common = table["port_of_loading"].drop_nulls().mode().sort()[0]
    rate = np.where((table["port_of_loading"] == common).fill_null(value=False), 0.15, 0.03)
    return learn(
        table.with_columns(
            pl.Series("found", random.random(_LESSONS) < rate),
            pl.Series("chance", random.choice([1.0, 0.05], _LESSONS)),
            frames.consignments["received_at"].alias("time"),
            frames.consignments["consignment_id"].alias("group"),
        )
    )
