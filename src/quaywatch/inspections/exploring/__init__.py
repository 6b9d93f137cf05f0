"""Looks spent where knowledge pays: what a look teaches of boxes that the ranking leaves out."""

from quaywatch.inspections.exploring.beliefs import Beliefs, Prior
from quaywatch.inspections.exploring.candidates import INFORMED, informed
from quaywatch.inspections.exploring.reasons import Code, Explored
from quaywatch.inspections.exploring.share import SHARE, WEEKS, even, looks
from quaywatch.inspections.exploring.value import of_knowing, of_looks

__all__ = [
    "INFORMED",
    "SHARE",
    "WEEKS",
    "Beliefs",
    "Code",
    "Explored",
    "Prior",
    "even",
    "informed",
    "looks",
    "of_knowing",
    "of_looks",
]
