"""The trader interface: filings, and what customs answers to whom files.

No schema of this interface is published. The structures follow the Commission's public message
tables (HTI-IE 2.02) and the types it shares with the Common Repository's schemas. Every function
is deterministic: references and instants are the caller's.
"""

from quaywatch.formats.ics2.trader.addressee import Addressee, addressee_for, addressee_of
from quaywatch.formats.ics2.trader.answers import (
    assessment_complete,
    error,
    invalidated,
    not_complete,
    registered,
    validation_errors,
)
from quaywatch.formats.ics2.trader.requests import (
    do_not_load,
    request_for_information,
    request_for_screening,
)
from quaywatch.formats.ics2.trader.summary import Particulars, entry_summary

__all__ = [
    "Addressee",
    "Particulars",
    "addressee_for",
    "addressee_of",
    "assessment_complete",
    "do_not_load",
    "entry_summary",
    "error",
    "invalidated",
    "not_complete",
    "registered",
    "request_for_information",
    "request_for_screening",
    "validation_errors",
]
