"""The ports' standard: documents that hold together, and leave and come back without loss.

Figures that a node takes by itself are held against a simulated month that was counted apart.
"""

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench._assessments import drawn
from bench._known_port import held
from bench._norm_node import waits
from bench._planted import PLANTED, caught
from bench.result import Result
from quaywatch.norms import Catalogue
from quaywatch.norms.faults import faults
from quaywatch.norms.oscal import Documents, documents
from quaywatch.norms.sheet import read, written

TITLE = "Norms: faults caught, OSCAL valid, spreadsheets identical, a hundred ports at a glance"

_FOLDERS = {
    "catalog": "catalogs",
    "profile": "profiles",
    "system-security-plan": "system-security-plans",
    "assessment-plan": "assessment-plans",
    "assessment-results": "assessment-results",
    "plan-of-action-and-milestones": "plan-of-action-and-milestones",
}


_LEAST_MEASURED = 20
_MATRIX_MS, _DRILLDOWN_MS = 300, 500


def run(quick: bool) -> Result:
    """Run the benchmark."""
    catalogue = Catalogue.load()
    count = 100 if quick else 1000
    made = [drawn(number, catalogue) for number in range(count)]
    known = {catalogue.version: catalogue}
    sound = next(one for one in made if one.findings and not faults(one, known))
    same = sum(read(written(one, catalogue)) == one for one in made)
    found = caught(sound, catalogue)
    exported = documents(sound, catalogue, datetime(2026, 6, 1, tzinfo=UTC))
    valid = _valid(exported)
    measured, wrong = _measured(catalogue, 60 if quick else 300)
    waited = waits(20 if quick else 100, 3 if quick else 10, catalogue)
    figures: dict[str, object] = {
        "planted_faults_caught": len(found),
        "planted_faults": len(PLANTED),
        "xlsx_identical": same,
        "xlsx_tried": count,
        "oscal_documents": len(exported),
        "oscal_valid": valid,
        "measured_requirements": measured,
        "measures_wrong": wrong,
        "matrix_ms": waited.matrix_ms,
        "drilldown_ms": waited.drilldown_ms,
        **waited.figures,
    }
    holds = {
        "planted_faults_caught": len(found) == len(PLANTED),
        "xlsx_identical": same == count,
        "oscal_valid": valid == len(exported),
        "measured_requirements": measured >= _LEAST_MEASURED and not wrong,
        "matrix_ms": waited.matrix_ms <= _MATRIX_MS,
        "drilldown_ms": waited.drilldown_ms <= _DRILLDOWN_MS,
    }
    return Result("norms", figures, holds=holds)


def _measured(catalogue: Catalogue, boxes: int) -> tuple[int, list[str]]:
    """Return how many requirements a node measures as they were drawn, and the wrong measures."""
    with tempfile.TemporaryDirectory() as folder:
        found, true = held(Path(folder) / "node.sqlite", seed=11, count=boxes)
    counted = {name: (one.right, one.judged) for name, one in found.measured.items()}
    right = {name for name, counts in true.items() if counted[name] == counts and counts[1]}
    asked = sum(one.measure in right for one in catalogue.requirements)
    return asked, sorted(true.keys() - right)


def _valid(exported: Documents) -> int | None:
    """Return how many documents compliance-trestle finds valid; None where it is not installed."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root)
        trestle = Path(sys.executable).with_name("trestle")
        if not trestle.exists():
            return None
        subprocess.run([trestle, "init", "--local"], cwd=folder, check=True, capture_output=True)
        for name, document in exported.items():
            text = json.dumps(document)
            place = folder / _FOLDERS[next(iter(document))] / "port" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
            # What a document points to is looked for from the root.
            (folder / name).write_text(text)
        checked = subprocess.run(
            [trestle, "validate", "-a"], cwd=folder, check=False, capture_output=True, text=True
        )
        return checked.stdout.count("VALID:")
