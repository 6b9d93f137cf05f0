"""Each rule accepts what it should and speaks up, with its code and place, where it should."""

from typing import Any

import pytest

from quaywatch.formats.ens.rules import LANGUAGES, Edition, Rule, checks, every_rule
from quaywatch.formats.ens.rules.book import words
from quaywatch.formats.ens.rules.compiled import compiled
from quaywatch.formats.ens.rules.translate import RuleError
from tests.formats.ens.making import BASE, NEGOTIABLE, PARTY, changed

MODE, MEANS = "HEAHEA/TraModAtBorHEA76", "HEAHEA/IdeOfMeaOfTraCroHEA85"
CIRCUMSTANCE = "HEAHEA/SpeCirIndHEA1"
ITEM, PACKAGE = "GOOITEGDS", "GOOITEGDS/PACGS2"
BY_ITEM = {MODE: "3", MEANS: None, "GOOITEGDS/IDEMEATRAGI970": [{"IdeMeaTraGIMEATRA971": "AB1"}]}
ALL_NEGOTIABLE = {
    "TRACONCE1": None,
    "GOOITEGDS": [{**item, "SPEMENMT2": NEGOTIABLE} for item in BASE["GOOITEGDS"]],
    "NOTPAR670": [{"TINNOTPAR671": "GBEXAMPLE04"}],
}


def found(said: dict[str, Any], edition: Edition = "old") -> set[tuple[str, str]]:
    return {(breach.rule.code, breach.path) for breach in checks(edition)(said)}


