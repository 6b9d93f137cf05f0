"""The report's machinery; the full gates run in `quaywatch world report`."""

import numpy as np
import polars as pl
import pytest

pytest.importorskip("sklearn")

from quaywatch.world import Config
from quaywatch.world.evidence import RIDE_ALONG
from quaywatch.world.report.facts import FACTS, Comparison, Fact
from quaywatch.world.report.features import CATEGORIES, FEATURES
from quaywatch.world.report.gates import Gate, Gates
from quaywatch.world.report.model import auc, fit_predict, single_auc
from quaywatch.world.report.run import Report, lines, write
from quaywatch.world.report.sample import draw_sample
from quaywatch.world.setting import make_setting


def _sample(placebo: bool):
    config = Config(seed=4, months=6, scale=0.25, latam_share=1.0, placebo=placebo)
    return draw_sample(make_setting(config), range(6), 2500)


def test_documents_say_something_about_hiding_but_not_much() -> None:
    sample = _sample(placebo=False)
    train = sample.month < 4
    score = fit_predict(sample.features, sample.hides, train)
    assert 0.68 < auc(sample.hides[~train], score[~train]) < 0.92
    for name in set(FEATURES) - set(CATEGORIES):
        assert single_auc(sample.features[name], sample.hides, train) < 0.8, name
    assert 1.2 < sample.chance[sample.hides].mean() / sample.chance[~sample.hides].mean() < 3.2


def test_a_placebo_world_teaches_nothing_about_hiding_that_rides_along() -> None:
    sample = _sample(placebo=True)
    kept = sample.scheme.is_in(RIDE_ALONG).fill_null(value=False).to_numpy() | ~sample.hides
    train = (sample.month < 4) & kept
    score = fit_predict(sample.features, sample.hides, train)
    test = (sample.month >= 4) & kept
    assert auc(sample.hides[test], score[test]) < 0.64


def test_features_are_read_from_frames_alone_one_row_a_box(world) -> None:
    from quaywatch.world.report.features import document_features

    frames = world.month(0).frames
    features = document_features(frames)
    assert tuple(features.columns) == FEATURES
    assert features.height == frames.equipment.height


def test_auc_counts_pairs() -> None:
    hides = np.array([True, False, True, False])
    assert auc(hides, np.array([3.0, 1.0, 2.0, 2.0])) == pytest.approx(3.5 / 4)
    feature = pl.Series([3.0, 1.0, 2.0, 2.0])
    everyone = np.array([False] * 4)
    assert single_auc(-feature, hides, everyone) == pytest.approx(3.5 / 4)


def test_at_least_twenty_facts_with_interval_and_source() -> None:
    assert len(FACTS) >= 20
    assert len({fact.name for fact in FACTS}) == len(FACTS)
    for fact in FACTS:
        assert fact.low < fact.high
        assert fact.source


def test_a_report_says_what_failed(tmp_path) -> None:
    fact = Fact("boxes", 1.0, 2.0, "someone")
    hides = np.array([True, False] * 10)
    score = np.linspace(0, 1, 20)
    gates = Gates([Gate("too easy", 0.99, 0.5, 0.8)], hides, score, score)
    report = Report((1,), [Comparison(fact, 3.0), Comparison(fact, 1.5)], [gates])
    text = "\n".join(lines(report))
    assert "OUT boxes" in text
    assert "FAIL too easy" in text
    assert "1 of 2" in text
    assert not report.holds
    files = write(report, tmp_path)
    assert {f.suffix for f in files} == {".md", ".png", ".svg"}
    assert "**fail**" in files[0].read_text(encoding="utf-8")
