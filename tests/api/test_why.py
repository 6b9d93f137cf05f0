"""What a plan kept of its reasons is told in each language, and so is why an officer left it."""

import string
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.api import why as telling
from quaywatch.api.language import LANGUAGES
from quaywatch.api.why.wording import BRIEF, OFFICER, SENTENCES, TITLES
from quaywatch.cargo import InspectionKind, Order, OverrideReason, SelectionBasis
from quaywatch.inspections.why import (
    Alarm,
    Asked,
    Bound,
    Look,
    Lot,
    Pick,
    Turn,
    Why,
    Window,
)

MORNING = datetime(2026, 3, 2, 7, tzinfo=UTC)
SCAN, OPEN = InspectionKind.SCAN, InspectionKind.OPEN
ORDER = Order(
    consignment_id="c1",
    equipment_number="TEST0000019",
    kind=SCAN,
    basis=SelectionBasis.TARGETED,
    selection_probability=1.0,
    terminal="K1",
    slot_at=MORNING,
)
LOOK = Look(
    steps=(SCAN, OPEN),
    at=MORNING,
    finds=0.012,
    cost_eur=48.8,
    delay_hours=2.2,
    spent=0.00006,
    room=0.004,
    gain=0.00794,
)
OPENING = msgspec.structs.replace(LOOK, steps=(OPEN,), finds=0.017, room=0.013, gain=0.00356)
WINDOW = Window(
    since=MORNING,
    until=MORNING + timedelta(hours=3),
    since_by=Bound.DISCHARGED,
    until_by=Bound.PICK_UP,
    hours=4,
    late=6,
    price=0.004,
    cheapest_at=MORNING + timedelta(hours=1),
    cheapest=0.0038,
    later_at=MORNING + timedelta(hours=1),
    waiting=0.0002,
)
WHY = Why(
    pick=Pick.WORTH,
    probability=0.018,
    rank=12,
    of=1230,
    look=LOOK,
    alarm=Alarm(chance=0.032, alarmed=0.39, silent=0.0062),
    window=WINDOW,
    next=OPENING,
    keeps=Turn(probability=0.0061),
    proven=True,
)

