"""The same mentions resolved by Splink, with its library of comparisons as it comes.

Fields are cleaned as its guide asks; thresholds are tried on the answer itself, which favours it.
"""

import logging
import warnings
from collections.abc import Sequence
from typing import Any

import polars as pl

from bench._links.score import Score, score
from quaywatch.links import Mention
from quaywatch.links.reading import mailbox, telephone
from quaywatch.links.writing import plain

_FIELDS = ("name", "identifier", "address", "city", "postcode", "country", "telephone", "email")
_LISTS = ("counterparts", "goods")
_THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
_PAIRS = 1e6


def best(mentions: Sequence[Mention], truth: Sequence[object]) -> Score:
    """Return the best score that Splink reaches on the mentions over several thresholds."""
    warnings.simplefilter("ignore")
    logging.getLogger("splink").setLevel(logging.ERROR)
    frame = _frame(mentions)
    linker: Any = _trained(frame)
    pairs = linker.inference.predict(threshold_match_probability=min(_THRESHOLDS))
    return max((_score(linker, pairs, t, truth) for t in _THRESHOLDS), key=lambda found: found.f1)


def _frame(mentions: Sequence[Mention]) -> pl.DataFrame:
    rows = [
        {
            "unique_id": at,
            "name": plain(m.party.name) or None,
            "identifier": plain(m.party.identifier or "").replace(" ", "") or None,
            "address": plain(m.party.address or "") or None,
            "city": plain(m.party.city or "") or None,
            "postcode": m.party.postcode,
            "country": m.party.country,
            "telephone": str(telephone(m.party.telephone) or "") or None,
            "email": mailbox(m.party.email) or None,
            "counterparts": [plain(c) for c in m.counterparts if c] or None,
            "goods": [g for g in m.goods if g] or None,
        }
        for at, m in enumerate(mentions)
    ]
    lists = dict.fromkeys(_LISTS, pl.List(pl.String))
    texts = dict.fromkeys(_FIELDS, pl.String)
    return pl.DataFrame(
        rows, schema={"unique_id": pl.Int64, **texts, **lists}, infer_schema_length=None
    )


def _trained(frame: pl.DataFrame) -> Any:
    import splink
    import splink.comparison_library as library

    here = [f for f in (*_FIELDS, *_LISTS) if frame[f].drop_nulls().n_unique() > 1]
    comparisons: dict[str, Any] = {
        "name": library.NameComparison("name"),
        "identifier": library.LevenshteinAtThresholds("identifier", [1]),
        "address": library.JaroWinklerAtThresholds("address"),
        "city": library.JaroWinklerAtThresholds("city"),
        "email": library.EmailComparison("email"),
        "counterparts": library.ArrayIntersectAtSizes("counterparts", [2, 1]),
        "goods": library.ArrayIntersectAtSizes("goods", [2, 1]),
    }
    rules: list[Any] = [splink.block_on("name"), splink.block_on("substr(name, 1, 5)")]
    rules += [
        splink.block_on(field)
        for field in ("identifier", "address", "telephone", "email")
        if field in here
    ]
    if "counterparts" in here:
        rules.append(splink.block_on("counterparts", arrays_to_explode=["counterparts"]))
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[comparisons.get(f) or library.ExactMatch(f) for f in here],
        blocking_rules_to_generate_predictions=rules,
    )
    api: Any = splink.DuckDBAPI()
    linker: Any = splink.Linker(api.register(frame.to_arrow()), settings)
    linker.training.estimate_probability_two_random_records_match(
        [splink.block_on("name")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_PAIRS, seed=1)
    for rule in ("name", "address", "identifier", "counterparts[1]"):
        if rule.split("[")[0] in here:
            linker.training.estimate_parameters_using_expectation_maximisation(
                splink.block_on(rule)
            )
    return linker


def _score(linker: Any, pairs: Any, threshold: float, truth: Sequence[object]) -> Score:
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
    table: Any = clusters.as_pyarrow_table()
    frame = pl.DataFrame(table)
    found = dict(frame.select("unique_id", "cluster_id").iter_rows())
    return score([found[at] for at in range(len(truth))], list(truth))
