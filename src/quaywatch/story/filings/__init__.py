"""What several parties file about one consignment, joined: bills, completeness, amendments."""

from quaywatch.story.filings.filed import Filed
from quaywatch.story.filings.joining import Joined, JoinedBill, Missing, Part, join
from quaywatch.story.filings.versions import Amendment, Change, amendments, changes

__all__ = [
    "Amendment",
    "Change",
    "Filed",
    "Joined",
    "JoinedBill",
    "Missing",
    "Part",
    "amendments",
    "changes",
    "join",
]
