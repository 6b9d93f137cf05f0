"""Who may do what."""

from enum import StrEnum


class Role(StrEnum):
    """What an account is for."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that can be done with a node."""

    READ = "read"
    """Work list, dossiers, documents, slots and the day's plan."""
    ORDER = "order"
    HOLD = "hold"
    """Hold a box, and release what one holds oneself."""
    RELEASE_ANY = "release_any"
    """Release what another officer holds."""
    OUTCOME = "outcome"
    CORRECT = "correct"
    """Record an outcome over one that stands."""
    FILE = "file"
    PLAN = "plan"
    """Make the day's selection."""
    QUARANTINE = "quarantine"
    ACCOUNTS = "accounts"


_OFFICER = frozenset(
    {Permission.READ, Permission.ORDER, Permission.HOLD, Permission.OUTCOME, Permission.FILE}
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _OFFICER,
    Role.SUPERVISOR: _OFFICER
    | {Permission.RELEASE_ANY, Permission.CORRECT, Permission.PLAN, Permission.QUARANTINE},
    Role.ANALYST: frozenset({Permission.READ, Permission.QUARANTINE}),
    Role.ADMINISTRATOR: frozenset({Permission.ACCOUNTS}),
}


def allows(role: Role, permission: Permission) -> bool:
    """Say whether an account of `role` may do this."""
    return permission in PERMISSIONS[role]
