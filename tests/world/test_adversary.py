"""Traffickers leave where they lose, supply stays, and a new way of hiding begins as told."""

import numpy as np
import pytest

from quaywatch.world import Config
from quaywatch.world.adversary import Adversary
from quaywatch.world.contraband import BLENDABLE, BLENDED, SHARES, shares_in
from quaywatch.world.enforcement import inspect
from quaywatch.world.month import Month, make_month
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting, make_setting


@pytest.fixture(scope="module")
def setting() -> Setting:
    return make_setting(Config(seed=5, months=3, scale=0.3, latam_share=1.0))


@pytest.fixture(scope="module")
def month(setting: Setting) -> Month:
    return make_month(setting, 0)


def _of_ecuador(setting: Setting, month: Month) -> np.ndarray:
    ecuador = table("ports")["locode"].str.starts_with("EC").to_numpy()
    return ecuador[month.legs.origin][month.shipments.box_consignment]


def test_who_knows_nothing_uses_the_world_as_it_is(setting: Setting, month: Month) -> None:
    used = Adversary.unworried(setting).setting(setting)
    assert np.allclose(used.pull, setting.pull)
    assert np.array_equal(make_month(used, 0).contraband.scheme, month.contraband.scheme)


def test_where_all_is_lost_less_is_sent_and_as_much_elsewhere(
    setting: Setting, month: Month
) -> None:
    lost = _of_ecuador(setting, month) & (month.contraband.scheme >= 0)
    after = make_month(Adversary.unworried(setting).after(setting, month, lost).setting(setting), 1)
    before = make_month(setting, 1)
    share = [
        (_of_ecuador(setting, m) & (m.contraband.scheme >= 0)).sum()
        / (m.contraband.scheme >= 0).sum()
        for m in (before, after)
    ]
    assert share[1] < 0.75 * share[0]
    hiding = [(m.contraband.scheme >= 0).sum() for m in (before, after)]
    assert 0.8 < hiding[1] / hiding[0] < 1.25


def test_losses_fade_from_memory(setting: Setting, month: Month) -> None:
    lost = month.contraband.scheme >= 0
    calm = np.zeros(len(lost), dtype=np.bool_)
    learned = Adversary.unworried(setting).after(setting, month, lost)
    later = learned
    for _ in range(24):
        later = later.after(setting, month, calm)
    assert later.lost[0].sum() < learned.lost[0].sum() / 4


def test_who_does_not_respond_sends_as_before(setting: Setting, month: Month) -> None:
    lost = month.contraband.scheme >= 0
    same = Adversary.unworried(setting, response=0.0).after(setting, month, lost)
    assert np.allclose(same.setting(setting).pull, setting.pull)


def test_blending_takes_its_share_from_its_month_on() -> None:
    config = Config(blended_from=3, blended_share=0.4)
    assert np.array_equal(shares_in(config, 2, SHARES), SHARES)
    after = shares_in(config, 3, SHARES)
    assert after[BLENDED] == pytest.approx(0.4)
    assert after.sum() == pytest.approx(1.0)


def test_only_goods_that_fit_are_blended() -> None:
    config = Config(seed=5, months=1, scale=0.3, latam_share=1.0, blended_from=0)
    setting = make_setting(config)
    month = make_month(setting, 0)
    blended = np.flatnonzero(month.contraband.scheme == BLENDED)
    owner = month.shipments.box_consignment[blended]
    goods = setting.relations.goods[month.shipments.relation[owner]]
    assert len(blended) > 20
    assert set(table("goods")["hs_code"].gather(goods)) <= set(BLENDABLE)
    assert inspect(setting, month).found[blended].any()
