"""Packages as shapes."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from quaywatch.alliance.accords import Life, Matter, Package
from quaywatch.alliance.learning import Compared
from quaywatch.alliance.packages import BadPackage, Held
from quaywatch.alliance.packages.package import Kind
from quaywatch.api import alliance
from quaywatch.api import package_shapes as shapes
from quaywatch.api.permissions import Role
from quaywatch.node.allied.packages import learned
from quaywatch.node.allied.packages.trying import ModelTried, ProfileTried
from quaywatch.risk.life import Share

Receipts = Mapping[tuple[str, int], Mapping[str, datetime]]
"""When holders deleted packages, by name and version, and holder."""


def line(life: Life, receipts: Receipts, username: str, role: Role) -> shapes.PackageLine:
    """Return a package that is offered, or was, as it is shown."""
    return shapes.PackageLine(
        accord=alliance.accord(life, username, role),
        in_force=_package(life.in_force),
        proposed=_package(life.proposed),
        gone=[
            shapes.PackageGone(node=holder, version=version, at=at)
            for (name, version), holders in sorted(receipts.items())
            for holder, at in holders.items()
            if name == life.name
        ],
    )


def held(one: Held) -> shapes.HeldPackage:
    """Return a partner's package as it is shown."""
    header = one.header
    judged = header.kind is not Kind.PROFILE
    return shapes.HeldPackage(
        id=one.id,
        origin=header.origin,
        name=header.name,
        version=header.version,
        kind=header.kind.value,
        title=header.title,
        card=header.card,
        made_at=header.made_at,
        came_at=one.came_at,
        digest=header.digest,
        size=header.size,
        purposes=sorted(each.value for each in header.purposes),
        retain_until=header.retain_until,
        state=one.state.value,
        officer=one.officer,
        note=one.note,
        learned=_learned(one.content) if one.content and header.kind is Kind.SUM else None,
        model=_model(one.figures) if one.figures and judged else None,
        profile=_profile(one.figures) if one.figures and not judged else None,
    )


def _package(one: Matter | None) -> shapes.PackageShape | None:
    if not isinstance(one, Package):
        return None
    return shapes.PackageShape(
        version=one.version,
        kind=one.kind,
        of=one.of,
        title=one.title,
        card=one.card,
        handling=alliance.handling(one.handling),
        made_at=one.made_at,
        digest=one.digest,
        size=one.size,
    )


def _learned(content: bytes) -> shapes.PackageLearned | None:
    try:
        said = learned.told(content)
    except BadPackage:
        return None  # trying it says so
    return shapes.PackageLearned(
        sum=said.sum,
        title=said.title,
        trees=said.method == "trees",
        asked=said.asked,
        ports=said.ports,
        rows=said.rows,
        fewest_rows=said.fewest_rows,
        sums=said.sums,
    )


def _model(figures: bytes) -> shapes.PackageModelTried:
    told = msgspec.json.decode(figures, type=ModelTried)
    found: Compared = told.compared
    return shapes.PackageModelTried(
        rows=found.rows,
        found=found.found,
        auc=_interval(found.auc),
        average_precision=_interval(found.average_precision),
        better=_interval(found.better),
        same_inputs=told.same_inputs,
    )


def _profile(figures: bytes) -> shapes.PackageProfileTried:
    told = msgspec.json.decode(figures, type=ProfileTried)
    return shapes.PackageProfileTried.model_validate(msgspec.to_builtins(told))


def _interval(share: Share) -> shapes.IntervalShape:
    return shapes.IntervalShape(value=share.value, low=share.low, high=share.high)
