"""What each kind of fold says of a past."""

import math

import pytest

from quaywatch.cargo import FilingFunction, to_frames
from quaywatch.history import CATALOGUE, History, features
from tests.history.making import bill, day, filed, header, one, outcomes

NOTHING_KNOWN = outcomes()


def test_a_consignee_who_was_never_filed_is_new_and_then_is_not() -> None:
    values = features(filed((0, bill()), (1, bill())), NOTHING_KNOWN)
    assert values["consignee_new"].to_list() == [1.0, 0.0]
    assert values["consignee_since_first"].to_list() == [None, 1.0]


def test_days_are_counted_from_the_first_and_from_the_last_filing() -> None:
    values = features(filed((0, bill()), (4, bill()), (10, bill())), NOTHING_KNOWN)
    assert one(values, "consignee_since_first") == 10.0
    assert one(values, "consignee_since_last") == 6.0


def test_a_filing_halves_in_weight_with_each_half_life() -> None:
    values = features(filed((0, bill()), (90, bill()), (180, bill())), NOTHING_KNOWN)
    assert values["consignee_filings"].to_list() == [0.0, 0.5, 0.75]


def test_a_rate_is_that_of_a_steady_stream() -> None:
    values = features(filed(*((n / 10, bill()) for n in range(4_000))), NOTHING_KNOWN)
    assert one(values, "route_rate") == pytest.approx(70, rel=0.01)


def test_a_week_of_many_filings_is_a_surge_over_a_quiet_half_year() -> None:
    quiet = [(float(n), bill()) for n in range(0, 360, 10)]
    busy = [(360 + n / 8, bill()) for n in range(56)]
    values = features(filed(*quiet, *busy), NOTHING_KNOWN)
    steady, surged = one(values, "consignee_surge", 35), one(values, "consignee_surge")
    assert steady is not None
    assert surged is not None
    assert abs(steady) < 1.5 < 3 < surged


def test_a_hit_rate_starts_at_the_prior_and_is_shrunk_toward_it() -> None:
    frames = filed((0, bill()), (10, bill()), (10 + 365, bill()))
    values = features(frames, outcomes((0, True, 10)))
    assert values["consignee_hit_rate"][0] == 0.02
    assert values["consignee_hit_rate"][2] == pytest.approx((0.5 + 0.02 * 20) / (0.5 + 20))
    assert values["consignee_inspections"][2] == 0.5


def test_an_outcome_counts_from_the_time_at_which_it_was_known() -> None:
    frames = filed((0, bill()), (9, bill()), (11, bill()))
    values = features(frames, outcomes((0, True, 10)))
    assert values["route_since_found"].to_list() == [None, None, 1.0]


def test_what_becomes_known_at_the_instant_of_a_filing_is_not_known_to_it() -> None:
    frames = filed((0, bill()), (10, bill()), (10, bill()))
    values = features(frames, outcomes((0, True, 10)))
    assert values["consignee_hit_rate"].to_list() == [0.02, 0.02, 0.02]
    assert values["consignee_filings"][1] == values["consignee_filings"][2]


def test_partners_are_counted_once_each_and_forgotten_after_two_periods() -> None:
    many = [(n / 10, bill(consignor=f"Frutas {'ABCDEFGH'[n % 8]}{n % 8}")) for n in range(40)]
    frames = filed(*many, (5, bill()), (400, bill()), (800, bill()))
    values = features(frames, NOTHING_KNOWN)
    assert values["consignee_consignors"][40] == pytest.approx(8, rel=0.15)
    assert values["consignee_consignors"][42] == 0.0


def test_a_mass_is_held_against_the_usual_one_in_standard_deviations() -> None:
    steady = [(float(n), bill(mass=20_000.0)) for n in range(30)]
    values = features(filed(*steady, (30, bill(mass=80_000.0))), NOTHING_KNOWN)
    assert one(values, "consignee_mass_deviation", 0) is None
    assert one(values, "consignee_mass_deviation", 29) == pytest.approx(0)
    assert one(values, "pair_mass_ratio") == pytest.approx(2)
    off = one(values, "consignee_mass_deviation")
    assert off is not None
    assert off > 2


def test_a_mass_that_is_not_said_is_not_held_against_anything() -> None:
    values = features(filed((0, bill()), (1, bill(mass=None)), (2, bill())), NOTHING_KNOWN)
    assert values["pair_mass_ratio"].to_list() == [None, None, 0.0]


def test_a_long_silence_is_unusual_for_who_files_daily() -> None:
    values = features(filed(*((float(n), bill()) for n in range(30)), (130, bill())), NOTHING_KNOWN)
    off = one(values, "consignee_gap_deviation")
    assert off is not None
    assert off > 2


def test_a_key_of_which_nothing_was_heard_for_three_years_has_no_past() -> None:
    values = features(filed((0, bill()), (1096, bill()), (2193, bill())), NOTHING_KNOWN)
    assert values["consignee_new"].to_list() == [1.0, 0.0, 1.0]
    assert values["consignee_since_first"].to_list() == [None, 1096.0, None]


def test_what_is_beyond_the_horizon_can_be_dropped_and_nothing_changes() -> None:
    frames = filed((0, bill("Ax")), (0, bill("Bx")), (1200, bill("Bx")), (1300, bill("Ax")))
    kept, dropped = History(), History()
    for row in range(3):
        kept.read(frames.alone(row))
        dropped.read(frames.alone(row))
    before = dropped.keys()
    dropped.compact()
    assert dropped.keys() < before
    assert kept.read(frames.alone(3)).frame().equals(dropped.read(frames.alone(3)).frame())


