"""What every benchmark returns."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Result:
    """Figures of one run, those of its peers, and whether each bar held."""

    name: str
    figures: dict[str, object]
    peers: dict[str, object] = field(default_factory=dict[str, object])
    holds: dict[str, bool] = field(default_factory=dict[str, bool])