REJECTED: list[tuple[str, str, dict[str, Any]]] = [
    ("8193", "", {"GOOITEGDS/TRACONCO2": [PARTY]}),
    ("8102", "", {"GOOITEGDS/IteNumGDS7": "2"}),
    ("8611", "", {"GOOITEGDS": [{"IteNumGDS7": str(n)} for n in range(1, 1001)]}),
    ("8688", "", {"GOOITEGDS": [{"IteNumGDS7": "1"}]}),
    ("8617", "", {"SEAID529": [{"SeaIdSEAID530": str(n)} for n in range(10000)]}),
    ("8684", "", {"ITI": [{"CouOfRouCodITI1": "EC"}]}),
    ("4065", "/MesSenMES3[1]", {"MesSenMES3": "GB/1"}),
    ("4065", "/MesSenMES3[1]", {"MesSenMES3": "GBABCDEFGHIJKLMNOP/0000000001"}),
    ("8107", "/HEAHEA[1]", {MEANS: None}),
    ("8108", "/HEAHEA[1]", {MODE: "3"}),
    ("8109", "/HEAHEA[1]", {"HEAHEA/TotNumOfPacHEA306": None}),
    ("8111", "/HEAHEA[1]", {CIRCUMSTANCE: "C"}),
    ("8112", "/HEAHEA[1]", {CIRCUMSTANCE: "D"}),
    ("8689", "/HEAHEA[1]", {MODE: "9"}),
    ("8690", "/HEAHEA[1]", {MODE: "01"}),
    ("8113", "/HEAHEA[1]", {MODE: "4"}),
    ("8114", "/HEAHEA[1]", {MEANS: "EXAMPLE STAR"}),
    ("8115", "/HEAHEA[1]", {"HEAHEA/NatOfMeaOfTraCroHEA87": "EC"}),
    ("8116", "/HEAHEA[1]", {"GOOITEGDS": [{"IteNumGDS7": "1"}]}),
    ("8206", "/HEAHEA[1]", {"HEAHEA/TotNumOfIteHEA305": "3"}),
    ("8671", "/HEAHEA[1]", {"HEAHEA/TotNumOfIteHEA305": "02"}),
    ("8117", "/HEAHEA[1]", {"HEAHEA/TotNumOfPacHEA306": "40"}),
    ("8672", "/HEAHEA[1]", {"HEAHEA/TotNumOfPacHEA306": "041"}),
    ("8673", "/HEAHEA[1]", {"HEAHEA/TotGroMasHEA307": "+41250.5"}),
    ("8118", "/HEAHEA[1]", {MODE: "4", "HEAHEA/ConRefNumHEA": "FLIGHT"}),
    ("8118", "/HEAHEA[1]", {MODE: "4", "HEAHEA/ConRefNumHEA": None}),
    ("8691", "/HEAHEA[1]", {CIRCUMSTANCE: "A"}),
    ("8685", "/HEAHEA[1]", {"HEAHEA/ConRefNumHEA": "XFER-"}),
    ("8686", "/HEAHEA[1]", {"HEAHEA/TotGroMasHEA307": "41250.4"}),
    ("8674", "/HEAHEA[1]/TotGroMasHEA307[1]", {"HEAHEA/TotGroMasHEA307": "041251"}),
    ("8675", "/HEAHEA[1]/TotGroMasHEA307[1]", {"HEAHEA/TotGroMasHEA307": "123456789.012"}),
    ("8676", "/HEAHEA[1]/TotGroMasHEA307[1]", {"HEAHEA/TotGroMasHEA307": "41250.5000"}),
    ("8677", "/HEAHEA[1]/TotGroMasHEA307[1]", {"HEAHEA/TotGroMasHEA307": "41251."}),
    ("8119", "/TRACONCO1[1]", {"GOOITEGDS/TRACONCO2": [PARTY]}),
    ("8119", "/GOOITEGDS[1]/TRACONCO2[1]", {"GOOITEGDS/TRACONCO2": [PARTY]}),
    ("8204", "/TRACONCE1[1]", {"GOOITEGDS/SPEMENMT2": NEGOTIABLE}),
    ("8105", "/TRACONCE1[1]", {CIRCUMSTANCE: "E", "TRACONCE1/TINCE159": None}),
    ("8619", "/NOTPAR670[1]", {"NOTPAR670/TINNOTPAR671": "GBEXAMPLE04"}),
    ("8616", "/CUSOFFLON[1]/RefNumCOL1[1]", {"CUSOFFLON/RefNumCOL1": " GB000060"}),
    ("8692", "/PERLODSUMDEC[1]/TINPLD1[1]", {"PERLODSUMDEC/TINPLD1": "FREXAMPLE"}),
    ("8164", "/TRACARENT601[1]", {"TRACARENT601/TINTRACARENT602": None}),
    (
        "8195",
        "/TRACARENT601[1]/TINTRACARENT602[1]",
        {"TRACARENT601/TINTRACARENT602": "GBEXAMPLE01"},
    ),
    ("8207", "/GOOITEGDS[1]", {f"{ITEM}/GooDesGDS23": None, f"{ITEM}/COMCODGODITM": None}),
    ("8687", "/GOOITEGDS[1]", {"HEAHEA/PlaUnlGOOITE334": None}),
    ("8199", "/GOOITEGDS[2]", {MODE: "3", MEANS: None}),
    ("8622", "/GOOITEGDS[1]", {f"{ITEM}/SPEMENMT2": NEGOTIABLE}),
    ("8623", "/GOOITEGDS[2]", {"TRACONCE1": None}),
    ("8612", "/GOOITEGDS[1]", {f"{ITEM}/IDEMEATRAGI970": [{}] * 1000}),
    ("8103", "/GOOITEGDS[1]", {f"{ITEM}/GroMasGDS46": None, "HEAHEA/TotGroMasHEA307": None}),
    ("8104", "/GOOITEGDS[1]", {"HEAHEA/PlaLoaGOOITE334": None}),
    ("8170", "/GOOITEGDS[1]", {f"{ITEM}/PRODOCDC2": None}),
    ("8678", "/GOOITEGDS[1]/IteNumGDS7[1]", {f"{ITEM}/IteNumGDS7": "01"}),
    ("8674", "/GOOITEGDS[1]/GroMasGDS46[1]", {f"{ITEM}/GroMasGDS46": "00.5"}),
    ("8679", "/GOOITEGDS[1]/GroMasGDS46[1]", {f"{ITEM}/GroMasGDS46": "-5"}),
    (
        "8135",
        "/GOOITEGDS[1]/MetOfPayGDI12[1]",
        {f"{ITEM}/MetOfPayGDI12": "A", "HEAHEA/TraChaMetOfPayHEA1": "A"},
    ),
    ("8136", "/GOOITEGDS[1]/PlaLoaGOOITE333[1]", {f"{ITEM}/PlaLoaGOOITE333": "ECGYE"}),
    ("8171", "/GOOITEGDS[1]/PlaUnlGOOITE333[1]", {f"{ITEM}/PlaUnlGOOITE333": "GBLGP"}),
    (
        "8624",
        "/GOOITEGDS[1]/TRACONCE2[1]",
        {f"{ITEM}/SPEMENMT2": NEGOTIABLE, f"{ITEM}/TRACONCE2": [{"TINCE259": "GB1"}]},
    ),
    ("8625", "/GOOITEGDS[1]/TRACONCE2[1]", {f"{ITEM}/TRACONCE2": [{"TINCE259": "GB1"}]}),
    ("8208", "/GOOITEGDS[1]/TRACONCE2[1]", {CIRCUMSTANCE: "E", f"{ITEM}/TRACONCE2": [{}]}),
    ("8147", "/GOOITEGDS[1]/IDEMEATRAGI970[1]", BY_ITEM),
    ("8198", "/GOOITEGDS[1]/IDEMEATRAGI970[1]", {**BY_ITEM, MEANS: "9074729"}),
    (
        "8114",
        "/GOOITEGDS[1]/IDEMEATRAGI970[1]/IdeMeaTraGIMEATRA971[1]",
        {**BY_ITEM, MODE: "8"},
    ),
    ("8620", "/GOOITEGDS[1]/PRTNOT640[1]", {f"{ITEM}/PRTNOT640": [{"TINPRTNOT641": "GB1"}]}),
    (
        "8621",
        "/GOOITEGDS[1]/PRTNOT640[1]",
        {**ALL_NEGOTIABLE, f"{ITEM}/PRTNOT640": [{"TINPRTNOT641": "GB1"}]},
    ),
    ("8149", "/GOOITEGDS[1]/PACGS2[1]", {f"{PACKAGE}/KinOfPacGS23": "VQ"}),
    ("8150", "/GOOITEGDS[1]/PACGS2[1]", {f"{PACKAGE}/KinOfPacGS23": "NE"}),
    ("8151", "/GOOITEGDS[1]/PACGS2[1]", {f"{PACKAGE}/NumOfPieGS25": "3"}),
    ("8152", "/GOOITEGDS[1]/PACGS2[1]", {f"{PACKAGE}/MarNumOfPacGSL21": None}),
    ("8153", "/GOOITEGDS[1]/PACGS2[1]", {f"{PACKAGE}/NumOfPacGS24": "0"}),
    ("8680", "/GOOITEGDS[1]/PACGS2[1]/NumOfPacGS24[1]", {f"{PACKAGE}/NumOfPacGS24": "040"}),
    ("8681", "/GOOITEGDS[1]/PACGS2[1]/NumOfPieGS25[1]", {f"{PACKAGE}/NumOfPieGS25": "00"}),
]
ACCEPTED: list[dict[str, Any]] = [
    {},
    {MODE: "4", MEANS: None, "HEAHEA/ConRefNumHEA": "EX123A"},
    {"HEAHEA/ConRefNumHEA": "XFERab1:2"},
    {CIRCUMSTANCE: "E"},
    ALL_NEGOTIABLE,
    {"HEAHEA/TotGroMasHEA307": "41250.500"},
    {"TRACONCO1": None},
    {
        f"{ITEM}/PACGS2": [
            *BASE[ITEM][0]["PACGS2"],
            {**BASE[ITEM][0]["PACGS2"][0], "NumOfPacGS24": "0"},
        ]
    },
]


