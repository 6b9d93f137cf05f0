"""Whatever raises the risk of a consignment, its filer hears of the documents alone."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch import checks, requests
from quaywatch.cargo import Consignment, Filing, FilingHeader, ReasonKind, to_frames
from quaywatch.formats import read
from quaywatch.formats.edifact import cuscar
from quaywatch.formats.ics2.instances import drawn, maximal
from quaywatch.formats.ics2.message import InvalidMessageError, unchecked
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
from quaywatch.requests.outgoing import FORMATS
from quaywatch.risk import Model, assess
from quaywatch.rules import Entry, RuleBook, Target, WatchList, load
from tests.node.making import DAY, NUMBERS, consignment
from tests.requests import filed as messages
from tests.requests.filed import ANALYSED

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
FILED = ("native", "cuscar", "ics2", "dcsa", "x12-309")
SAYING = 12
"""Characters from which on a made-up text cannot stand in another by chance."""

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
    format=st.sampled_from(FILED),
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
    _hears_of_documents_alone(rulebook, header, bill, _filed(header, bill), kind, language)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from((messages.related, messages.summary, messages.declaration)),
    st.sampled_from(("GENERAL CARGO", "FRESH BANANAS", "PARTS", "SCRAP METAL")),
    st.sampled_from(list(RequestKind)),
    st.sampled_from(LANGUAGES),
    st.integers(0, 2),
)
def test_nor_does_who_is_answered_out_of_the_message_as_filed(
    rulebook: RuleBook, filed, goods: str, kind: RequestKind, language: str, place: int
) -> None:
    filing, kept = messages.understood(filed(goods, "EXPORTADORA SA"))
    bill = filing.consignments[place % len(filing.consignments)]
    _hears_of_documents_alone(rulebook, filing.header, bill, kept, kind, language)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.sampled_from(list(RequestKind)), st.booleans())
def test_nor_the_repository_of_whatever_it_had_told(
    rulebook: RuleBook, seed: int, kind: RequestKind, full: bool
) -> None:
    made = maximal("IE4R05", seed) if full else drawn("IE4R05", Random(seed))
    try:
        filing, kept = messages.understood(unchecked(made))
    except InvalidMessageError:
        return
    results = [e for e in made.content.walk() if e.name == "riskAnalysisResult"]
    for bill in filing.consignments[:2]:
        data = _hears_of_documents_alone(rulebook, filing.header, bill, kept, kind, "en")
        for name in ("riskLevel", "riskAreaCode", "riskCriteriaIdentifier", "riskAnalyst"):
            assert f"<{name}>".encode() not in data
        told = {e.said("resultText") for e in results} - {None}
        assert not any(len(text) > SAYING and text.encode() in data for text in told)


def _filed(header: FilingHeader, bill: Consignment) -> bytes:
    """Return the message that says this, where an answer is made out of the message."""
    if header.format != "cuscar":
        return b""
    parts = read(cuscar.write([Filing(header=header, consignments=(bill,))]))
    return next(part.data for part in parts if part.filing is not None)


def _hears_of_documents_alone(
    rulebook: RuleBook,
    header: FilingHeader,
    bill: Consignment,
    filed: bytes,
    kind: RequestKind,
    language: str,
) -> bytes:
    """Ask about a bill, look at all that leaves, and return the request itself."""
    found = assess(to_frames([(header, bill)]), model=Model.default(), rulebook=rulebook)
    if any(party.name == LIST.entries[0].value for party in bill.parties):
        assert ReasonKind.WATCH_LIST.value in found.contributions["kind"]
    findings = tuple(f for _, f in checks.describe(to_frames([(header, bill)]), found.findings))
    matter = Matter(
        consignment_id=bill.id,
        document=1,
        header=header,
        consignment=bill,
        findings=findings,
        equipment_number=bill.equipment[0].number if bill.equipment else "",
    )
    screening = kind is RequestKind.SCREENING  # of which ICS2 has messages, but not for words
    remark = "" if screening else "Please hurry."
    draft = draft_of(matter, kind, Wording(language=language, remark=remark))
    declared = {value for finding in findings for value in finding.values.values()}
    sent: dict[Purpose, bytes] = {}
    for purpose in Purpose:
        occasion = Occasion(
            request_id="0123456789ab",
            purpose=purpose,
            node="Antwerp",
            simulated=False,
            due_at=DAY + timedelta(hours=24),
        )
        _is_made_of_known_words(letters.compose(draft, occasion), declared)
        message, data = requests.message(draft, occasion, header, bill, filed=filed, at=DAY)
        assert message.format == "letter" or header.format in FORMATS
        sent[purpose] = data
        said = data.decode("utf-8", "replace").casefold()
        secrets = [*ANALYSED[:3], LIST.code, LIST.title, LIST.entries[0].reason, *rulebook.entries]
        for profile in PROFILES:
            secrets += [profile.code, profile.title.get("en"), profile.title.get("fr")]
        assert [secret for secret in secrets if secret.casefold() in said] == []
        assert f"{found.scores['probability'][0]:.3f}" not in said
    return sent[Purpose.REQUEST]


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
