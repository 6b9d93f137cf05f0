"""What detectors are judged on and may never be trained on: streams of seeds, ways of packing."""

from quaywatch.world.scanner.loading.recipes import recipe
from quaywatch.world.scanner.loads import Declared

FIRST_HELD_STREAM = 1000
"""Seeds of `streaming.simulated` from here on are for judging, those below for training."""
HELD_STYLES: frozenset[str] = frozenset({"bales", "crates", "drums", "reels"})
"""Ways of packing that training leaves out: one of each kind, and drums come in reefers too."""


def held(papers: Declared) -> bool:
    """Tell whether a container is packed in a way that training leaves out."""
    return papers.hs_code is not None and recipe(papers.hs_code).style in HELD_STYLES
