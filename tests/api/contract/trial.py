"""Asks a service everything that it declares, and looks whether it keeps what it declares."""

import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.access.table import FOR_MACHINES, ROUTES
from tests.api.conftest import ROLES
from tests.api.contract.cases import Ask, Known, asks, known, meant
from tests.api.contract.people import MACHINE, People

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@dataclass
class Trial:
    """All that was asked of one service, and what of it was not answered as declared."""

    app: FastAPI
    names: dict[str, object]
    asked: int = 0
    answered: Counter[int] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)
    """A request by route and failure: one of each."""

    def __post_init__(self) -> None:
        self.described: dict[str, Any] = self.app.openapi()
        self.schema = schemathesis.openapi.from_dict(self.described)
        self.people = People(self.app)
        self.known = known(self.described["paths"], self.names)

    def furnish(self) -> None:
        """Do once what each route is meant for, so that there is something to ask about."""
        for method, address, body, roles in ROUTES:
            role = sorted(roles)[0]
            self.people.client(role).request(method, address.format(**self.names), json=body)

    def run(
        self, examples: int, drawn_by: int, only: str = "", until: float = float("inf")
    ) -> bool:
        """Ask every route whose path matches `only` so many times; False when time was over."""
        for result in self.schema.get_all_operations():
            operation = result.ok()
            if time.monotonic() > until:
                return False
            if re.search(only, operation.label):
                self._ask(operation, examples, drawn_by)
        return True

    def _ask(self, operation: APIOperation, examples: int, drawn_by: int) -> None:
        method = operation.method.upper()
        by_machines = (method, operation.path) in FOR_MACHINES
        others = Known(roles={MACHINE} if by_machines else {"officer"})
        one = self.known.get((method, operation.path), others)
        rng = random.Random(f"{drawn_by} {operation.label}")

        @seed(drawn_by)
        @settings(
            max_examples=examples,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(asks(operation, one))
        def each(ask: Ask) -> None:
            may = rng.random() < 0.85
            role = rng.choice(sorted(one.roles) if may else [*ROLES, None])
            self._send(role, ask)

        for role in (*ROLES, None):
            self._plainly(operation, one, role)
        try:
            each()
        except Unsatisfiable:
            self.broken[f"{operation.label}: nothing fits its schema"] = ""

    def _plainly(self, operation: APIOperation, one: Known, role: str | None) -> None:
        """Ask what the route is meant for, as each role in turn."""
        places = {name: values[-1] for name, values in one.places.items()}
        missing = set(re.findall(r"{(\w+)}", operation.path)) - places.keys()
        places |= dict.fromkeys(missing, "1")
        case = operation.Case(path_parameters=places, media_type="application/json")
        self._send(role, meant(case, one))

    def _send(self, role: str | None, ask: Ask) -> None:
        client = self.people.client(role)
        self.asked += 1
        try:
            answer = client.request(
                ask.case.method,
                ask.address,
                params=ask.query or None,
                headers=ask.headers,
                content=ask.content,
            )
            self.answered[answer.status_code] += 1
            ask.case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            for failure in group.exceptions:
                self._note(role, ask, failure)
        if ask.case.path == "/api/session" or answer.status_code == 401:
            self.people.leave(role)

    def _note(self, role: str | None, ask: Ask, failure: Exception) -> None:
        said = failure.title if isinstance(failure, Failure) else type(failure).__name__
        name = f"{ask.case.operation.label}: {said}"
        self.broken.setdefault(name, f"{role}: {ask.told}\n    {str(failure)[:1500]}")
