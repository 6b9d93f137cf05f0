"""Whatever raises the risk of a consignment, its filer hears of the documents alone."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch import checks, requests
from quaywatch.cargo import Consignment, FilingHeader, ReasonKind, to_frames
from quaywatch.requests import (
    LANGUAGES,
    Matter,
    Occasion,
    Purpose,
    RequestKind,
    Wording,
    draft_of,
    letters,
    table,
)
from quaywatch.risk import Model, assess
from quaywatch.rules import Entry, RuleBook, Target, WatchList, load
from tests.node.making import DAY, NUMBERS, consignment

LIST = WatchList(
    code="quiet-list",
    title="Quiet quay list",
    entries=(
        Entry(
            id="one",
            target=Target.PARTY,
            value="EXPORTADORA SA",
            weight=3.0,
            reason="Seized with it in January",
        ),
    ),
)
PROFILES = load().profiles
FORMATS = ("native", "cuscar", "ics2", "dcsa", "x12-309")

bills = st.builds(
    consignment,
    st.just("BL1"),
    st.lists(st.sampled_from(NUMBERS[:3]), min_size=1, max_size=3, unique=True).map(tuple),
    description=st.sampled_from(("GENERAL CARGO", "", "FRESH BANANAS", "PARTS", "SCRAP METAL")),
    consignee=st.sampled_from(("FRUIT NV", "TO ORDER", "UNKNOWN", "")),
    port=st.sampled_from(("ECGYE", "COCTG", "XXXXX")),
)
headers = st.builds(
    FilingHeader,
    format=st.sampled_from(FORMATS),
    sender=st.just("TSTL"),
    reference=st.just("M1"),
    mrn=st.sampled_from(("", "26BE000000000001A1")),
    received_at=st.sampled_from((DAY, DAY - timedelta(days=20))),
)


@pytest.fixture(scope="module")
def rulebook() -> RuleBook:
    """A watch list on which every consignor stands."""
    return RuleBook(watch_lists=(LIST,))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(bills, headers, st.sampled_from(list(RequestKind)), st.sampled_from(LANGUAGES))
def test_a_filer_reads_nothing_but_documents(
    rulebook: RuleBook, bill: Consignment, header: FilingHeader, kind: RequestKind, language: str
) -> None:
    found = assess(to_frames([(header, bill)]), model=Model.default(), rulebook=rulebook)
    assert ReasonKind.WATCH_LIST.value in found.contributions["kind"]
    findings = tuple(f for _, f in checks.describe(to_frames([(header, bill)]), found.findings))
    matter = Matter(
        consignment_id=bill.id,
        document=1,
        header=header,
        consignment=bill,
        findings=findings,
        equipment_number=bill.equipment[0].number,
    )
    draft = draft_of(matter, kind, Wording(language=language, remark="Please hurry."))
    declared = {value for finding in findings for value in finding.values.values()}
    for purpose in Purpose:
        occasion = Occasion(
            request_id="0123456789ab",
            purpose=purpose,
            node="Antwerp",
            simulated=False,
            due_at=DAY + timedelta(hours=24),
        )
        _is_made_of_known_words(letters.compose(draft, occasion), declared)
        _, data = requests.message(draft, occasion, header, bill, filed=b"", at=DAY)
        said = data.decode("utf-8", "replace").casefold()
        secrets = [LIST.code, LIST.title, LIST.entries[0].reason, *rulebook.entries]
        for profile in PROFILES:
            secrets += [profile.code, profile.title.get("en"), profile.title.get("fr")]
        assert [secret for secret in secrets if secret.casefold() in said] == []
        assert f"{found.scores['probability'][0]:.3f}" not in said


def _is_made_of_known_words(letter: letters.Letter, declared: set[str]) -> None:
    """Every part of a question is a phrase of the language, a law, or a declared value."""
    phrases = letters.phrases(letter.language)
    laws = {asked.basis for asked in table().values()}
    for block in letter.blocks:
        assert block.wrong in phrases.wrong.values()
        assert block.wanted in phrases.wanted.values()
        assert block.basis in laws
        for label, value in block.declared:
            assert label in phrases.fields.values()
            assert value in declared | {phrases.frame.nothing}
