"""Tries packages of others on the own data, and lays them down among what is made here."""

from collections.abc import Callable
from hashlib import sha256

import msgspec
import numpy as np

from quaywatch.alliance.learning import Compared, compared
from quaywatch.alliance.learning.masks import Floats
from quaywatch.alliance.packages import BadPackage, Held, NoPackage
from quaywatch.alliance.packages.package import Kind
from quaywatch.alliance.sums import Refused
from quaywatch.node.allied.packages import learned
from quaywatch.node.allied.sums.sources import Inspected
from quaywatch.node.lessons import Lessons
from quaywatch.node.modelling import Models
from quaywatch.node.profiling import Profiles
from quaywatch.node.training import inputs_version
from quaywatch.risk import Assessments
from quaywatch.risk import Scorer as Model
from quaywatch.risk.life import Trained
from quaywatch.risk.opening import Kept, opened
from quaywatch.rules import RuleBook
from quaywatch.rules.profile import Profile


class ModelContent(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a package with a model: its bytes, and what its origin stated of it."""

    trained: Trained
    data: bytes


class ModelTried(msgspec.Struct, frozen=True, kw_only=True):
    """How a partner's model, or what a sum came to, does on the own outcomes, beside the one in
    force."""

    compared: Compared
    same_inputs: bool
    """Whether it was made with the same declaration of inputs as this node's."""


class ProfileTried(msgspec.Struct, frozen=True, kw_only=True):
    """How a partner's profile does here."""

    tests: int
    failed: tuple[str, ...]
    remarks: int
    """Of the linter, beside the profiles in force."""
    candidates: int
    """Boxes that could have been picked on the days planned in the last year, and of those…"""
    met: int
    """…that meet it…"""
    inspected: int
    """…and were looked into…"""
    found: int
    """…and held something."""


class Bench:
    """Where packages are tried: one node's models, profiles and outcomes."""

    def __init__(
        self,
        models: Models,
        profiles: Profiles,
        taught: Callable[[], tuple[Lessons, Model, RuleBook]],
    ) -> None:
        """`taught` returns what inspections teach, the model in force and the profiles."""
        self._models, self._profiles = models, profiles
        self._taught = taught

    def tried(self, one: Held) -> bytes:
        """Return what trying a package told, as JSON; raises BadPackage."""
        match one.header.kind:
            case Kind.MODEL:
                return msgspec.json.encode(self._model(one))
            case Kind.SUM:
                return msgspec.json.encode(self._learned(one))
            case Kind.PROFILE:
                return msgspec.json.encode(self._profile(one))

    def taken(self, one: Held, actor: str) -> str:
        """Lay a package down among what is made here; return its name there.

        Raises as `Models.adopt` and `Profiles.draft` do, BadPackage, and NoPackage of what a sum
        came to: it is judged here, as it is where it was learned, and comes into force nowhere.
        """
        if one.header.kind is Kind.SUM:
            raise NoPackage("what ports learned together is judged, and comes into force nowhere")
        if one.header.kind is Kind.MODEL:
            trained, _ = _read_model(one)
            said = msgspec.msgpack.decode(one.content, type=ModelContent)
            return self._models.adopt(said.data, trained, one.header.origin, actor=actor).model_id
        profile = _read_profile(one)
        known = {each.life.code: each.life.version for each in self._profiles.all()}
        source = f"{one.header.origin}: {profile.source}"
        made = msgspec.structs.replace(profile, source=source, version=1)
        self._profiles.draft(made, actor=actor, seen=known.get(made.code, 0))
        return made.code

    def model(self, model_id: str) -> bytes:
        """Return a model of this node as the content of a package; raises UnknownModel."""
        life = self._models.read(model_id).life
        if life.trained is None:
            raise BadPackage("it was never trained")
        return msgspec.msgpack.encode(
            ModelContent(trained=life.trained, data=self._models.data(model_id))
        )

    def profile(self, code: str) -> bytes:
        """Return a profile of this node as the content of a package; raises UnknownProfile."""
        life = self._profiles.read(code).life
        found = life.live or life.draft
        if found is None:
            raise BadPackage("it has no text")
        return msgspec.json.encode(found, order="deterministic")

    def _model(self, one: Held) -> ModelTried:
        trained, theirs = _read_model(one)
        known, own, rulebook = self._lessons()
        same = trained.made_with.get("features") == inputs_version()
        return ModelTried(
            compared=_compared(known, _scores(known, theirs, rulebook), own, rulebook),
            same_inputs=same,
        )

    def _learned(self, one: Held) -> ModelTried:
        said = learned.told(one.content)
        model = learned.opened(said)
        known, own, rulebook = self._lessons()
        try:
            drawn = Inspected(lambda: known).take("inspections", model.features)
        except Refused as error:
            raise BadPackage(str(error)) from error
        return ModelTried(
            compared=_compared(known, model.probabilities(drawn.rows), own, rulebook),
            same_inputs=said.inputs == inputs_version(),
        )

    def _lessons(self) -> tuple[Lessons, Model, RuleBook]:
        known, own, rulebook = self._taught()
        if known.outcomes.is_empty():
            raise BadPackage("nothing was inspected here yet that could judge it")
        return known, own, rulebook

    def _profile(self, one: Held) -> ProfileTried:
        profile = _read_profile(one)
        try:
            looked = self._profiles.trying.look(profile, backtest=True)
        except ValueError as error:
            raise BadPackage(str(error)) from error
        told = looked.backtest
        return ProfileTried(
            tests=len(looked.trials),
            failed=tuple(each.example for each in looked.trials if not each.passed),
            remarks=len(looked.notices),
            candidates=told.candidates if told else 0,
            met=told.met if told else 0,
            inspected=told.inspected if told else 0,
            found=told.found if told else 0,
        )


def _scores(known: Lessons, model: Model, rulebook: RuleBook) -> Floats:
    rows = known.outcomes["row"].to_numpy()
    return Assessments(known.known, model, rulebook).scores["probability"].to_numpy()[rows]


def _compared(known: Lessons, theirs: Floats, own: Model, rulebook: RuleBook) -> Compared:
    told = known.outcomes
    found = told["found"].to_numpy().astype(float)
    weight = 1.0 / told["selection_probability"].to_numpy()
    try:
        return compared(found, theirs, _scores(known, own, rulebook), np.asarray(weight))
    except ValueError as error:
        raise BadPackage(str(error)) from error


def _read_model(one: Held) -> tuple[Trained, Kept]:
    try:
        said = msgspec.msgpack.decode(one.content, type=ModelContent)
        if sha256(said.data).hexdigest() != said.trained.digest:
            raise BadPackage("its bytes are not those that were trained")
        return said.trained, opened(said.trained.kind, said.data)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadPackage(f"it is no model: {error}") from error


def _read_profile(one: Held) -> Profile:
    try:
        return msgspec.json.decode(one.content, type=Profile)
    except msgspec.MsgspecError as error:
        raise BadPackage(f"it is no profile: {error}") from error
