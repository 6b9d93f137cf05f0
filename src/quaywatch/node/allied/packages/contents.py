"""What packages of this node hold: a model, a profile, or what ports learned together."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quaywatch.alliance import Handling
from quaywatch.alliance.accords import Package
from quaywatch.alliance.packages import BadPackage
from quaywatch.node.allied.packages import learned
from quaywatch.node.training import inputs_version

if TYPE_CHECKING:
    from quaywatch.node.allied.packages.trying import Bench
    from quaywatch.node.allied.sums.room import Sums


class Contents:
    """Makes the content of a package of what this node has; the same package is the same bytes."""

    def __init__(self, bench: "Bench", sums: Callable[[], "Sums"]) -> None:
        self._bench, self._sums = bench, sums

    def put_forward(self, kind: str, of: str, handling: Handling) -> tuple[bytes, str]:
        """Return the content of what is to be offered, and the digest of inputs of a sum.

        Raises:
            UnknownModel, UnknownProfile, UnknownSum: there is none such.
            BadPackage: it has nothing in it.
            NotAgreed: the ports that learned it agreed on less.

        """
        if kind != "sum":
            return self._bench.model(of) if kind == "model" else self._bench.profile(of), ""
        learned.require_agreed(self._sums().read(of), handling)
        inputs = inputs_version()
        return self._learned(of, inputs), inputs

    def of(self, one: Package) -> bytes:
        """Return the content of what is offered; raises BadPackage where it is here no more."""
        if one.content:
            return one.content
        return self._learned(one.of, one.inputs) if one.kind == "sum" else self._bench.model(one.of)

    def _learned(self, name: str, inputs: str) -> bytes:
        room = self._sums()
        model = room.model(name)
        if model is None:
            raise BadPackage("it came to nothing yet, or its time is over")
        return learned.content(room.read(name), model, len(room.rounds(name)), inputs)
