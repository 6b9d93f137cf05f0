import hashlib
from importlib.resources import files

import numpy as np
import pytest

from quaywatch.scans.detection import model
from quaywatch.scans.detection.features import CHANNELS
from quaywatch.scans.detection.zones import Zone

PACKAGE = files("quaywatch.scans.detection")


def test_weights_fit_into_the_wheel() -> None:
    assert 0 < len((PACKAGE / model.WEIGHTS).read_bytes()) < 20_000_000


def test_another_file_than_that_which_was_measured_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = {model.WEIGHTS: hashlib.sha256(b"another").hexdigest(), model.CALIBRATION: ""}
    monkeypatch.setattr(model, "_SHA256", other)
    model.shipped.cache_clear()
    with pytest.raises(model.AlteredModelError, match=r"threats\.onnx"):
        model.shipped()


def test_the_calibration_that_ships_knows_every_zone() -> None:
    meaning = model.shipped_calibration()
    assert set(meaning.zones) == set(Zone)
    for scale in meaning.zones.values():
        assert (np.diff(scale.peaks) >= 0).all()
        assert (np.diff(scale.ratios) >= 0).all()
        assert scale.ratios[-1] > 0 > scale.ratios[0]
        assert (np.diff(scale.scores) > 0).all()
        assert (np.diff(scale.shares) < 0).all()


def test_the_same_picture_gives_the_same_bits() -> None:
    seen = np.random.default_rng(1).normal(size=(64, 48, CHANNELS)).astype(np.float32)
    one, other = model.run(model.shipped(), seen), model.run(model.shipped(), seen)
    assert one.logit.tobytes() == other.logit.tobytes()
    assert one.amount.tobytes() == other.amount.tobytes()
    assert (one.amount >= 0).all()
