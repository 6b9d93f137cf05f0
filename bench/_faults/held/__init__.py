"""Wordings that no table and no model has seen, kept to measure the checks by.

The first set was written before its author had read any table of the checks, the second after
the last change; neither may be copied into a table or learnt from.

The third is larger and was written apart, without sight of the tables, the model, the planted texts
or the two earlier sets: its author knew the kinds of entries and what the documentation says of the
earlier sets; when only the long descriptions of goods were left to write, a spelling check showed
some fifty single words of those sets. It is for one measurement; afterwards it too has been seen.
Names of companies, streets and places were written apart and put together by number, so that an
address need not exist. All companies and banks are invented.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

from bench._faults.clean import LANGUAGES, Case, cases
from quaywatch import checks
from quaywatch.cargo import PartyRole, to_frames
from quaywatch.checks.meaning import model

HERE = Path(__file__).parent
SENDER, RECEIVER, NOTIFIED = PartyRole.CONSIGNOR, PartyRole.CONSIGNEE, PartyRole.NOTIFY_PARTY
SETS = ("first", "second", "third")
Share = dict[str, object]
_NAME = {"party-placeholder", "party-name-implausible"}
_ADDRESS = {"address-placeholder", "consignee-incomplete", "consignor-incomplete"}
EXPECTED: dict[str, set[str]] = {
    "vague": {"description-vague"},
    "name": _NAME,
    "address": _ADDRESS,
    "order": {"to-order-without-notify"},
    "mash": _NAME,
    "chapter": {"hs-chapter-implausible", "hs-code-contradicted"},
}
"""Checks of which one at least should speak up, by kind of fault."""


def read(which: str, language: str) -> dict[str, list[str]]:
    """Return the wordings of a set in a language, by kind."""
    with (HERE / which / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def measure(which: str) -> dict[str, dict[str, Share]]:
    """Return, by language and kind, the share of found faults or of false alarms and which."""
    return {language: _measure(which, language) for language in LANGUAGES}


def shares(which: str) -> dict[str, dict[str, object]]:
    """Return the same without the wordings."""
    return {
        language: {
            kind: share["recall"] if "recall" in share else share["false_alarm"]
            for kind, share in kinds.items()
        }
        for language, kinds in measure(which).items()
    }


def _measure(which: str, language: str) -> dict[str, Share]:
    written, base = read(which, language), cases(language, 1)[0]
    chapters = _chapters(written["goods"])
    faults = {
        "vague": [base.goods(description=text) for text in written["vague"]],
        "name": [_named(base, text) for text in written["name"]],
        "address": [base.party(RECEIVER, address=text) for text in written["address"]],
        "order": [base.party(RECEIVER, name=text).without(NOTIFIED) for text in written["order"]],
        "mash": [_named(base, text) for text in written["mash"]],
        "chapter": [
            base.goods(description=text, hs_code=_other(chapter, text))
            for chapter, text in chapters
        ],
    }
    texts = written | {"chapter": [f"{_other(c, t)} {t}" for c, t in chapters]}
    found = {kind: _missed(EXPECTED[kind], texts[kind], given) for kind, given in faults.items()}
    goods = [base.goods(description=text, hs_code=chapter) for chapter, text in chapters]
    found["clean goods"] = _alarms(written["goods"], goods, base)
    found["clean parties"] = _alarms(
        written["party"], [_party(base, text) for text in written["party"]], base
    )
    return found


def _chapters(goods: Iterable[str]) -> list[tuple[str, str]]:
    return [(text[:2], text[3:]) for text in goods]


def _other(chapter: str, text: str) -> str:
    """Return a chapter two or more away, always the same for a text."""
    far = [c for c in model.classes()[1:] if abs(int(c) - int(chapter)) > 1]
    return Random(text).choice(far)


def _named(base: Case, name: str) -> Case:
    return base.party(RECEIVER, name=name)


def _party(base: Case, text: str) -> Case:
    name, street, city, *rest = (part.strip() or None for part in text.split(";"))
    postcode, country = (rest[0], rest[1]) if len(rest) > 1 else (None, rest[0])
    return base.party(
        RECEIVER, name=name, address=street, city=city, postcode=postcode, country=country
    )


def _spoke(given: list[Case]) -> list[set[str]]:
    spoke = [set[str]() for _ in given]
    for number, case in enumerate(given):
        frames = to_frames([(case.header, case.consignment)])
        spoke[number].update(checks.run(frames)["code"])
    return spoke


def _missed(expected: set[str], texts: list[str], given: list[Case]) -> Share:
    missed = [t for t, codes in zip(texts, _spoke(given), strict=True) if not codes & expected]
    return {"of": len(given), "recall": round(1 - len(missed) / len(given), 4), "missed": missed}


def _alarms(texts: list[str], given: list[Case], base: Case) -> Share:
    """Count what was said of clean words that was not said of the case they stand in."""
    (said,) = _spoke([base])
    # The masses are those of the case, not of the goods put in.
    heard = [{c for c in codes - said if "-mass-" not in c} for codes in _spoke(given)]
    counted = Counter(code for codes in heard for code in codes)
    return {
        "of": len(given),
        "false_alarm": {code: round(n / len(given), 4) for code, n in counted.items()},
        "raised": [
            f"{'+'.join(sorted(codes))}: {t}"
            for t, codes in zip(texts, heard, strict=True)
            if codes
        ],
    }
