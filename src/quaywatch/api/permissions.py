"""Who may do what."""

from enum import StrEnum


class Role(StrEnum):
    """What an account is for."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"
    FILER = "filer"
    """Compliance staff of a carrier or forwarder: sees what concerns it alone."""
    ASSESSOR = "assessor"
    """Security staff of one port: answers for it, and verifies as a peer what others answer."""
    COORDINATOR = "coordinator"
    """Speaks for the alliance: plans assessments, settles objections, keeps the standard."""
    LIAISON = "liaison"
    """Settles with allies what is shared, and sees what they share; opens no dossier."""


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
    VERDICT = "verdict"
    """Take radiographs in hand and say what they show."""
    READERS = "readers"
    """See how all who read radiographs do, and set how often threats are inserted."""
    CORRECT = "correct"
    """Record an outcome over one that stands."""
    FILE = "file"
    CONTRIBUTE = "contribute"
    """Put a value of one's own into the draw of a day."""
    PLAN = "plan"
    """Make the day's selection."""
    CALENDAR = "calendar"
    """Change what the port looks with, and what share of a stratum is asked."""
    QUARANTINE = "quarantine"
    ACCOUNTS = "accounts"
    SCORECARDS = "scorecards"
    """The scorecards of all filers."""
    PORTAL = "portal"
    """The scorecard of whom the account speaks for, and of nobody else."""
    ASK = "ask"
    """Draft, confirm and send requests to filers, and close or withdraw them."""
    DELIVER = "deliver"
    """Carry what is to be handed to filers."""
    WRITE_PROFILES = "write_profiles"
    """Write, try and propose risk profiles, and propose to end them."""
    APPROVE_PROFILES = "approve_profiles"
    """Let a profile count that others wrote, or end it."""
    TRAIN_MODELS = "train_models"
    """Train, watch, try and propose models, and what empties of the port look like."""
    WITHDRAW_MODELS = "withdraw_models"
    """Drop a model that was not approved, and propose to withdraw one that was."""
    APPROVE_MODELS = "approve_models"
    """Put in force what others trained or proposed of these, and withdraw a model that is."""
    ALLIANCE = "alliance"
    """Read notices, partners and the sharing policy."""
    SHARE = "share"
    """Put forward what is to be shared, and take it back."""
    CONFIRM_SHARING = "confirm_sharing"
    """Let go out what another person put forward."""
    NEGOTIATE = "negotiate"
    """Propose agreements, policy and standing orders; read what is for the persons addressed."""
    CONFIRM_AGREEMENTS = "confirm_agreements"
    """Put in force what another person proposed of these, and stop it."""
    AUDIT_SHARING = "audit_sharing"
    """See every decision on what went out."""
    CONFORM = "conform"
    """Have messages judged without filing them."""
    NORMS = "norms"
    """See how far ports keep the standard, on what evidence, and object to an answer."""
    PLAN_ASSESSMENTS = "plan_assessments"
    ASSESS = "assess"
    """Answer, confirm and close for one's own port, and verify what another one answers."""
    COORDINATE = "coordinate"
    """Settle objections, take assessments over, decide on the standard and who owns what."""
    STRATEGY = "strategy"
    """See what is known of the ports together, and what the alliance could do about it."""
    AUDITS = "audits"
    """See seeded tests that are over, and what stands out among finds."""
    SEED = "seed"
    """Plant tests, and say what became of them."""


_OFFICER = frozenset(
    {
        Permission.READ,
        Permission.ORDER,
        Permission.HOLD,
        Permission.OUTCOME,
        Permission.VERDICT,
        Permission.FILE,
        Permission.SCORECARDS,
        Permission.CONFORM,
        Permission.CONTRIBUTE,
        Permission.ASK,
        Permission.WRITE_PROFILES,
        Permission.APPROVE_PROFILES,
        Permission.NORMS,
        Permission.STRATEGY,
        Permission.AUDITS,
        Permission.ALLIANCE,
        Permission.SHARE,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _OFFICER,
    Role.SUPERVISOR: _OFFICER
    | {
        Permission.RELEASE_ANY,
        Permission.READERS,
        Permission.CORRECT,
        Permission.SEED,
        Permission.PLAN,
        Permission.CALENDAR,
        Permission.QUARANTINE,
        Permission.DELIVER,
        Permission.WITHDRAW_MODELS,
        Permission.APPROVE_MODELS,
        Permission.CONFIRM_SHARING,
        Permission.CONFIRM_AGREEMENTS,
        Permission.AUDIT_SHARING,
    },
    Role.ANALYST: frozenset(
        {
            Permission.READ,
            Permission.VERDICT,
            Permission.QUARANTINE,
            Permission.SCORECARDS,
            Permission.CONFORM,
            Permission.CONTRIBUTE,
            Permission.WRITE_PROFILES,
            Permission.TRAIN_MODELS,
            Permission.WITHDRAW_MODELS,
            Permission.NORMS,
            Permission.STRATEGY,
            Permission.AUDITS,
            Permission.SEED,
            Permission.ALLIANCE,
        }
    ),
    Role.LIAISON: frozenset(
        {
            Permission.ALLIANCE,
            Permission.SHARE,
            Permission.CONFIRM_SHARING,
            Permission.NEGOTIATE,
            Permission.CONFIRM_AGREEMENTS,
            Permission.AUDIT_SHARING,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Permission.ACCOUNTS}),
    Role.FILER: frozenset({Permission.PORTAL, Permission.CONFORM}),
    Role.ASSESSOR: frozenset(
        {Permission.NORMS, Permission.STRATEGY, Permission.PLAN_ASSESSMENTS, Permission.ASSESS}
    ),
    Role.COORDINATOR: frozenset(
        {
            Permission.NORMS,
            Permission.STRATEGY,
            Permission.AUDITS,
            Permission.SEED,
            Permission.PLAN_ASSESSMENTS,
            Permission.COORDINATE,
        }
    ),
}


def allows(role: Role, permission: Permission) -> bool:
    """Say whether an account of `role` may do this."""
    return permission in PERMISSIONS[role]