def test_who_is_not_named_has_no_past() -> None:
    nameless = bill(consignee="", telephone=None, address=None)
    values = features(filed((0, nameless), (1, nameless)), NOTHING_KNOWN)
    assert values["consignee_new"].to_list() == [None, None]
    assert values["pair_filings"].to_list() == [None, None]
    assert values["consignor_new"].to_list() == [1.0, 0.0]


def test_an_amendment_is_read_and_does_not_count() -> None:
    frames = to_frames(
        [
            (header(0), bill()),
            (header(1, FilingFunction.AMENDMENT), bill()),
            (header(2), bill()),
        ]
    )
    values = features(frames, NOTHING_KNOWN)
    assert values["consignee_new"].to_list() == [1.0, 0.0, 0.0]
    assert values["consignee_since_last"].to_list() == [None, 1.0, 2.0]


def test_a_look_sees_what_a_reading_would_and_leaves_no_trace() -> None:
    history = History()
    history.read(filed((0, bill()), (1, bill("Ax")), (1, bill(mass=5.0))))
    history.learn(filed((0, bill())), outcomes((0, True, 1)))
    before = history.dump()
    for number in (1.0, 1.5, 2000.0):
        asked = filed((number, bill()), (number, bill("Ax")), (number, bill("Bx")))
        seen = history.look(asked).values
        assert history.dump() == before
        assert seen.tobytes() == History.load(before).read(asked).values.tobytes()


def test_a_filing_of_no_known_time_is_refused() -> None:
    frames = to_frames([(header(0), bill())])
    frames.consignments[0, "received_at"] = None
    with pytest.raises(ValueError, match="received"):
        History().read(frames)


def test_an_outcome_without_result_is_refused() -> None:
    frames = filed((0, bill()))
    known = outcomes((0, True, 1))
    known[0, "found"] = None
    with pytest.raises(ValueError, match="what came of it"):
        History().learn(frames, known)


def test_a_late_event_counts_as_known_now() -> None:
    history = History()
    history.read(filed((10, bill())))
    late = history.read(filed((3, bill()))).frame()
    assert late["consignee_new"].to_list() == [1.0]
    after = history.read(filed((11, bill()))).frame()
    assert after["consignee_since_first"].to_list() == [1.0]
    assert math.isclose(after["pair_filings"][0], 2 * 2 ** (-1 / 90))


def test_every_feature_says_what_it_means_and_rests_on() -> None:
    assert 35 <= len(CATALOGUE) <= 50
    for feature in CATALOGUE:
        assert feature.meaning
        assert feature.unit
        assert feature.source
        assert feature.fields, feature.name


def test_instants_given_beside_the_frames_take_the_place_of_those_received() -> None:
    frames = filed((0, bill()), (0, bill()))
    epoch = int(day(0).timestamp()) * 1_000_000
    values = History().read(frames, at=[epoch, epoch + 86_400_000_000]).frame()
    assert values["consignee_since_last"].to_list() == [None, 1.0]


def test_the_usual_way_between_two_ports_tells_little_and_a_detour_much() -> None:
    usual = [(float(n), bill(via=("PABLB",))) for n in range(60)]
    direct, detour = (60.0, bill(via=("PABLB",))), (60.0, bill(via=("ESALG", "MAPTM")))
    values = features(filed(*usual, direct, detour), NOTHING_KNOWN)
    told = values["route_via_surprise"].to_list()
    assert told[0] is None
    assert 0 < told[60] < 0.05
    assert told[61] > 8


def test_a_way_that_half_of_the_filings_take_tells_one_bit() -> None:
    both = [(n / 10, bill(via=("PABLB",) if n % 2 else ())) for n in range(600)]
    values = features(filed(*both), NOTHING_KNOWN)
    assert one(values, "route_via_surprise") == pytest.approx(1, abs=0.02)


def test_goods_that_never_came_by_a_route_surprise_on_it() -> None:
    usual = [(float(n), bill(receipt="ECUIO", loading="ECGYE")) for n in range(40)]
    odd = (40.0, bill(receipt="ECUIO", loading="COCTG"))
    values = features(filed(*usual, odd), NOTHING_KNOWN)
    usually, oddly = values["goods_route_surprise"][39], values["goods_route_surprise"][40]
    assert usually < 0.1 < 5 < oddly


def test_places_in_another_order_or_from_elsewhere_are_another_way() -> None:
    ways = [
        bill(via=("PABLB", "ESALG")),
        bill(via=("ESALG", "PABLB")),
        bill(via=("PABLB", "ESALG"), receipt="ECUIO"),
        bill(via=("PABLB", "ESALG")),
        bill(consignor="Otra Sim SA", via=("PABLB", "ESALG")),
    ]
    values = features(filed(*((float(n), way) for n, way in enumerate(ways))), NOTHING_KNOWN)
    assert values["way_new"].to_list() == [1.0, 1.0, 1.0, 0.0, 0.0]
    assert values["consignor_way_new"].to_list() == [1.0, 1.0, 1.0, 0.0, 1.0]


def test_without_both_ports_there_is_no_way() -> None:
    nowhere = bill(loading="", via=("PABLB",))
    values = features(filed((0, nowhere), (1, nowhere)), NOTHING_KNOWN)
    assert values["way_new"].to_list() == [None, None]
    assert values["route_via_surprise"].to_list() == [None, None]
