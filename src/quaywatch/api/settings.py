"""What a deployment may set about the service."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from quaywatch.api.schemas import DemoAccount


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one service; the defaults suit a machine of one's own."""

    demo_accounts: tuple[DemoAccount, ...] = ()
    """Shown on the sign-in page, and only when the node is marked simulated."""
    session_lifetime: timedelta = field(default=timedelta(hours=10))
    """A working day: after it an officer signs in again."""
    secure_cookies: bool = False
    """True behind HTTPS: the cookie then never travels in the clear."""
    cookies: str = "quaywatch"
    """What the names of cookies begin with: browsers keep services of one host apart by nothing
    else, whatever their ports."""
    tunnel: Path | None = None
    """Folder of runs of the wind tunnel; without it none is shown."""
    largest_body: int = 64 * 1024
    """Bytes of a request's body, filings and answers apart."""
    largest_answer: int = 12 * 1024 * 1024
    """Bytes of a filer's answer with its attachment in base64."""
    largest_filing: int = 256 * 1024 * 1024
    """Bytes of one filing; larger files go through the command line."""

    @property
    def session_cookie(self) -> str:
        """Name of the cookie of somebody who is signed in."""
        return f"{self.cookies}_session"

    @property
    def visit_cookie(self) -> str:
        """Name of the cookie of somebody who is not."""
        return f"{self.cookies}_visit"
