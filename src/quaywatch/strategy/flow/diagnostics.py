"""Whether chains agree and how many independent draws they are worth (Vehtari et al. 2021)."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def split_r_hat(draws: Floats) -> float:
    """Return the split R-hat of one quantity, chain by draw: 1 where halves of chains agree."""
    half = draws.shape[1] // 2
    parts = np.concatenate([draws[:, :half], draws[:, -half:]])
    within = parts.var(axis=1, ddof=1).mean()
    if within == 0:
        return 1.0 if np.ptp(parts) == 0 else float("inf")
    between = half * parts.mean(axis=1).var(ddof=1)
    return float(np.sqrt((half - 1) / half + between / within / half))


def effective(draws: Floats) -> float:
    """Return the number of independent draws that chain by draw of one quantity are worth.

    Geyer's initial monotone sequence over pairs of lags, on the chains together.
    """
    chains, count = draws.shape
    within = draws.var(axis=1, ddof=1).mean()
    if within == 0:
        return float(chains * count)
    centred = draws - draws.mean(axis=1, keepdims=True)
    padded = np.fft.rfft(centred, 2 * count)
    covariance = np.fft.irfft(padded * padded.conj(), axis=1)[:, :count].mean(axis=0) / count
    variance = within * (count - 1) / count
    if chains > 1:
        variance += draws.mean(axis=1).var(ddof=1)
    correlation = 1 - (within - covariance * count / (count - 1)) / variance
    correlation[0] = 1.0
    pairs = correlation[: count // 2 * 2].reshape(-1, 2).sum(axis=1)
    positive = pairs[: int(np.argmax(pairs < 0))] if (pairs < 0).any() else pairs
    time = 2 * np.minimum.accumulate(positive).sum() - 1
    return float(min(chains * count / max(time, 1e-9), chains * count * np.log10(chains * count)))
