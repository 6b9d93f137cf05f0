from quaywatch.world.reference import table
from quaywatch.world.scanner.held import HELD_STYLES, held
from quaywatch.world.scanner.loading.packing import STYLES
from quaywatch.world.scanner.loads import Declared, declared


def test_some_goods_of_the_trade_are_packed_in_ways_held_back_and_most_are_not() -> None:
    goods = [declared(code) for code in table("goods")["hs_code"]]
    back = [papers for papers in goods if held(papers)]
    assert len(back) > 5
    assert len(back) < 0.2 * len(goods)
    assert {"R" in papers.size_type for papers in back} == {True, False}


def test_every_way_held_back_is_a_way_of_packing() -> None:
    assert set(STYLES) > HELD_STYLES


def test_an_empty_container_is_packed_in_no_way() -> None:
    assert not held(Declared("22G1", None, 0, 0.0))
