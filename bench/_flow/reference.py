"""The same model written in NumPyro, from its description and not from the hand-written slope.

Sites have the names and the order of the unknowns, so that one point can be put to both.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quaywatch.strategy.flow import density as told
from quaywatch.strategy.flow.problem import Problem

_jax: Any = import_module("jax")
_jnp: Any = import_module("jax.numpy")
_numpyro: Any = import_module("numpyro")
_dist: Any = import_module("numpyro.distributions")
_infer: Any = import_module("numpyro.infer")

Floats = NDArray[np.float64]
_jax.config.update("jax_enable_x64", True)


def model(of: Problem) -> Callable[[], None]:
    """Return the model of a problem as NumPyro takes it."""

    def run() -> None:
        ports, cells = len(of.ports), len(of.cell)
        odds0, odds_sd, noise, purity, level_up, recorded, stale, realism = of.prior
        raw = {
            name: _numpyro.sample(name, _dist.Normal(0, 1).expand([size]).to_event(1))
            for name, size in _sites(of)
            if name != "level"
        }
        level = _numpyro.sample(
            "level", _dist.ImproperUniform(_dist.constraints.real, (), (ports,))
        )
        fall = _jnp.exp(told.FALL[0] + told.FALL[1] * raw["fall"][0])
        part = _jax.nn.softmax(purity * raw["weights"])
        gone, unseen = fall * (1 - part[3]), fall * part[3]
        of_gone = _jax.nn.softmax(purity * raw["weights"][:3])
        in_lots, in_hits = told.BY_NUMBER[0] + told.BY_NUMBER[1] * raw["by_number"]
        odds = odds0 + odds_sd * raw["odds"]
        arrive = of.level + told.LEVEL_SCALE * level - _jnp.log(_jax.nn.sigmoid(odds))
        _numpyro.factor("arrive", _dist.Normal(*told.ARRIVING).log_prob(arrive).sum())
        size = told.LOT[0] + told.LOT[1] * raw["size"]
        steps = told.TREND[0] + told.TREND[1] * raw["trend"]
        trend = _jnp.concatenate([_jnp.zeros(1), _jnp.cumsum(steps)])
        lost = _jnp.exp(arrive[0] + size[0]) * (1 - _jnp.exp(-gone))

        port, year, after = of.cell.T
        target, receives = (port == 0) & (after == 1), (port > 0) & (port <= of.receivers)
        receives &= after == 1
        own = _jnp.exp(arrive)[port]
        if of.receivers:
            pull = arrive[1 : 1 + of.receivers] + told.PULL * raw["pull"]
            moved = lost * of_gone[1] * _jax.nn.softmax(pull)
            padded = _jnp.zeros(ports).at[1 : 1 + of.receivers].set(moved)
            own = own + _jnp.where(receives, padded[port] / _jnp.exp(size)[port], 0.0)
        spread = _jnp.exp(noise + told.NOISE_SPREAD * raw["noise"])
        lots = own * _jnp.exp(trend[year] + spread[0] * raw["flow"])
        lots = lots * _jnp.where(target, _jnp.exp(-gone * in_lots), 1.0)
        open_odds = odds[port] + spread[1] * raw["detection"]
        hidden = _jnp.where(target, unseen * in_hits, 0.0)
        found = _jax.nn.sigmoid(open_odds - hidden)
        arriving_kg = size[port] - _jnp.where(target, gone * (1 - in_lots), 0.0)
        seized_kg = arriving_kg - _jnp.where(target, unseen * (1 - in_hits), 0.0)
        kept = _jax.nn.sigmoid(stale + told.STALE_SPREAD * raw["stale"][0])
        by_test = open_odds + realism * raw["realism"][port] - hidden * (1 - kept)

        def seen(name: str, of_whom: Any, law: Any, value: Any) -> None:
            with _numpyro.handlers.mask(mask=of_whom):
                _numpyro.sample(name, law, obs=value)

        hits, mass, mass_var, exposed, drawn, drawn_mass, drawn_var, tests, ok = of.seen.T
        seen("hits", hits >= 0, _dist.Poisson(lots * found), np.maximum(hits, 0))
        sized = (hits >= 0) & (mass_var > 0)
        deviation = np.sqrt(np.where(mass_var > 0, mass_var, 1.0))
        seen("mass", sized, _dist.Normal(seized_kg, deviation), mass)
        whole = seized_kg + _jnp.log(lots * found)
        seen("mass_alone", hits == -2, _dist.Normal(whole, deviation), mass)
        share = np.where(exposed > 0, exposed, 1.0)
        seen("drawn", exposed > 0, _dist.Poisson(lots * share), drawn)
        deviation = np.sqrt(np.where(drawn_var > 0, drawn_var, 1.0))
        weighed = (exposed > 0) & (drawn_var > 0)
        seen("drawn_mass", weighed, _dist.Normal(arriving_kg, deviation), drawn_mass)
        seen("tests", tests > 0, _dist.BinomialLogits(by_test, tests.astype(int)), ok)
        if len(of.upstream):
            when = of.upstream[:, 0].astype(int)
            usual = _jnp.exp(level_up + told.UPSTREAM_SPREAD * raw["upstream"][0])
            sent = usual * _jnp.exp(arrive[0] + size[0]) + of.upstream[:, 1] * lost * of_gone[2]
            share_known = recorded + told.RECORDED_SPREAD * raw["recorded"][0]
            expected = _jnp.log(sent) + trend[when] + share_known
            law = _dist.Normal(expected, told.UPSTREAM_NOISE)
            _numpyro.sample("stopped", law, obs=of.upstream[:, 2])
        assert cells == len(lots)

    return run


def _sites(of: Problem) -> list[tuple[str, int]]:
    """Return names and sizes in the order of the unknowns."""
    ports, cells = len(of.ports), len(of.cell)
    return [
        ("fall", 1), ("weights", 4), ("by_number", 2), ("recorded", 1), ("upstream", 1),
        ("stale", 1), ("noise", 2), ("pull", of.receivers), ("level", ports), ("odds", ports),
        ("size", ports), ("realism", ports), ("trend", of.years - 1), ("flow", cells),
        ("detection", cells),
    ]  # fmt: skip


def density(of: Problem) -> Callable[[Floats], tuple[float, Floats]]:
    """Return the log density and its slope, by automatic differentiation, as a function."""

    def value(z: Any) -> Any:
        at: dict[str, Any] = {}
        first = 0
        for name, size in _sites(of):
            at[name] = z[first : first + size]
            first += size
        return _infer.util.log_density(model(of), (), {}, at)[0]

    both = _jax.jit(_jax.value_and_grad(value))

    def at(z: Floats) -> tuple[float, Floats]:
        found, slope = both(z)
        return float(found), np.asarray(slope)

    return at


def sampled(of: Problem, seed: int, chains: int, draws: int) -> Floats:
    """Return draws by NUTS of the four weights: chain, draw, explanation."""
    kernel = _infer.NUTS(model(of), target_accept_prob=0.85)
    mcmc = _infer.MCMC(
        kernel,
        num_warmup=500,
        num_samples=draws,
        num_chains=chains,
        chain_method="sequential",
        progress_bar=False,
    )
    mcmc.run(_jax.random.PRNGKey(seed))
    return np.asarray(mcmc.get_samples(group_by_chain=True)["weights"])
