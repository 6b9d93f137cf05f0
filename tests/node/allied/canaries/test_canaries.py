"""No byte of what the policy keeps from a partner reaches it, by any way, nor a log or a backup.

Two rounds: all that there is on every way, and once more after everything was withdrawn. That the
search can find something is shown beside each statement, with what a partner may have.
"""

from collections.abc import Callable, Iterable, Iterator

import pytest

from quaywatch.alliance.transport import Refusal
from tests.alliance.canaries.canary import Search
from tests.node.allied.allies import ANTWERP, OVERSEAS
from tests.node.allied.canaries.run import Told, run
from tests.node.allied.canaries.ways import WAYS
from tests.node.allied.canaries.world import HAMBURG, PARTNERS, Case, For
from tests.node.allied.test_matching import asked

WHOLE = ("push", "pull", "file", "taxii")
"""Ways on which notices go with every field."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    with run(tmp_path_factory.mktemp("canaries")) as made:
        yield made


def found(
    search: Search, cases: Iterable[Case], chosen: Callable[[Case], Iterable[str]]
) -> list[tuple[str, str, str]]:
    return [
        (case.kind, case.whom.value, value)
        for case in cases
        for value in chosen(case)
        if search.finds(value)
    ]


def kept_from(node: str) -> Callable[[Case], Iterable[str]]:
    return lambda case: [one.value for one in case.planted if not case.may(node, one)]


def let(node: str) -> Callable[[Case], Iterable[str]]:
    return lambda case: [one.value for one in case.planted if case.may(node, one)]


def every(case: Case) -> list[str]:
    return [one.value for one in case.planted]


@pytest.mark.parametrize("node", PARTNERS)
@pytest.mark.parametrize("way", WAYS)
def test_nobody_receives_what_it_may_not_have(told: Told, way: str, node: str) -> None:
    for search in (told.heard[way, node], told.after[way, node]):
        assert found(search, told.cases, kept_from(node)) == []


@pytest.mark.parametrize("node", PARTNERS)
@pytest.mark.parametrize("way", WHOLE)
def test_the_same_search_finds_every_field_that_a_partner_may_have(
    told: Told, way: str, node: str
) -> None:
    cases = [case for case in told.cases if case.published]
    may = [(case.kind, case.whom.value, one) for case in cases for one in let(node)(case)]
    assert len(may) > (60 if node != OVERSEAS else 10)
    assert found(told.heard[way, node], cases, let(node)) == may


@pytest.mark.parametrize("way", ["misp", "errands", "prying", "audit"])
def test_the_same_search_finds_what_goes_by_a_way_that_tells_less(told: Told, way: str) -> None:
    seen = {kind for kind, _, _ in found(told.heard[way, ANTWERP], told.cases, let(ANTWERP))}
    names = {case.kind for case in told.cases if told.heard[way, ANTWERP].finds(case.name)}
    wanted = {
        "misp": {"seizure", "modus", "risk", "indicator-container"} - seen,
        "errands": {"package"} - seen,
        "prying": {"package"} - seen,
        "audit": {"seizure", "answer", "image"} - names,
    }
    assert wanted[way] == set()


def test_no_log_names_anything_that_a_notice_says(told: Told) -> None:
    assert told.logged.finds(told.planted)
    assert told.logged.finds("/line/desk/matching"), "calls are logged, and stand here"
    assert found(told.logged, told.cases, every) == []
    assert found(told.logged, told.cases, lambda case: [told.reasons[case.name]]) == []


@pytest.mark.parametrize("node", PARTNERS)
def test_of_what_was_withdrawn_no_file_and_no_backup_keeps_anything(told: Told, node: str) -> None:
    cases = [case for case in told.cases if case.published]
    may = [(case.kind, case.whom.value, one) for case in cases for one in let(node)(case)]
    assert found(told.held[node], cases, every) == may
    assert found(told.left[node], cases, every) == []


@pytest.mark.parametrize("node", PARTNERS)
def test_why_it_was_withdrawn_is_told_to_whoever_might_have_its_notes_and_nobody_else(
    told: Told, node: str
) -> None:
    cases = [case for case in told.cases if case.published]
    for way in WHOLE:
        search = told.after[way, node]
        reasons = {case.name for case in cases if search.finds(told.reasons[case.name])}
        # Overseas is told that it is withdrawn, since it had the core, and not why.
        notes = node != OVERSEAS
        assert reasons == {case.name for case in cases if notes and case.goes_to(node)}
        assert all(search.finds(case.name) for case in cases if case.goes_to(node))


def test_a_scan_is_opened_by_whom_it_is_for_and_its_key_goes_to_nobody_else(told: Told) -> None:
    scans = [case for case in told.cases if case.picture]
    for case in scans:
        for node in PARTNERS:
            may = case.goes_to(node)
            got = told.scans[node, case.name]
            assert isinstance(got, Refusal) != may
            if not isinstance(got, Refusal):
                assert Search(got).finds(case.picture)
        parts = (*told.heard.values(), *told.after.values(), *told.left.values(), told.logged)
        assert not any(search.finds(case.picture) for search in parts)


def test_a_match_and_a_count_are_made_of_what_the_partner_may_have(told: Told) -> None:
    held = [case for case in told.cases if case.held]
    for way in ("push", "pull", "errands", "prying"):
        assert found(told.heard[way, ANTWERP], held, every) == [], "it is blinded until told"
    assert {value for value in told.matched if value.startswith("QKZU")} == {
        case.planted[0].value for case in held if case.kind == "match-container"
    }
    assert any(not value.startswith("QKZU") for value in told.matched), "the firm by its name"
    (count,) = asked(told.world.nodes[HAMBURG])
    assert (count.counts_only, count.matched) == (True, 1)
    assert [case.whom for case in held].count(For.ALL) == 1
    assert found(told.released, held, every) == [
        (case.kind, case.whom.value, every(case)[0]) for case in held[:1]
    ]