@pytest.mark.parametrize(("code", "path", "changes"), REJECTED)
def test_a_breach_is_found_with_its_code_and_place(
    code: str, path: str, changes: dict[str, Any]
) -> None:
    assert (code, path) in found(changed(changes))


@pytest.mark.parametrize("changes", ACCEPTED)
def test_what_the_rules_allow_passes_all_of_them(changes: dict[str, Any]) -> None:
    assert found(changed(changes)) == set()
    assert found(changed(changes), "new") == set()


def test_every_rule_but_those_on_parties_has_a_case_here() -> None:
    of_parties = {rule.code for rule in every_rule() if rule.source == "C501"}
    assert {rule.code for rule in every_rule()} - of_parties == {code for code, _, _ in REJECTED}


WITHOUT = [rule for rule in every_rule() if rule.source == "C501" and " if not " in rule.require]
FOREIGN = [rule for rule in every_rule() if rule.source == "C501" and " if TIN" in rule.require]
BRITISH = [
    rule for rule in every_rule() if rule.source == "C501" and rule.require.startswith("not TIN")
]
NEVER = [rule for rule in every_rule() if rule.source == "C501" and rule.require == "not ."]


def party(at: str, members: dict[str, str]) -> dict[str, Any]:
    return changed({at: [members]})


