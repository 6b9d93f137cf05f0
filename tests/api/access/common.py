"""Who there is, and what routes of several rooms are asked with."""

VERSION = {"version": 0}
HANDLING = {
    "tlp": "amber",
    "purposes": ["risk_analysis"],
    "legal_basis": "agreement, art. 4",
    "retain_until": "2027-01-01",
}
SO = {"version": 0, "reason": "So."}
READERS = {"officer", "supervisor", "analyst"}
OLD = "0" * 16
DOERS = {"officer", "supervisor"}
