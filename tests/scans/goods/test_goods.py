from functools import cache
from pathlib import Path

import numpy as np
import pytest

from quaywatch.cargo import Consignment, GoodsItem
from quaywatch.scans.framing.bounds import WIDTH
from quaywatch.scans.goods import consistent, judged, load, shipped
from quaywatch.scans.goods.engine import look
from quaywatch.scans.goods.features import NAMES, features
from quaywatch.scans.goods.model import read, write
from quaywatch.scans.goods.structure import empty
from quaywatch.scans.machine.engine import Question
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.reading import Sign
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import INSTALLATIONS
from quaywatch.world.scanner.loads import Declared, declared
from quaywatch.world.scanner.loads import load as packed
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.teaching_goods.lots import halved

LOADED = ["080390", "090111", "690721", "940360", "640299"]
"""Bananas, coffee, tiles, furniture, shoes."""


@cache
def scene(hs_code: str | None) -> Scene:
    return packed(declared(hs_code) if hs_code else Declared("42G1", None, 0, 0.0), 11)


@cache
def picture(hs_code: str | None, scanner: int = 1) -> Radiograph:
    what = halved(INSTALLATIONS[scanner])
    return radiograph(expose(expected(scene(hs_code), what), what, 11), what)


@cache
def brought(hs_code: str | None, scanner: int = 1) -> Standard:
    found = standard(picture(hs_code, scanner))
    assert isinstance(found, Standard)
    return found


def goods_kg(hs_code: str | None) -> float:
    return scene(hs_code).mass_kg(Role.GOODS)


@pytest.mark.parametrize("hs_code", ["080390", "090111", "940360", "640299"])
@pytest.mark.parametrize("scanner", [0, 1])
def test_a_load_weighs_what_was_packed_within_what_is_said_to_be_uncertain(
    hs_code: str, scanner: int
) -> None:
    found = load(brought(hs_code, scanner))
    assert found.mass.sd_kg < 0.2 * goods_kg(hs_code)
    assert abs(found.mass.kg - goods_kg(hs_code)) < 3 * found.mass.sd_kg
    assert found.reefer is (hs_code == "080390")


def test_an_empty_container_weighs_nothing_and_is_not_full() -> None:
    found = load(brought(None))
    assert abs(found.mass.kg) < 3 * found.mass.sd_kg
    assert found.fill < 0.02
    assert features(found) is None


def test_an_empty_container_declared_full_weighs_less_than_declared() -> None:
    (finding,) = consistent(brought(None), "0901", 19_400.0)
    assert finding.sign is Sign.MASS
    assert finding.reasons[0].code == "mass_less"
    assert finding.log_likelihood_ratio > 0


def test_what_is_taken_off_is_what_an_empty_container_shows() -> None:
    found = brought(None)
    bare = load(found)
    walls = np.median(bare.areal_density, axis=0)[25:-20]
    assert np.abs(walls).max() < 1.0
    rises = np.array([-0.1, 0.0, 0.1])
    level = empty(2.591, False, rises, np.full(3, -1.2), found.distance - WIDTH / 2)
    assert (level[1] <= level).all()
    assert level[1] == pytest.approx(2 * 100 * 7.85 * 0.0018 * 1.06, rel=1e-6)


@pytest.mark.parametrize("hs_code", LOADED)
def test_goods_declared_as_what_they_are_are_not_accused(hs_code: str) -> None:
    found = consistent(brought(hs_code), hs_code, goods_kg(hs_code))
    assert all(finding.false_alarm > 0.01 for finding in found)


@pytest.mark.parametrize(
    ("hs_code", "other"), [("080390", "6907"), ("640299", "0901"), ("940360", "7403")]
)
def test_goods_declared_as_others_are_named_with_reasons(hs_code: str, other: str) -> None:
    found = consistent(brought(hs_code), other, goods_kg(hs_code))
    goods = next(finding for finding in found if finding.sign is Sign.GOODS)
    assert goods.false_alarm < 0.02
    assert goods.log_likelihood_ratio > 1.0
    assert goods.reasons[0].words["declared"] == other
    assert len(goods.reasons) > 1


def test_half_a_load_declared_whole_is_too_light() -> None:
    found = consistent(brought("090111"), "0901", 2 * goods_kg("090111"))
    assert Sign.MASS in {finding.sign for finding in found}


def test_goods_that_nobody_taught_are_not_judged_by_their_looks() -> None:
    told = judged(load(brought("090111")), ("9705",), goods_kg("090111"), shipped())
    assert [reason.code for reason in told.unread] == ["goods_unknown"]
    assert not told.findings


def test_a_code_stands_for_its_heading_and_else_for_its_chapter() -> None:
    model = shipped()
    assert model.known(("0901119000",)) == ("0901",)
    assert "0803" in model.known(("0811",))
    assert model.known(("08",)) == model.known(("0811",))
    assert set(model.known(("0901", "6907"))) == {"0901", "6907"}


def test_plausible_headings_share_one_whole() -> None:
    shape = features(load(brought("640299")))
    assert shape is not None
    assert len(shape) == len(NAMES)
    likely = shipped().headings(shape, reefer=False)
    assert sum(likely.values()) == pytest.approx(1.0)
    assert "6402" in sorted(likely, key=lambda heading: -likely[heading])[:5]


def test_a_model_comes_back_whole_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    kept, again = tmp_path / "kept.npz", tmp_path / "again.npz"
    write(shipped(), kept)
    write(read(kept), again)
    assert kept.read_bytes() == again.read_bytes()
    kept.write_bytes(kept.read_bytes()[:400])
    with pytest.raises(ValueError, match="no model"):
        read(kept)


def test_scores_are_worth_more_the_worse_they_fit() -> None:
    model = shipped()
    worth = [model.worth(score) for score in np.linspace(-1.0, 60.0, 200)]
    ratios, alarms = zip(*worth, strict=True)
    assert all(np.diff(ratios) >= 0)
    assert all(np.diff(alarms) <= 0)


def test_an_engine_reads_goods_against_all_that_is_declared() -> None:
    item = GoodsItem(sequence=1, hs_code="0901.11", gross_mass_kg=goods_kg("090111"))
    said = Consignment(reference="B1", goods_items=(item,))
    seen = look(Question(picture("090111"), brought("090111"), (said,)))
    assert seen.mass_kg == pytest.approx(goods_kg("090111"), rel=0.15)
    assert seen.fill is not None
    assert 0.2 < seen.fill <= 1.0
    assert all(finding.false_alarm > 0.01 for finding in seen.findings)
    nothing_told = Consignment(reference="B1")
    silent = look(Question(picture("090111"), brought("090111"), (nothing_told,)))
    assert [reason.code for reason in silent.unread] == ["goods_undeclared"]
    bare = look(Question(picture("090111"), brought("090111")))
    assert bare.mass_kg == seen.mass_kg
    assert not bare.findings


def test_the_same_picture_gives_the_same_load() -> None:
    once, again = load(brought("640299")), load(brought("640299"))
    assert once.mass == again.mass
    assert np.array_equal(once.areal_density, again.areal_density)
