"""Drawing the next input of a target."""

import random
from collections.abc import Sequence

from tests.fuzz.mutation.plain import Mutator, anyhow, recoded

_STEPS = (1, 1, 1, 2, 3, 5)


def drawn(
    data: bytes, dice: random.Random, others: Sequence[bytes], mutators: Sequence[Mutator]
) -> bytes:
    """Return `data` after one to five mutations, mostly of the kinds that know the format."""
    for _ in range(dice.choice(_STEPS)):
        chance = dice.random()
        if chance < 0.01:
            data = recoded(data, dice, others)
        elif chance < 0.2:
            data = anyhow(data, dice, others)
        else:
            data = dice.choice(mutators)(data, dice, others)
    return data
