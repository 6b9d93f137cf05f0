"""Who may do what, and what a foreign page cannot make a browser do."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.profile_shapes import ProfileText
from quaywatch.api.profiles import profile
from quaywatch.node import Node
from quaywatch.requests import RequestKind, Wording
from tests.api.conftest import ROLES
from tests.api.profile_texts import text
from tests.node.making import NUMBERS, consignment, filing

GAP = {"version": 0, "owner": "Jan", "until": "2026-09-01", "what": "gates"}
VERSION = {"version": 0}
ORDER = {"version": 0, "kind": "documents", "override": "other"}
OUTCOME = {"version": 0, "outcome": {"result": "nothing"}}
DESK = "scan PSA Noordzee Terminal"
VAN = {
    "name": "van",
    "means": "mobile_scanner",
    "kind": "scan",
    "terminal": "K1",
    "slots_per_hour": 3,
    "shifts": [{"weekday": "monday", "start": 6, "end": 22}],
    "moves_to": ["K2"],
}
WAY = {"one": "K1", "other": "K2", "minutes": 20}
NOTE = {
    "region": {"left": 0, "top": 0, "right": 1, "bottom": 1},
    "kind": "doubt",
    "text": "Denser than the rest.",
}
HANDLING = {
    "tlp": "amber",
    "purposes": ["risk_analysis"],
    "legal_basis": "agreement, art. 4",
    "retain_until": "2027-01-01",
}
AGREEMENT = {
    "node": "rotterdam.example",
    "title": "Customs at Rotterdam",
    "region": "european_union",
    "member": True,
    "until": "2027-01-01",
    "categories": ["core"],
    "bases": [{"text": "agreement", "purposes": ["risk_analysis"]}],
}
STANDING = {
    "name": "finds",
    "title": "Finds",
    "kinds": ["seizure"],
    "audience": ["rotterdam.example"],
    "widest": "amber",
    "purposes": ["risk_analysis"],
    "results": ["found"],
    "until": "2027-01-01",
}
COVERAGE = {
    "port": "BEANR",
    "cells": [{"name": "EC/08", "countries": ["EC"], "chapters": ["08"], "share": 0.2}],
    "until": "2027-01-01",
}
QUESTION = {
    "to": "rotterdam.example",
    "asked": "information",
    "about": ["TSTU1000000"],
    "question": "Was it opened on its way?",
    "urgency": "urgent-at-hand",
    "handling": HANDLING,
}
INDICATOR = {
    "reference": "1",
    "body": {"kind": "indicator", "what": "seal", "value": "ML-1"},
    "handling": HANDLING,
}
TERMS = {"node": "rotterdam.example", "they_ask": ["risk_analysis"], "until": "2027-01-01"}
WHY = {"reason": "So."}
PACKAGE = {
    "name": "bananas",
    "kind": "profile",
    "of": "none",
    "title": "Bananas",
    "card": "For bananas.",
    "handling": HANDLING,
}
TOLD = {"notices": ["indicator/none"]}
SO = {"version": 0, "reason": "So."}
READERS = {"officer", "supervisor", "analyst"}
NORMS = READERS | {"assessor", "coordinator"}
PLANNED = {
    "port": "BEANR",
    "level": "baseline",
    "from_on": "2026-03-02",
    "until_on": "2026-03-31",
}
ASKED = {"version": 0, "requirement": "GOV-01"}
SEEN = {"kind": "observation", "observed_on": "2026-03-02", "valid_until": "2026-03-31"}
SHEET = "file=a.txt&observed_on=2026-03-02&valid_until=2026-03-31"
SUPPOSED = {
    "ports": [{"port": "BEANR", "containers": 9000, "scanned": 0.1, "member": True}],
    "routes": [{"code": "EC", "share": 1, "factor": 1}],
    "goods": [{"code": "07-08", "share": 1, "factor": 1}],
    "gain": 20,
    "penalty": 6,
    "stay": 8,
    "rationality": 0,
    "scan_finds": 0.6,
    "scan_minutes": 6,
    "open_finds": 0.95,
    "open_minutes": 150,
    "floor": 0,
}
OLD = "0" * 16
DOERS = {"officer", "supervisor"}
SEEDERS = {"supervisor", "analyst", "coordinator"}
PLANTED = {
    "kind": "load",
    "stage": "scan",
    "port": "BEANR",
    "concealment": "in_load",
    "made_on": "2026-01-01",
    "refresh_due": "2026-06-01",
    "second": "somebody",
}
AUDIT_ORDER = {
    "name": "flow",
    "title": "Is less coming?",
    "question": "flow-changed",
    "way": "openings",
    "power": 0.8,
    "since": "2026-03-01",
    "until": "2026-12-31",
    "strata": [{"name": "BEANR/EC", "ports": ["BEANR"], "countries": ["EC"], "looks": 50}],
}
OF_PLAN = {
    "asked": {},
    "question": "prevalence",
    "way": "stratified",
    "port": "BEANR",
    "countries": ["EC"],
    "since": "2026-03-01",
    "until": "2026-12-31",
}
ALLIES = {*READERS, "liaison"}
SETTLERS = {"supervisor", "liaison"}

ROUTES = [
    ("GET", "/api/worklist", None, READERS),
    ("GET", "/api/worklist/options", None, READERS),
    ("GET", "/api/boxes/{box}", None, READERS),
    ("GET", "/api/boxes/{box}/otherwise", None, READERS),
    ("GET", "/api/boxes/{box}/parties", None, READERS),
    ("GET", "/api/parties?name=fruit", None, READERS),
    ("GET", "/api/parties/TSTL:BL1%23consignee%231", None, READERS),
    ("GET", "/api/parties/TSTL:BL1%23consignee%231/graph", None, READERS),
    ("GET", "/api/mentions/TSTL:BL2%23consignee%231/why", None, READERS),
    ("GET", "/api/boxes/{box}/task", None, READERS),
    ("GET", "/api/boxes/{box}/photos", None, READERS),
    ("GET", "/api/boxes/{box}/scans", None, READERS),
    ("POST", "/api/boxes/{box}/scans", {}, DOERS),
    ("GET", "/api/scans/none", None, READERS),
    ("GET", "/api/scans/waiting", None, READERS),
    ("POST", "/api/scans/next", {}, READERS),
    ("GET", "/api/scans/none/reading", None, READERS),
    ("POST", "/api/scans/none/reading", None, READERS),
    ("GET", "/api/scans/none/verdicts", None, READERS),
    (
        "POST",
        "/api/scans/none/verdicts",
        {"verdict": "clear", "seconds": 9, "regions": []},
        READERS,
    ),
    ("POST", "/api/scans/none/claim", {}, READERS),
    ("POST", "/api/scans/none/give-back", {}, READERS),
    ("GET", "/api/scans/none/planes/low", None, READERS),
    ("GET", "/api/readers", None, READERS),
    ("POST", "/api/readers/rule", {"rule": None}, {"supervisor"}),
    ("POST", "/api/readers/curves", {}, {"supervisor"}),
    ("GET", "/api/scans/none/earlier/none", None, READERS),
    ("GET", "/api/scans/none/materials", None, READERS),
    ("GET", "/api/scans/none/alike", None, READERS),
    ("GET", "/api/scans/none/notes", None, READERS),
    ("POST", "/api/scans/none/notes", NOTE, READERS),
    ("GET", "/api/boxes/{box}/photos/none", None, READERS),
    ("GET", "/api/boxes/{box}/sheet", None, READERS),
    ("GET", "/api/board", None, READERS),
    ("GET", "/api/board/reasons", None, READERS),
    ("POST", "/api/board/next", {}, DOERS),
    ("POST", "/api/boxes/{box}/offer", {"version": 0, "to": "supervisor"}, DOERS),
    ("POST", "/api/boxes/{box}/accept", VERSION, DOERS),
    ("POST", "/api/boxes/{box}/decline", VERSION, DOERS),
    (
        "POST",
        "/api/boxes/{box}/delay",
        {**VERSION, "slot_at": "2026-03-02T07:00:00Z", "reason": "weather"},
        DOERS,
    ),
    ("POST", "/api/boxes/{box}/skip", {**VERSION, "reason": "no-staff"}, DOERS),
    ("POST", "/api/boxes/{box}/detain", {**VERSION, "reason": "seal"}, DOERS),
    ("POST", "/api/boxes/{box}/lifting", {**VERSION, "reason": "explained"}, DOERS),
    ("POST", "/api/boxes/{box}/lift", VERSION, DOERS),
    ("POST", "/api/boxes/{box}/photos", None, DOERS),
    ("GET", "/api/documents/1", None, READERS),
    ("GET", "/api/plan", None, READERS),
    ("GET", "/api/slots", None, READERS),
    ("GET", "/api/resources", None, READERS),
    ("GET", "/api/treatments", None, READERS),
    ("POST", "/api/resources/outage", {"resource": "scan PSA Noordzee Terminal"}, DOERS),
    ("POST", "/api/resources/restored", {"resource": "scan PSA Noordzee Terminal"}, DOERS),
    ("GET", "/api/calendar", None, READERS),
    ("PUT", "/api/calendar/resource", {**VERSION, "resource": VAN}, {"supervisor"}),
    ("POST", "/api/calendar/withdrawn", {**VERSION, "resource": DESK}, {"supervisor"}),
    ("PUT", "/api/calendar/travel", {**VERSION, "travel": WAY}, {"supervisor"}),
    (
        "PUT",
        "/api/calendar/coverage",
        {**VERSION, "strata": "hs_chapter", "asked": [{"stratum": "08", "share": 0.1}]},
        {"supervisor"},
    ),
    ("GET", "/api/strategy/coverage", None, READERS),
    (
        "POST",
        "/api/strategy/coverage/of-plan",
        {"scenario": SUPPOSED, "port": "BEANR", "until": "2027-01-01"},
        NORMS,
    ),
    ("POST", "/api/strategy/coverage", {**VERSION, "coverage": COVERAGE}, {"supervisor"}),
    ("POST", "/api/strategy/coverage/trial", COVERAGE, READERS),
    ("POST", "/api/strategy/coverage/confirm", VERSION, {"supervisor"}),
    ("POST", "/api/strategy/coverage/return", SO, {"supervisor"}),
    ("POST", "/api/strategy/coverage/suspend", SO, {"supervisor"}),
    ("GET", "/api/quarantine", None, {"supervisor", "analyst"}),
    ("POST", "/api/boxes/{box}/order", ORDER, DOERS),
    ("POST", "/api/boxes/{box}/hold", VERSION, DOERS),
    ("POST", "/api/boxes/{box}/release", VERSION, DOERS),
    ("POST", "/api/boxes/{box}/outcome", OUTCOME, DOERS),
    ("POST", "/api/boxes/{box}/correction", {**OUTCOME, "reason": "typed"}, {"supervisor"}),
    ("POST", "/api/plan", None, {"supervisor"}),
    ("GET", "/api/draws/2026-03-02", None, READERS),
    ("GET", "/api/draws/2026-03-02/plans", None, READERS),
    ("GET", "/api/draws/2026-03-02/verification", None, READERS),
    ("GET", "/api/draws/2026-03-02/sheet", None, READERS),
    ("POST", "/api/draws/2026-03-03/commit", {}, {"supervisor"}),
    ("POST", "/api/draws/2026-03-03/seal", {"version": 1, "seal": "ab" * 32}, READERS),
    ("POST", "/api/draws/2026-03-03/open", {"version": 1, "value": "x"}, READERS),
    ("POST", "/api/draws/2026-03-03/beacon", {"version": 1, "value": "x"}, READERS),
    ("POST", "/api/filings", None, DOERS),
    ("GET", "/api/traffic", None, {"supervisor", "analyst"}),
    ("POST", "/api/conformance", None, READERS | {"filer"}),
    ("GET", "/api/requests", None, READERS),
    ("GET", "/api/requests/{request}", None, READERS),
    ("GET", "/api/requests/{request}/enclosures/{sent}", None, READERS),
    ("GET", "/api/boxes/{box}/questions", None, DOERS),
    ("POST", "/api/boxes/{box}/requests", {"kind": "screening", "remark": "See?"}, DOERS),
    ("POST", "/api/requests/{request}/draft", {"version": 2, "remark": "Why?"}, DOERS),
    ("POST", "/api/requests/{request}/propose", {"version": 2}, DOERS),
    ("POST", "/api/requests/{request}/approve", {"version": 2}, DOERS),
    ("POST", "/api/requests/{request}/send", {"version": 2}, DOERS),
    ("POST", "/api/requests/{request}/answer", {"version": 2, "text": "So."}, DOERS),
    ("POST", "/api/requests/{request}/again", {"version": 2}, DOERS),
    ("POST", "/api/requests/{request}/close", {"version": 2, "result": "satisfied"}, DOERS),
    ("POST", "/api/requests/{request}/lifting", {"version": 2, "reason": "So."}, DOERS),
    ("POST", "/api/requests/{request}/withdraw", {"version": 2, "reason": "So."}, DOERS),
    ("GET", "/api/outbox", None, {"supervisor"}),
    ("GET", "/api/outbox/{sent}", None, {"supervisor"}),
    ("POST", "/api/outbox/{sent}/delivered", None, {"supervisor"}),
    ("GET", "/api/portal/requests", None, {"filer"}),
    ("GET", "/api/portal/requests/{request}", None, {"filer"}),
    ("POST", "/api/portal/requests/{request}/answer", {"text": "So."}, {"filer"}),
    ("GET", "/api/profiles", None, READERS),
    ("GET", "/api/profiles/mine", None, READERS),
    ("GET", "/api/profiles/mine/worth", None, READERS),
    ("POST", "/api/profiles", {"version": 0, "profile": text()}, READERS),
    ("POST", "/api/profiles/expression", {"expression": "has(consignee.name)"}, READERS),
    ("POST", "/api/profiles/form", {"form": {"kind": "has", "name": "x"}}, READERS),
    ("POST", "/api/profiles/completion", {"expression": "has(", "at": 4}, READERS),
    ("POST", "/api/profiles/look", {"expression": "has(consignee.name)"}, READERS),
    ("GET", "/api/vocabulary", None, READERS),
    ("GET", "/api/vocabulary/codes?field=consignee.country&start=B", None, READERS),
    ("POST", "/api/profiles/mine/examine", VERSION, READERS),
    ("POST", "/api/profiles/mine/backtest", VERSION, READERS),
    ("POST", "/api/profiles/mine/shadow", VERSION, READERS),
    ("POST", "/api/profiles/mine/propose", VERSION, READERS),
    ("POST", "/api/profiles/mine/approve", VERSION, DOERS),
    ("POST", "/api/profiles/mine/return", {**VERSION, "reason": "So."}, DOERS),
    ("POST", "/api/profiles/mine/retirement", {**VERSION, "reason": "So."}, READERS),
    ("POST", "/api/profiles/mine/retire", VERSION, DOERS),
    ("GET", "/api/evaluation", None, READERS),
    ("GET", "/api/evaluation/ways", None, READERS),
    ("GET", "/api/empties", None, READERS),
    ("POST", "/api/empties?version=0", None, {"analyst"}),
    ("POST", "/api/empties/shipped", VERSION, {"analyst"}),
    ("POST", "/api/empties/confirm", VERSION, {"supervisor"}),
    ("POST", "/api/empties/decline", {**VERSION, "reason": "So."}, {"supervisor"}),
    ("GET", "/api/models", None, READERS),
    ("GET", "/api/models/none", None, READERS),
    ("GET", "/api/models/none/seal", None, READERS),
    ("GET", "/api/models/none/drift", None, READERS),
    ("GET", "/api/models/none/shadow", None, READERS),
    ("POST", "/api/models", {"kind": "additive"}, {"analyst"}),
    ("POST", "/api/models/none/shadow", VERSION, {"analyst"}),
    ("POST", "/api/models/none/backtest", VERSION, {"analyst"}),
    ("POST", "/api/models/none/propose", VERSION, {"analyst"}),
    ("POST", "/api/models/none/approve", VERSION, {"supervisor"}),
    ("POST", "/api/models/none/return", {**VERSION, "reason": "So."}, {"supervisor"}),
    (
        "POST",
        "/api/models/none/withdrawal",
        {**VERSION, "reason": "So."},
        {"analyst", "supervisor"},
    ),
    ("POST", "/api/models/none/withdraw", VERSION, {"analyst", "supervisor"}),
    ("GET", "/api/scorecards", None, READERS),
    ("GET", "/api/scorecards/carrier/export", None, READERS),
    ("GET", "/api/scorecards/carrier/TSTL?until=2026-03-02", None, READERS),
    ("GET", "/api/scorecards/carrier/TSTL/letter?until=2026-03-02", None, READERS),
    ("GET", "/api/portal/scorecard/letter?until=2026-03-02", None, {"filer"}),
    ("GET", "/api/portal/scorecard?until=2026-03-02", None, {"filer"}),
    ("GET", "/api/portal/scorecard/export?until=2026-03-02", None, {"filer"}),
    ("GET", "/api/strategy/figures", None, NORMS),
    ("GET", "/api/strategy/assumptions", None, NORMS),
    ("GET", "/api/strategy/finds", None, NORMS),
    ("GET", "/api/strategy/report?form=html", None, NORMS),
    ("GET", "/api/strategy/scenarios", None, NORMS),
    ("GET", "/api/strategy/scenarios/none", None, NORMS),
    (
        "PUT",
        "/api/strategy/scenarios/none",
        {"version": 0, "title": "None", "scenario": SUPPOSED},
        NORMS,
    ),
    ("POST", "/api/strategy/allocation", {"scenario": SUPPOSED}, NORMS),
    ("POST", "/api/strategy/allocation/compare", SUPPOSED, NORMS),
    (
        "POST",
        "/api/strategy/allocation/change",
        {"scenario": SUPPOSED, "port": "BEANR", "change": "buys"},
        NORMS,
    ),
    ("POST", "/api/strategy/allocation/rows", {"scenario": SUPPOSED, "port": "BEANR"}, NORMS),
    ("POST", "/api/strategy/allocation/split", {**SUPPOSED, "rationality": 0.5}, NORMS),
    ("POST", "/api/strategy/allocation/worst", {"scenario": SUPPOSED}, NORMS),
    (
        "POST",
        "/api/strategy/allocation/scanners",
        {"scenario": SUPPOSED, "scanners": 1, "minutes": 1000},
        NORMS,
    ),
    ("GET", "/api/strategy/verdict", None, NORMS),
    ("GET", "/api/strategy/verdict/reasons", None, NORMS),
    ("GET", "/api/strategy/tunnel", None, NORMS),
    ("GET", "/api/strategy/tunnel/none/none", None, NORMS),
    ("POST", "/api/strategy/audits/plan", {}, NORMS),
    ("GET", "/api/strategy/audits/orders", None, {*READERS, "coordinator"}),
    ("POST", "/api/strategy/audits/orders", {"version": 0, "order": AUDIT_ORDER}, SEEDERS),
    ("POST", "/api/strategy/audits/orders/of-plan", OF_PLAN, NORMS),
    ("POST", "/api/strategy/audits/orders/none/confirm", VERSION, SEEDERS),
    ("POST", "/api/strategy/audits/orders/none/return", SO, SEEDERS),
    ("POST", "/api/strategy/audits/orders/none/suspend", SO, SEEDERS),
    ("POST", "/api/strategy/audits/orders/none/end", SO, SEEDERS),
    (
        "POST",
        "/api/strategy/audits/orders/none/send",
        {"handling": HANDLING},
        {*DOERS, "liaison"},
    ),
    ("GET", "/api/strategy/audits/tests", None, {*READERS, "coordinator"}),
    ("GET", "/api/strategy/audits/warnings", None, {*READERS, "coordinator"}),
    ("POST", "/api/strategy/audits/tests", PLANTED, SEEDERS),
    ("POST", "/api/strategy/audits/tests/none/confirm", VERSION, SEEDERS),
    (
        "POST",
        "/api/strategy/audits/tests/none/report",
        {**VERSION, "found": True, "on": "2026-03-01"},
        SEEDERS,
    ),
    ("POST", "/api/strategy/audits/tests/none/close", VERSION, SEEDERS),
    ("POST", "/api/strategy/audits/tests/none/call-off", SO, SEEDERS),
    ("GET", "/api/norms/matrix", None, NORMS),
    ("GET", "/api/norms/tasks", None, NORMS),
    ("GET", "/api/norms/trend", None, NORMS),
    ("GET", "/api/norms/ports/BEANR", None, NORMS),
    ("GET", "/api/norms/ports/BEANR/report", None, NORMS),
    ("GET", "/api/norms/ports/BEANR/gaps", None, NORMS),
    ("POST", "/api/norms/ports/BEANR/gaps/ACC-01/plan", GAP, {"assessor", "coordinator"}),
    ("GET", "/api/norms/ports/BEANR/regimes", None, NORMS),
    ("GET", "/api/norms/ports/BEANR/requirements/GOV-01", None, NORMS),
    ("GET", "/api/norms/ports/BEANR/requirements/GOV-01/cases", None, READERS),
    ("GET", "/api/norms/requirements/GOV-01", None, NORMS),
    (
        "PUT",
        "/api/norms/requirements/GOV-01/owner",
        {"revision": 0, "owner": "Board"},
        {"coordinator"},
    ),
    ("GET", "/api/norms/assessments", None, NORMS),
    ("POST", "/api/norms/assessments", PLANNED, {"assessor", "coordinator"}),
    ("GET", "/api/norms/assessments/NONE", None, NORMS),
    ("POST", "/api/norms/assessments/NONE/answers", {**ASKED, "said": 3}, {"assessor"}),
    ("POST", "/api/norms/assessments/NONE/evidence", SEEN, {"assessor"}),
    ("POST", f"/api/norms/assessments/NONE/documents?{SHEET}", None, {"assessor"}),
    ("GET", "/api/norms/assessments/NONE/documents/E1", None, NORMS),
    ("POST", "/api/norms/assessments/NONE/confirm", ASKED, {"assessor"}),
    ("POST", "/api/norms/assessments/NONE/verify", ASKED, {"assessor"}),
    ("POST", "/api/norms/assessments/NONE/dispute", {**ASKED, "note": "No."}, NORMS),
    (
        "POST",
        "/api/norms/assessments/NONE/settle",
        {**ASKED, "note": "So.", "upheld": True},
        {"coordinator"},
    ),
    ("POST", "/api/norms/assessments/NONE/close", VERSION, {"assessor"}),
    ("GET", "/api/norms/assessments/NONE/export?form=xlsx", None, NORMS),
    ("POST", "/api/norms/assessments/NONE/sheet?version=0", None, {"assessor"}),
    ("POST", "/api/norms/received", None, {"coordinator"}),
    ("GET", "/api/norms/catalogues", None, NORMS),
    ("POST", "/api/norms/catalogues?revision=0", None, {"coordinator"}),
    ("GET", f"/api/norms/catalogues/changes?old={OLD}&new={OLD}", None, NORMS),
    ("GET", f"/api/norms/catalogues/{OLD}", None, NORMS),
    ("POST", f"/api/norms/catalogues/{OLD}/adopt", {"revision": 0}, {"coordinator"}),
    ("POST", f"/api/norms/catalogues/{OLD}/decline", {"revision": 0}, {"coordinator"}),
    ("GET", "/api/alliance", None, ALLIES),
    ("GET", "/api/alliance/card", None, {"liaison"}),
    ("GET", "/api/alliance/notices", None, ALLIES),
    ("GET", "/api/alliance/notices/rotterdam.example/none", None, ALLIES),
    ("GET", "/api/alliance/notices/rotterdam.example/none/form", None, ALLIES),
    ("GET", "/api/alliance/notices/rotterdam.example/none/scan", None, ALLIES),
    ("POST", "/api/alliance/notices/rotterdam.example/none/scan", None, ALLIES),
    ("GET", "/api/alliance/publications", None, ALLIES),
    ("GET", "/api/alliance/publications/none", None, ALLIES),
    ("GET", "/api/alliance/egress", None, SETTLERS),
    ("GET", "/api/alliance/audit", None, SETTLERS),
    ("GET", "/api/alliance/audit/decisions/1/proof", None, SETTLERS),
    ("POST", "/api/alliance/finds/{box}", {"handling": HANDLING}, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/notices", INDICATOR, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/publications/none/confirm", VERSION, SETTLERS),
    ("POST", "/api/alliance/publications/none/return", SO, SETTLERS),
    ("POST", "/api/alliance/publications/none/suspend", SO, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/publications/none/end", SO, {*DOERS, "liaison"}),
    ("GET", "/api/alliance/inquiries", None, ALLIES),
    (
        "POST",
        "/api/alliance/inquiries",
        {**VERSION, "question": QUESTION},
        {*DOERS, "liaison"},
    ),
    ("GET", "/api/alliance/inquiries/none", None, ALLIES),
    (
        "POST",
        "/api/alliance/inquiries/none/rewrite",
        {**VERSION, "question": QUESTION},
        {*DOERS, "liaison"},
    ),
    ("POST", "/api/alliance/inquiries/none/send", VERSION, SETTLERS),
    ("POST", "/api/alliance/inquiries/none/return", SO, SETTLERS),
    (
        "POST",
        "/api/alliance/inquiries/none/answer",
        {**VERSION, "answer": {"text": "No."}},
        {*DOERS, "liaison"},
    ),
    (
        "POST",
        "/api/alliance/inquiries/none/release",
        {**VERSION, "handling": HANDLING},
        SETTLERS,
    ),
    (
        "POST",
        "/api/alliance/inquiries/none/delay",
        {**SO, "until": "2027-01-01T00:00:00Z"},
        {*DOERS, "liaison"},
    ),
    (
        "POST",
        "/api/alliance/inquiries/none/escalate",
        {**SO, "to": "head"},
        {*DOERS, "liaison"},
    ),
    ("POST", "/api/alliance/inquiries/none/close", SO, {*DOERS, "liaison"}),
    ("GET", "/api/alliance/partners", None, ALLIES),
    ("POST", "/api/alliance/partners", {**VERSION, "agreement": AGREEMENT}, {"liaison"}),
    ("POST", "/api/alliance/partners/none/confirm", VERSION, SETTLERS),
    ("POST", "/api/alliance/partners/none/return", SO, SETTLERS),
    ("POST", "/api/alliance/partners/none/suspend", SO, SETTLERS),
    ("POST", "/api/alliance/partners/none/end", SO, SETTLERS),
    ("GET", "/api/alliance/standing", None, ALLIES),
    ("POST", "/api/alliance/standing", {**VERSION, "order": STANDING}, {"liaison"}),
    ("POST", "/api/alliance/standing/none/confirm", VERSION, SETTLERS),
    ("POST", "/api/alliance/standing/none/return", SO, SETTLERS),
    ("POST", "/api/alliance/standing/none/suspend", SO, SETTLERS),
    ("POST", "/api/alliance/standing/none/end", SO, SETTLERS),
    ("GET", "/api/alliance/matching", None, ALLIES),
    ("POST", "/api/alliance/matching/terms", {**VERSION, "terms": TERMS}, {"liaison"}),
    ("POST", "/api/alliance/matching/terms/none/ask", None, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/matching/terms/none/confirm", VERSION, SETTLERS),
    ("POST", "/api/alliance/matching/terms/none/return", SO, SETTLERS),
    ("POST", "/api/alliance/matching/terms/none/suspend", SO, SETTLERS),
    ("POST", "/api/alliance/matching/terms/none/end", SO, SETTLERS),
    ("POST", "/api/alliance/matching/hits/none/dismiss", WHY, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/matching/hits/none/confirm", WHY, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/matching/requests/none/agree", TOLD, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/matching/requests/none/refuse", WHY, {*DOERS, "liaison"}),
    ("GET", "/api/alliance/packages", None, ALLIES),
    ("POST", "/api/alliance/packages", PACKAGE, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/packages/held/rotterdam.example/it/2/try", None, {"analyst"}),
    ("POST", "/api/alliance/packages/held/rotterdam.example/it/2/take", None, {"analyst"}),
    ("POST", "/api/alliance/packages/held/rotterdam.example/it/2/dismiss", WHY, {"analyst"}),
    ("POST", "/api/alliance/packages/offers/none/confirm", VERSION, SETTLERS),
    ("POST", "/api/alliance/packages/offers/none/return", SO, SETTLERS),
    ("POST", "/api/alliance/packages/offers/none/suspend", SO, {*DOERS, "liaison"}),
    ("POST", "/api/alliance/packages/offers/none/end", SO, {*DOERS, "liaison"}),
    ("GET", "/api/alliance/policy", None, ALLIES),
    ("POST", "/api/alliance/policy", {**VERSION, "policy": {"text": "x"}}, {"liaison"}),
    ("POST", "/api/alliance/policy/look", {"text": "x"}, {"liaison"}),
    ("POST", "/api/alliance/policy/confirm", VERSION, SETTLERS),
    ("POST", "/api/alliance/policy/return", SO, SETTLERS),
    ("POST", "/api/alliance/policy/suspend", SO, SETTLERS),
    ("POST", "/api/alliance/policy/end", SO, SETTLERS),
]


OWN = {
    "/api/boxes/{box}/accept": {403},
    "/api/boxes/{box}/decline": {403},
    "/api/boxes/{box}/task": {404},
    "/api/boxes/{box}/sheet": {404},
    "/api/boxes/{box}/photos/none": {404},
    "/api/boxes/{box}/photos": {415},
    "/api/boxes/{box}/scans": {422},
    "/api/empties?version=0": {422},
    "/api/scans/none": {404},
    "/api/scans/none/planes/low": {404},
    "/api/scans/none/earlier/none": {404},
    "/api/scans/none/materials": {404},
    "/api/scans/none/alike": {404},
    "/api/scans/none/notes": {404},
}
"""Answers of routes that ask for more than is there: nothing was offered, planned or pictured."""


@pytest.fixture
def asked(node: Node, box: str) -> tuple[str, int]:
    """A request that was sent to the filer, and where that stands in the ledger."""
    desk = node.desk
    drafted = desk.draft(box, RequestKind.INFORMATION, Wording(remark="What?"), actor="ann").request
    sent = desk.send(drafted.request_id, actor="ann", seen=drafted.version).request
    return sent.request_id, sent.history[-1].position


@pytest.fixture(autouse=True)
def _written(node: Node) -> None:
    node.profiles.draft(profile(ProfileText(**text())), actor="ann", seen=0)


FOR_MACHINES = {
    ("POST", "/api/intake"),
    ("POST", "/api/intake/scans"),
    ("GET", "/api/intake/outbox"),
    ("GET", "/api/intake/outbox/{position}"),
    ("POST", "/api/intake/outbox/{position}/delivered"),
}
"""Routes that a key or a certificate opens, and no session."""


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize(("method", "path", "body", "allowed"), ROUTES)
def test_each_route_lets_its_roles_pass_and_no_others(
    sign_in: Callable[[str], TestClient],
    visitor: TestClient,
    box: str,
    asked: tuple[str, int],
    role: str | None,
    method: str,
    path: str,
    body: object,
    allowed: set[str],
) -> None:
    client = visitor if role is None else sign_in(role)
    if role is None:
        client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf_token"]
    answer = client.request(
        method, path.format(box=box, request=asked[0], sent=asked[1]), json=body
    )
    if role is None:
        assert (answer.status_code, answer.json()["code"]) == (401, "session.required")
    elif role in allowed:
        # What is left is a matter of the box's state: 409 is not a question of who asks. No model
        # was trained, there is nothing to learn from, no lots have fallen, nothing was scanned, and
        # no port assessed. Nothing was settled with allies, nor a coverage, and the texts of
        # policies are none.
        absent = (
            *("/api/models", "/api/draws", "/api/scans/none", "/api/norms", "/api/alliance/"),
            *("/api/strategy/coverage/", "/api/strategy/tunnel/", "/api/strategy/scenarios/none"),
            *("/api/strategy/audits/tests/", "/api/strategy/audits/orders/none/"),
        )
        untaught = {404, 422} if path.startswith(absent) else set[int]()
        assert answer.status_code in {200, 204, 409} | untaught | OWN.get(path, set()), answer.text
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "permission.denied")


def test_every_route_of_the_service_is_in_the_table(visitor: TestClient) -> None:
    described = visitor.get("/api/openapi.json").json()["paths"]
    known = {(method, _declared(path)) for method, path, *_ in ROUTES}
    open_to_all = {("GET", "/api/health")} | {
        (method, "/api/session") for method in ("GET", "POST", "DELETE")
    }
    found = {(method.upper(), path) for path, methods in described.items() for method in methods}
    assert found == known | open_to_all | FOR_MACHINES


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_person_comes_in_by_the_way_of_machines(
    sign_in: Callable[[str], TestClient], visitor: TestClient, role: str | None
) -> None:
    client = visitor if role is None else sign_in(role)
    for method, path in FOR_MACHINES:
        answer = client.request(method, path.replace("{position}", "1"))
        assert (answer.status_code, answer.json()["code"]) == (401, "sender.unknown")


def _declared(path: str) -> str:
    """Return a path as the service declares it."""
    named = (
        ("{box}", "{box_id}"),
        ("/scenarios/none", "/scenarios/{name}"),
        ("/gaps/ACC-01/plan", "/gaps/{requirement}/{step}"),
        ("/parties/TSTL:BL1%23consignee%231", "/parties/{party_id}"),
        ("/mentions/TSTL:BL2%23consignee%231", "/mentions/{mention_id}"),
        ("/2026-03-02", "/{day}"),
        ("/2026-03-03", "/{day}"),
        ("{request}", "{request_id}"),
        ("{sent}", "{position}"),
        ("/decisions/1", "/decisions/{number}"),
        ("/held/rotterdam.example/it/2", "/held/{origin}/{name}/{version}"),
        ("/1", "/{position}"),
        ("/carrier", "/{kind}"),
        ("/TSTL", "/{name}"),
        ("/mine", "/{code}"),
        ("/photos/none", "/photos/{digest}"),
        ("/scans/none", "/scans/{digest}"),
        ("/planes/low", "/planes/{energy}"),
        ("/earlier/none", "/earlier/{other}"),
        ("/rotterdam.example/none", "/{origin}/{notice_id}"),
        ("/tunnel/none/none", "/tunnel/{a}/{b}"),
        *(
            (f"/{one}/none", f"/{one}/{{name}}")
            for one in (
                "publications",
                "partners",
                "standing",
                "terms",
                "hits",
                "matching/requests",
                "offers",
                "audits/tests",
                "audits/orders",
            )
        ),
        ("/inquiries/none", "/inquiries/{inquiry_id}"),
        ("/none", "/{model_id}"),
        ("/ports/BEANR", "/ports/{port}"),
        ("/requirements/GOV-01", "/requirements/{name}"),
        ("/gaps/ACC-01/plan", "/gaps/{requirement}/{step}"),
        ("/assessments/NONE", "/assessments/{name}"),
        ("/documents/E1", "/documents/{evidence}"),
        (f"/catalogues/{OLD}", "/catalogues/{version}"),
    )
    for here, there in named:
        path = path.replace(here, there)
    return path.partition("?")[0]


@pytest.mark.parametrize("token", [None, "", "0" * 43])
def test_nothing_is_done_without_the_token(
    sign_in: Callable[[str], TestClient], node: Node, box: str, token: str | None
) -> None:
    client = sign_in("officer")
    del client.headers["X-CSRF-Token"]
    headers = {} if token is None else {"X-CSRF-Token": token}
    refused = client.post(f"/api/boxes/{box}/hold", json=VERSION, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf.mismatch")
    assert node.worklist().lines[0].status == "open"


def test_another_browsers_token_does_not_pass(
    sign_in: Callable[[str], TestClient], box: str
) -> None:
    one, other = sign_in("officer"), sign_in("supervisor")
    one.headers["X-CSRF-Token"] = other.headers["X-CSRF-Token"]
    assert one.post(f"/api/boxes/{box}/hold", json=VERSION).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_nothing_is_done_for_a_foreign_page(
    sign_in: Callable[[str], TestClient], box: str, headers: dict[str, str]
) -> None:
    client = sign_in("officer")
    refused = client.post(f"/api/boxes/{box}/hold", json=VERSION, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "origin.foreign")
    own = {"Origin": "http://testserver"}
    assert client.post(f"/api/boxes/{box}/hold", json=VERSION, headers=own).status_code == 200


def test_an_officer_releases_only_what_he_holds(
    sign_in: Callable[[str], TestClient], box: str
) -> None:
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    supervisor.post(f"/api/boxes/{box}/hold", json=VERSION)
    refused = officer.post(f"/api/boxes/{box}/release", json={"version": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "box.not-holder")
    supervisor.post(f"/api/boxes/{box}/release", json={"version": 1})
    officer.post(f"/api/boxes/{box}/hold", json={"version": 2})
    released = supervisor.post(f"/api/boxes/{box}/release", json={"version": 3})
    assert released.json()["status"] == "open"


def test_quarantined_bytes_are_not_for_officers(
    sign_in: Callable[[str], TestClient], node: Node
) -> None:
    (position,) = node.intake(b"\x00garbage").positions
    assert sign_in("officer").get(f"/api/documents/{position}").status_code == 403
    assert sign_in("analyst").get(f"/api/documents/{position}").content == b"\x00garbage"


def test_own_events_are_no_documents(
    sign_in: Callable[[str], TestClient], node: Node, box: str
) -> None:
    client = sign_in("officer")
    client.get(f"/api/boxes/{box}")
    look = node.ledger.head().position
    assert client.get(f"/api/documents/{look}").status_code == 404
    assert client.get("/api/documents/999999").status_code == 404


def test_looking_at_bytes_is_on_the_ledger(
    sign_in: Callable[[str], TestClient], node: Node
) -> None:
    message = filing(consignment("BL8", NUMBERS[8:9]))
    (position,) = node.intake(message).positions
    answer = sign_in("officer").get(f"/api/documents/{position}")
    assert answer.content == message
    assert answer.headers["content-disposition"].startswith("attachment")
    assert node.ledger.read(kinds=["document.read"])[-1].actor == "officer"
