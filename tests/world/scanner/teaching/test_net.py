from functools import partial
from pathlib import Path

import numpy as np
import pytest

from quaywatch.scans.detection.features import CHANNELS
from quaywatch.scans.detection.model import run, session
from quaywatch.world.scanner.teaching import net
from quaywatch.world.scanner.teaching.drawing import Shelf, lot, shelf
from quaywatch.world.scanner.teaching.handing_over import onnx_bytes
from quaywatch.world.scanner.teaching.lessons import Lesson, write
from quaywatch.world.scanner.teaching.training import rate, train

torch = pytest.importorskip("torch", reason="training is an extra: pip install quaywatch[train]")


def test_what_is_handed_over_gives_what_the_net_gives() -> None:
    pytest.importorskip("onnx", reason="handing over is an extra: pip install quaywatch[train]")
    weights = net.fresh(3, CHANNELS)
    drawn = np.random.default_rng(1)
    for name in weights:
        if name.endswith((".mean", ".shift")):
            weights[name] = weights[name] + 0.1
        if name.endswith(".variance"):
            weights[name] = weights[name] * 1.7
    seen = drawn.normal(size=(32, 24, CHANNELS)).astype(np.float32)
    made = run(session(onnx_bytes(weights)), seen)
    by_torch = net.applied(weights, torch.from_numpy(seen).permute(2, 0, 1)[None], learning=False)
    np.testing.assert_allclose(made.logit, by_torch[0, 0].numpy(), atol=1e-4)
    softplus = torch.nn.functional.softplus(by_torch[0, 1]).numpy()
    np.testing.assert_allclose(made.amount, softplus * net.DENSITY_UNIT, atol=1e-3)


@pytest.fixture(scope="module")
def lessons(coffee: Lesson, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("lessons")
    write(coffee, folder, "one")
    return shelf(folder)


def test_a_broken_run_goes_on_to_the_same_weights(
    lessons: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quaywatch.world.scanner.teaching.training._KEEP_EACH", 1)
    whole, broken = tmp_path / "whole.pt", tmp_path / "broken.pt"
    drawn = partial(lot, lessons, 4)
    list(train(drawn, CHANNELS, whole, steps=3))
    next(train(drawn, CHANNELS, broken, steps=3))
    steps = [progress.step for progress in train(drawn, CHANNELS, broken, steps=3)]
    assert steps == [2, 3]
    one, other = (torch.load(path, weights_only=True)["weights"] for path in (whole, broken))
    for name in one:
        assert torch.equal(one[name], other[name]), name


def test_steps_grow_at_first_and_shrink_to_the_end() -> None:
    sizes = [rate(done) for done in (0.0, 0.05, 0.1, 0.5, 0.999)]
    assert sizes[0] < sizes[1] < sizes[2] > sizes[3] > sizes[4] > 0