shares = st.sampled_from([0.0, 1e-9, 0.003, 0.2, 1.0]) | st.floats(0, 1)
finds = st.floats(-1, 1)
instants = st.integers(0, 40).map(lambda hours: MORNING + timedelta(hours=hours))
steps = st.lists(st.sampled_from(list(InspectionKind)), min_size=1, max_size=3).map(tuple)
looks = st.builds(
    Look,
    steps=steps,
    at=instants,
    finds=shares,
    cost_eur=st.floats(0, 1e4),
    delay_hours=st.floats(0, 100),
    spent=shares,
    room=shares,
    gain=finds,
)
windows = st.builds(
    Window,
    since=instants,
    until=instants,
    since_by=st.sampled_from([Bound.DAY, Bound.DISCHARGED]),
    until_by=st.sampled_from([Bound.DAY, Bound.PICK_UP, Bound.PATIENCE, Bound.CUT_OFF]),
    early=st.integers(0, 9),
    late=st.integers(0, 9),
    barred=st.integers(0, 9),
    price=shares,
    cheapest_at=st.none() | instants,
    cheapest=shares,
    later_at=st.none() | instants,
    waiting=finds,
)
turns = st.builds(Turn, probability=shares, steps=st.just(()) | steps)
whys = st.builds(
    Why,
    pick=st.sampled_from(list(Pick)),
    probability=shares,
    rank=st.integers(1, 10_000),
    of=st.integers(1, 100_000),
    look=looks,
    alarm=st.builds(Alarm, chance=shares, alarmed=shares, silent=shares),
    window=windows,
    harm=st.sampled_from([1.0, 2.5]),
    learns=shares,
    next=st.none() | looks,
    heavier=st.none() | looks,
    keeps=st.none() | turns,
    out=st.none() | turns,
    proven=st.booleans(),
    asked=st.none()
    | st.builds(Asked, stratum=st.just("EC"), boxes=shares, of=st.just(9), worth=shares),
    lot=st.none()
    | st.builds(
        Lot, stratum=st.sampled_from(["", "EC"]), size=st.just(4), of=st.just(40), chance=shares
    ),
    draw=st.sampled_from(["", "2026-03-02/1"]),
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_reason_has_a_sentence_with_the_same_figures_in_each_language() -> None:
    for code, said in (SENTENCES | TITLES).items():
        told = {language: said.get(language) for language in LANGUAGES}
        assert all(told.values()), code
        assert len({frozenset(fields(text)) for text in told.values()}) == 1, code
        if "{" not in told["en"]:
            assert len(set(told.values())) == len(LANGUAGES), code


@given(whys)
@settings(max_examples=200)
def test_whatever_a_plan_keeps_is_told_in_each_language_by_the_same_reasons(why: Why) -> None:
    asked = telling.Asked(ORDER, ORDER, why)
    told = [telling.why(asked, language, "Europe/Brussels") for language in LANGUAGES]
    codes = {
        tuple(sentence.code for part in one.parts for sentence in part.sentences)
        for one in told
        if one is not None
    }
    assert len(codes) == 1
    assert set(*codes) <= set(SENTENCES)
    assert all(one and one.brief for one in told)


def test_every_reason_is_said_of_some_plan_or_order() -> None:
    said: set[str] = set()

    @given(whys)
    @settings(max_examples=400, database=None)
    def gather(why: Why) -> None:
        partly = msgspec.structs.replace(ORDER, selection_probability=0.4)
        asked = telling.Asked(ORDER, partly, why)
        told = telling.why(asked, "en", "UTC", strongest="x", anew=True)
        assert told is not None
        said.update(sentence.code for part in told.parts for sentence in part.sentences)

    gather()
    assert said == set(SENTENCES) - set(BRIEF) - set(OFFICER)


def test_an_account_tells_the_figures_as_an_officer_reads_them() -> None:
    told = telling.why(telling.Asked(ORDER, ORDER, WHY), "en", "Europe/Brussels")
    assert told is not None
    assert told.brief == "Rank 12 of 1,230 · waiting costs 0.2 finds per 1,000 · so from 0.61% up"
    text = {sentence.code: sentence.text for part in told.parts for sentence in part.sentences}
    assert text["box.probability"] == (
        "Probability that it hides something: 1.8%; rank 12 of 1,230"
    )
    assert text["now.until_pick_up"] == "Last hour before its pick-up: 11:00"
    assert text["look.chosen"] == (
        "Scan, then opening: 12 finds per 1,000, for 49 EUR and 2.2 h of delay expected"
    )
    assert text["look.heavier"] == (
        "Why not at once opening: its places would bring others 13 finds per 1,000, and "
        "4.4 finds per 1,000 less are left"
    )


def test_a_lot_says_that_nobody_chose_the_box_and_where_that_is_proven() -> None:
    lot = Lot(stratum="EC", size=40, of=900, chance=0.02)
    why = msgspec.structs.replace(WHY, pick=Pick.AUDIT, lot=lot, next=None, draw="2026-03-02/1")
    told = telling.why(telling.Asked(ORDER, ORDER, why), "en", "UTC")
    assert told is not None
    assert any("2026-03-02/1" in one.text for one in told.parts[0].sentences)
    assert told.brief == "Drawn by lot, chance 2%"
    assert "nobody chose it" in told.parts[0].sentences[1].text


def test_a_box_that_others_equalled_says_that_lots_decided() -> None:
    partly = msgspec.structs.replace(ORDER, selection_probability=0.4)
    why = msgspec.structs.replace(WHY, draw="2026-03-02/1")
    told = telling.why(telling.Asked(partly, partly, why), "en", "UTC")
    assert told is not None
    assert told.parts[0].sentences[1].text == (
        "Others were as good: its chance was 40%, and the lots of draw 2026-03-02/1 decided"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_officers_own_order_shows_its_coded_reason_the_same_way(language) -> None:
    own = msgspec.structs.replace(ORDER, basis=SelectionBasis.OFFICER, override=OverrideReason.SEAL)
    told = telling.why(telling.Asked(own, None, None), language, "UTC")
    assert told is not None
    (part,) = told.parts
    assert (part.part, part.sentences[0].code) == ("officer", "officer.reason")
    assert told.brief.lower() in part.sentences[0].text.lower()


def test_an_order_that_leaves_the_plan_says_what_the_plan_asked_for() -> None:
    opened = msgspec.structs.replace(ORDER, kind=OPEN, override=OverrideReason.INFORMATION)
    told = telling.why(telling.Asked(opened, ORDER, WHY), "en", "UTC")
    assert told is not None
    assert [one.text for one in told.parts[0].sentences] == [
        "An officer ordered it: Information from elsewhere",
        "The plan asked for: scan",
    ]
    assert [part.part for part in told.parts] == ["officer", "box", "now", "look"]
    later = msgspec.structs.replace(ORDER, slot_at=MORNING + timedelta(hours=2))
    told = telling.why(telling.Asked(later, ORDER, WHY), "en", "UTC")
    assert told is not None
    assert told.parts[0].sentences[0].text == "The plan asked for 07:00"


@pytest.mark.parametrize(
    "asked", [telling.Asked(ORDER, ORDER, None), telling.Asked(None, ORDER, WHY)]
)
def test_nothing_is_told_where_nobody_gave_a_reason_or_nothing_is_asked_any_more(asked) -> None:
    assert telling.why(asked, "en", "UTC") is None
    assert telling.brief(asked, "en", "UTC") is None
