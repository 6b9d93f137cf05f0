"""The messages that are known, by who speaks to whom."""

from types import MappingProxyType

REPOSITORY = MappingProxyType(
    {
        "IE3N11": "filing pending, to the supplementary declarant",
        "IE3N99": "error",
        "IE4N03": "hit of e-screening",
        "IE4N07": "arrival of the means of transport",
        "IE4N09": "decision to control",
        "IE4N10": "goods presented",
        "IE4N11": "decision to control, to an authorised operator",
        "IE4N99": "error",
        "IE4Q04": "request for information or amendment",
        "IE4Q05": "request for screening",
        "IE4Q07": "risk parameters of another state",
        "IE4Q07registerOMSParametersResultType": "risk parameters taken in",
        "IE4Q08": "presentation revoked",
        "IE4Q10": "query of a filing",
        "IE4R02": "information given",
        "IE4R03": "result of screening",
        "IE4R05": "filing with risk analyses and control results",
        "IE4S01": "e-screening assessment",
        "IE4S02": "result of risk analysis",
        "IE4S03": "result of control",
    }
)
"""Between the Common Repository and national systems: the twenty published types."""

FILINGS = MappingProxyType(
    {
        "F10": "complete, straight bill",
        "F11": "complete, master bill and its house bills",
        "F12": "master bill alone",
        "F13": "straight bill without the consignee's part",
        "F14": "house bill",
        "F15": "house bill with the consignee's part",
        "F16": "the consignee's part, at the lowest house bill",
        "F17": "the consignee's part, at the straight bill",
    }
)
"""Entry summary declarations by sea, each filed as IE3Fxx and amended as IE3Axx."""

TRADER = MappingProxyType(
    {f"IE3{kind}{number[1:]}": text for kind in "FA" for number, text in FILINGS.items()}
    | {
        "IE3Q04": "request to invalidate",
        "IE3R02": "information given",
        "IE3R03": "result of screening",
        "IE3R01": "filing registered",
        "IE3R07": "filing invalidated",
        "IE3N01": "filing has errors",
        "IE3N02": "filing not complete",
        "IE3N03": "assessment complete",
        "IE3Q01": "do not load",
        "IE3Q02": "request for information or amendment",
        "IE3Q03": "request for screening",
    }
)
"""Between filers and customs."""

NAMES = frozenset(REPOSITORY) | frozenset(TRADER) | {"IE4Q07registerOMSParametersResult"}
"""All, and the one that goes by another name within the wrapper of its service."""
