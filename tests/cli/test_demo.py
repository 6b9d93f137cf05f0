"""The demo is made once, whole, and then only opened."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from quaywatch.cli import main
from quaywatch.cli.demonstration import making, open_demo
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Node, Query, Sort
from quaywatch.world import DEMO

TINY = msgspec.structs.replace(DEMO, scale=0.0005, months=2)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "small"
    steps = [share for _, share in making.make(folder, TINY)]
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    return folder


def test_it_shows_a_ranked_and_planned_morning_marked_as_simulated(home: Path) -> None:
    node = open_demo(home)
    assert node.description.simulated
    assert node.description.live_from is not None
    assert 0 <= (node.now() - node.description.live_from).total_seconds() < 60
    page = node.worklist(Query(limit=500))
    assert page.total > 20
    assert [line.rank for line in page.lines] == list(range(1, len(page.lines) + 1))
    assert node.plan() is not None
    assert node.ledger.verify() is None
    formats = {line.box_id for line in node.worklist(Query(sort=Sort.TERMINAL)).lines}
    documents = node.dossier(formats.pop(), "officer").dossier.documents
    assert documents[0].format == "cuscar"
    node.close()


def test_its_model_was_trained_by_one_person_and_put_in_force_by_another(home: Path) -> None:
    with open_demo(home) as node:
        (model,) = node.models.all()
        assert model.live
        assert model.life.makers == {"simulated-scientist"}
        assert model.life.approved_by == "simulated-supervisor"
        assert node.models.verify(model.life.model_id) == ""


def test_it_shows_conversations_with_filers(home: Path) -> None:
    with open_demo(home) as node:
        found = node.requests().requests
        assert len(found) >= 3
        assert {"drafted", "sent"} <= {request.state for request in found}
        assert sum(request.escalated for request in found) <= 1


def test_an_interrupted_making_leaves_nothing_that_looks_finished(tmp_path: Path) -> None:
    home = tmp_path / "small"
    steps = making.make(home, TINY)
    for _ in range(4):
        next(steps)
    steps.close()
    assert not home.exists()
    for _ in making.make(home, TINY):
        pass
    assert (home / making.DATABASE).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_the_clock_never_runs_behind_what_was_done(home: Path) -> None:
    node = open_demo(home)
    box = node.worklist().lines[0]
    node.hold(box.box_id, actor="officer", seen=box.version)
    last = node.ledger.latest(1)[0].known_at
    node.close()
    again = open_demo(home)
    assert again.now() >= last
    again.close()


def test_known_passwords_are_for_simulated_nodes_only(tmp_path: Path) -> None:
    with Node.open(tmp_path / "node.sqlite") as node, pytest.raises(ValueError, match="simulated"):
        add_people(node)


def test_the_command_makes_the_data_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quaywatch.cli.demonstration.SMALL", TINY)
    run: Callable[[], object] = lambda: CliRunner().invoke(  # noqa: E731
        main, ["demo", "--small", "--no-serve", "--folder", str(tmp_path)], catch_exceptions=False
    )
    assert run().exit_code == 0
    made = (tmp_path / "small" / making.DATABASE).stat()
    assert run().exit_code == 0
    assert (tmp_path / "small" / making.DATABASE).stat() == made