@pytest.mark.parametrize("rule", WITHOUT, ids=lambda rule: rule.code)
def test_a_party_without_a_number_needs_name_and_address(rule: Rule) -> None:
    element, identifier = rule.require.split(" if not ")
    codes = {code for code, _ in found(party(rule.at, {}))}
    assert rule.code in codes
    assert rule.code not in {code for code, _ in found(party(rule.at, {element: "X"}))}
    assert rule.code not in {code for code, _ in found(party(rule.at, {identifier: "GB1"}))}


@pytest.mark.parametrize("rule", FOREIGN, ids=lambda rule: rule.code)
def test_a_party_with_a_foreign_number_needs_name_and_address(rule: Rule) -> None:
    element, _, identifier, *_ = rule.require.split()
    assert rule.code in {code for code, _ in found(party(rule.at, {identifier: "FR1"}))}
    both = {identifier: "FR1", element: "X"}
    assert rule.code not in {code for code, _ in found(party(rule.at, both))}
    assert rule.code not in {code for code, _ in found(party(rule.at, {identifier: "GB1"}))}


@pytest.mark.parametrize("rule", BRITISH, ids=lambda rule: rule.code)
def test_a_party_with_a_british_number_has_no_address(rule: Rule) -> None:
    at, _, element = rule.at.rpartition("/")
    identifier = rule.require.split()[1]
    place = "".join(f"/{step}[1]" for step in rule.at.split("/"))
    both = {identifier: "GB1", element: "X"}
    assert (rule.code, place) in found(party(at, both))
    assert rule.code not in {code for code, _ in found(party(at, {**both, identifier: "FR1"}))}


@pytest.mark.parametrize("rule", NEVER, ids=lambda rule: rule.code)
def test_who_must_have_a_number_has_no_address(rule: Rule) -> None:
    at, _, element = rule.at.rpartition("/")
    assert rule.code in {code for code, _ in found(party(at, {element: "X"}))}
    assert rule.code not in {code for code, _ in found(party(at, {}))}


def test_the_party_rules_are_all_of_one_of_four_kinds() -> None:
    assert [len(kind) for kind in (WITHOUT, FOREIGN, BRITISH, NEVER)] == [35, 35, 35, 10]


OTHER = {**PARTY, "NamCO27": "Z"}


@pytest.mark.parametrize(
    ("consignors", "differ"),
    [
        ([PARTY, OTHER], True),
        ([PARTY, PARTY, OTHER], True),
        ([PARTY, {**PARTY, "TINCO259": "GB1"}], True),
        ([{"TINCO259": "GB1"}, {"TINCO259": "GB1 "}], True),
        ([PARTY, PARTY], False),
        ([PARTY, {**PARTY, "CitCO224": " D "}], False),
        ([{"NamCO27": "A"}, {"CitCO224": "A"}], False),
    ],
)
def test_consignors_of_items_must_not_be_all_alike(
    consignors: list[dict[str, str]], differ: bool
) -> None:
    items = [{"IteNumGDS7": str(n), "TRACONCO2": [each]} for n, each in enumerate(consignors, 1)]
    assert (("8193", "") not in found(changed({"TRACONCO1": None, "GOOITEGDS": items}))) is differ


def test_the_new_edition_asks_for_less() -> None:
    without_counts = changed({"HEAHEA/TotNumOfIteHEA305": None, "HEAHEA/TotNumOfPacHEA306": None})
    assert {code for code, _ in found(without_counts)} == {"8109", "8206"}
    assert found(without_counts, "new") == set()


def test_every_rule_speaks_all_languages_of_the_house() -> None:
    for rule in every_rule():
        assert set(rule.text) == set(LANGUAGES)
        assert len(set(rule.text.values())) == len(LANGUAGES), rule.code


def test_a_sender_of_many_blanks_is_judged_at_once() -> None:
    said = changed({"MesSenMES3": "GB" + " " * 5000 + "x" * 5000})
    assert ("4065", "/MesSenMES3[1]") in found(said)


@pytest.mark.parametrize(
    "require",
    [
        "",
        "a or",
        "(a",
        "a is",
        "a like nothing",
        "a strange b",
        "count a over 3",
        "../a",
        ". is b",
        "a b",
    ],
)
def test_a_rule_that_does_not_follow_the_notation_is_refused(require: str) -> None:
    rule = Rule(code="1", at="", require=require, text={})
    with pytest.raises(RuleError):
        compiled([rule], words())
