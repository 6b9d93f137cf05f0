"""What the routes share: the node and the service's own stores."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from quaywatch.api.accounts import Accounts
from quaywatch.api.sessions import Sessions
from quaywatch.api.settings import Settings
from quaywatch.api.throttle import Throttle
from quaywatch.intake import Gate, Senders
from quaywatch.node import Node


@dataclass(frozen=True, slots=True)
class Services:
    """One per application, made when it is created."""

    node: Node
    accounts: Accounts
    sessions: Sessions
    throttle: Throttle
    settings: Settings
    senders: Senders
    gate: Gate


async def services(request: Request) -> Services:
    """Return the services of the application that answers this request.

    Like every dependency it is a coroutine: a plain function would cost a change of threads.
    """
    return cast("Services", request.app.state.services)


Held = Annotated[Services, Depends(services)]
