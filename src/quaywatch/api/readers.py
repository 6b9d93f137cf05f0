"""How readers do, as the page gets it."""

from collections.abc import Sequence

import msgspec

from quaywatch.api.reader_shapes import (
    BoundShape,
    CurvePointShape,
    FedCurveShape,
    GoodsRateShape,
    InsertingRuleShape,
    PaceShape,
    PlaceRateShape,
    RateShape,
    ReaderDriftShape,
    ReaderShape,
    ReaderSignalShape,
    ReadersShape,
    SecondLookShape,
    TogetherShape,
)
from quaywatch.inspections.readers.curves import ReaderCurve
from quaywatch.inspections.readers.drift import Drift
from quaywatch.inspections.readers.looks import SECTIONS
from quaywatch.inspections.readers.pacing import Pacing
from quaywatch.inspections.readers.rates import Rate
from quaywatch.inspections.treatments import Curve
from quaywatch.node import Node
from quaywatch.node.scanning.measuring import Measured, Report


def readers_shape(node: Node, report: Report, *, everybody: bool) -> ReadersShape:
    """Return all that somebody may see of readers."""
    rule = report.rule
    return ReadersShape(
        everybody=everybody,
        readers=[_reader(one) for one in report.readers],
        pace=_pace(report.everybody),
        together=(
            None
            if report.together is None
            else TogetherShape(**msgspec.structs.asdict(report.together))
        ),
        feeding=fed(report.feeding),
        fed=fed(report.fed),
        rule=(
            None
            if rule is None
            else InsertingRuleShape(every=rule.every, spare_minutes=rule.spare_minutes)
        ),
        bound=[
            BoundShape(
                period=one.period,
                share=one.share,
                at=one.at,
                secret=node.inserting.secret_of(one.period),
            )
            for one in report.bound
        ],
        simulated=node.description.simulated,
    )


def fed(curves: Sequence[Curve]) -> list[FedCurveShape]:
    """Return curves of scans."""
    return [
        FedCurveShape(
            concealment=one.concealment.value,
            points=[list(point) for point in one.points],
            looks=one.looks,
            source=one.source,
        )
        for one in curves
    ]


def _reader(one: Measured) -> ReaderShape:
    curve = one.curve
    return ReaderShape(
        reader=curve.reader,
        sort=curve.sort.value,
        hits=_rate(curve.hits),
        alarms=_rate(curve.alarms),
        sensitivity=curve.sensitivity.value,
        sensitivity_low=curve.sensitivity.low,
        sensitivity_high=curve.sensitivity.high,
        places=[
            PlaceRateShape(concealment=place.value, hits=_rate(rate))
            for place, rate in curve.places.items()
        ],
        goods=_goods(curve),
        points=[
            CurvePointShape(hits=_rate(each.hits), alarms=_rate(each.alarms))
            for each in curve.points
        ],
        seconds=curve.seconds,
        reliability=curve.reliability,
        hits_drift=_drift(one.hits),
        alarms_drift=_drift(one.alarms),
        pace=None if one.pacing is None else _pace(one.pacing),
        second_looks=[SecondLookShape(**msgspec.structs.asdict(each)) for each in one.seconds],
    )


def _goods(curve: ReaderCurve) -> list[GoodsRateShape]:
    order = {name: place for place, name in enumerate(("", *SECTIONS))}
    names = sorted(curve.goods.keys() | curve.goods_alarms.keys(), key=order.__getitem__)
    return [
        GoodsRateShape(
            section=name,
            hits=_rate(curve.goods[name]) if name in curve.goods else None,
            alarms=_rate(curve.goods_alarms[name]) if name in curve.goods_alarms else None,
        )
        for name in names
    ]


def _rate(rate: Rate) -> RateShape:
    return RateShape(**msgspec.structs.asdict(rate))


def _drift(one: Drift) -> ReaderDriftShape:
    return ReaderDriftShape(
        watched=one.watched,
        wanting=one.wanting,
        level=one.level,
        signals=[ReaderSignalShape(**msgspec.structs.asdict(each)) for each in one.signals],
    )


def _pace(one: Pacing) -> PaceShape:
    half, twenty = one.half_hour, one.twenty
    return PaceShape(
        threats=one.looks,
        half_hour=half.times,
        half_hour_low=half.low,
        half_hour_high=half.high,
        twenty=twenty.times,
        twenty_low=twenty.low,
        twenty_high=twenty.high,
        break_after=one.break_after,
    )
