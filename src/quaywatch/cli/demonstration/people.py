"""Accounts of the demo: everyone knows their passwords, so only a simulated node has them."""

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Role
from quaywatch.api.schemas import DemoAccount
from quaywatch.node import Node

_NAMES = {
    Role.OFFICER: "Olivia Officer",
    Role.SUPERVISOR: "Simon Supervisor",
    Role.ANALYST: "Anna Analyst",
    Role.ADMINISTRATOR: "Arthur Administrator",
    Role.FILER: "Fiona Filer",
    Role.ASSESSOR: "Astrid Assessor",
    Role.COORDINATOR: "Carlo Coordinator",
    Role.LIAISON: "Lena Liaison",
}
_USERNAMES = {role: role.value for role in _NAMES} | {Role.FILER: "compliance"}
_CARRIER = "carrier/QKES"
"""One of the simulated carriers: for it the demo's filer speaks."""


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts as the sign-in page shows them."""
    return tuple(
        DemoAccount(username=name, password=f"{name}-demo", role=role.value)
        for role, name in _USERNAMES.items()
    )


def add_people(node: Node, port: str = "BEANR") -> None:
    """Add the demo's accounts to a node; ValueError when it is not marked simulated.

    `port` is the one for which its assessor speaks.
    """
    if not node.description.simulated:
        raise ValueError("demo accounts belong on simulated nodes only")
    accounts = Accounts(node.ledger.engine)
    subjects = {Role.FILER: _CARRIER, Role.ASSESSOR: f"port/{port}"}
    for shown in demo_accounts():
        role = Role(shown.role)
        account = Account(shown.username, _NAMES[role], role, "en", subjects.get(role, ""))
        accounts.create(account, shown.password)
