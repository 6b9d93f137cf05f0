"""What a sum came to, as a package: for allies that took no part, and how they judge it."""

from hashlib import sha256
from typing import Annotated, Literal

import msgspec
import numpy as np

from quaywatch.alliance.bodies.text import Digest, Name
from quaywatch.alliance.handling import Handling, HandlingCode
from quaywatch.alliance.learning.boosted import Boosted, Node
from quaywatch.alliance.learning.logistic import Logistic
from quaywatch.alliance.packages import BadPackage
from quaywatch.alliance.sums.life import Life
from quaywatch.alliance.sums.work import Model, encoded

_MOST_TREES, _MOST_DEPTH = 200, 5


class NotAgreed(ValueError):  # noqa: N818 - the officer's word
    """The ports that learned it agreed on less than what it is to be offered for."""


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a package with what a sum came to: its numbers, and how they came about."""

    sum: Annotated[str, msgspec.Meta(max_length=200)]
    """Origin and session."""
    title: Name
    method: Literal["regression", "trees"]
    asked: Annotated[int, msgspec.Meta(ge=3, le=64)]
    """Ports that began…"""
    ports: Annotated[int, msgspec.Meta(ge=3, le=64)]
    """…and that were in it to the end."""
    rows: Annotated[int, msgspec.Meta(ge=1)]
    """Of all ports."""
    fewest_rows: Annotated[int, msgspec.Meta(ge=1)]
    """That each port brought, at the least."""
    sums: Annotated[int, msgspec.Meta(ge=1)]
    """How often a sum over all ports was opened: all that anybody saw of any port's rows. Sums
    are exact, without noise: no privacy budget (ε) bounds what they tell."""
    inputs: str
    """Digest of how inputs are declared at the port that offers it."""
    digest: Digest
    """SHA-256 of the model, which stands on the ledger of every port that took part."""
    model: bytes


def require_agreed(life: Life, handling: Handling) -> None:
    """Refuse to offer what was learned for more than all ports agreed on; raises NotAgreed.

    Each has let its rows be summed for these purposes, this time and this audience. To hand the
    model to a port that took no part is to pass it on.
    """
    agreed = life.asked.handling
    audience = agreed.audience
    bound = agreed.code is not HandlingCode.NONE
    lacks = [
        (not agreed.onward, "that it may be passed on"),
        (not handling.purposes <= agreed.purposes, "these purposes"),
        (handling.retain_until > agreed.retain_until, f"more than until {agreed.retain_until}"),
        (not handling.tlp.at_most(agreed.tlp), f"more than TLP:{agreed.tlp.value.upper()}"),
        (
            audience is not None and not (handling.audience and handling.audience <= audience),
            "this audience",
        ),
        (
            bound and (handling.code, handling.conditions) != (agreed.code, agreed.conditions),
            f"less than {agreed.code.value}",
        ),
    ]
    if said := [what for lacking, what in lacks if lacking]:
        raise NotAgreed(f"the ports that learned it have not agreed on {', '.join(said)}")


def content(life: Life, model: Model, sums: int, inputs: str) -> bytes:
    """Return what a sum came to as the content of a package: always the same bytes."""
    data = encoded(model)
    return msgspec.msgpack.encode(
        Learned(
            sum=life.name,
            title=life.asked.title,
            method="regression" if isinstance(model, Logistic) else "trees",
            asked=len(life.began),
            ports=len(life.parties),
            rows=model.rows,
            fewest_rows=life.asked.rows_needed,
            sums=sums,
            inputs=inputs,
            digest=sha256(data).hexdigest(),
            model=data,
        )
    )


def told(data: bytes) -> Learned:
    """Return what a partner says of what was learned; raises BadPackage."""
    try:
        return msgspec.msgpack.decode(data, type=Learned)
    except msgspec.MsgspecError as error:
        raise BadPackage(f"it is nothing that was learned: {error}") from error


def opened(said: Learned) -> Model:
    """Return the model, after a look at whether it can be asked; raises BadPackage."""
    if sha256(said.model).hexdigest() != said.digest:
        raise BadPackage("its numbers are not those that were learned")
    kind = Logistic if said.method == "regression" else Boosted
    try:
        model = msgspec.json.decode(said.model, type=kind)
    except msgspec.MsgspecError as error:
        raise BadPackage(f"it is no model: {error}") from error
    if not 0 < len(model.features) <= 40 or len(set(model.features)) < len(model.features):
        raise BadPackage("a model has up to forty features, each once")
    if not (_fits(model) if isinstance(model, Logistic) else _grew(model)):
        raise BadPackage("its numbers do not make a model")
    return model


def _fits(model: Logistic) -> bool:
    size, scale = len(model.features), model.scale
    lengths = len(model.weights) - 1, len(scale.mean), len(scale.deviation)
    numbers = np.array([*model.weights, *scale.mean, *scale.deviation])
    return set(lengths) == {size} and bool(np.isfinite(numbers).all() and min(scale.deviation) > 0)


def _grew(model: Boosted) -> bool:
    features = len(model.features)
    return (
        0 < model.share < 1
        and 0 < len(model.trees) <= _MOST_TREES
        and all(_is_tree(tree, features) for tree in model.trees)
    )


def _is_tree(tree: tuple[Node, ...], features: int) -> bool:
    """Say whether each question has a later node on either side: nobody walks in a circle."""
    size = len(tree)
    return 0 < size < 2 ** (_MOST_DEPTH + 1) and all(
        np.isfinite([node.below, node.value]).all()
        and -1 <= node.feature < features
        and (node.feature < 0 or (at < node.left < size and at < node.right < size))
        for at, node in enumerate(tree)
    )
