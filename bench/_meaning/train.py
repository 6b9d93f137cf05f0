"""`python -m bench._meaning.train` writes `checks/meaning/model.npz`, the same bytes every time.

Gradient descent (Adam) on the whole corpus, word by word: the matrix of texts by words times that
of words by features times the weights. Every sum runs in a fixed order on one processor.
"""

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from bench._meaning import corpus
from quaywatch.cargo.identifiers import unlocode
from quaywatch.checks import meaning
from quaywatch.checks.meaning.core import core
from quaywatch.checks.meaning.features import BUCKETS, Bucket, Weight, features, words_of
from quaywatch.checks.meaning.letters import ALPHABET, trigrams

_ROUNDS = 100
_STEP = 0.15
_DECAY = 6e-6
_COPIES = 3
_SEED = 20260301
_UNHEARD = "~"
"""Stands before a word of which the model is to hear the pieces alone."""

Matrix = Any  # scipy's sparse matrices carry no types


def _matrices(texts: list[tuple[str, ...]]) -> tuple[Matrix, Matrix]:
    """Return texts by words, each row divided by the root of its length, and words by features."""
    words = sorted({word for text in texts for word in text})
    place = {word: i for i, word in enumerate(words)}
    lengths = [len(text) for text in texts]
    columns = [place[word] for text in texts for word in text]
    values = np.repeat(1 / np.sqrt(np.maximum(lengths, 1)), lengths).astype(np.float32)
    rows = np.repeat(np.arange(len(texts)), lengths)
    spoken = sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(words)))
    made = [_parts(word) for word in words]
    counts = [len(buckets) for buckets, _ in made]
    parts = sparse.csr_matrix(
        (
            np.concatenate([weights for _, weights in made]),
            (np.repeat(np.arange(len(words)), counts), np.concatenate([b for b, _ in made])),
        ),
        shape=(len(words), BUCKETS),
    )
    return spoken, parts


def _parts(word: str) -> tuple[Bucket, Weight]:
    buckets, weights = features(word.removeprefix(_UNHEARD))
    whole = 1 if word.startswith(_UNHEARD) else 0
    return buckets[whole:], weights[whole:]


def _spoken(pairs: list[corpus.Pair], copies: list[corpus.Pair]) -> list[tuple[str, ...]]:
    """Return the words of all texts; in half of the copies they are as words never heard before.

    So the pieces learn to speak for themselves, as they must in words that nobody has written.
    """
    random = np.random.default_rng(_SEED)
    texts = [core(text) for _, text in pairs]
    for _, text in copies:
        unheard = _UNHEARD if random.random() < 0.5 else ""
        texts.append(tuple(unheard + word for word in core(text)))
    return texts


def train(
    pairs: list[corpus.Pair], decay: float = _DECAY, rounds: int = _ROUNDS
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the classes, weights by feature and class, and bias by class."""
    copies = corpus.dressed(pairs, _SEED, _COPIES)
    texts = _spoken(pairs, copies)
    pairs = pairs + copies
    kept = [i for i, text in enumerate(texts) if text]
    labels = [pairs[i][0] for i in kept]
    classes = sorted(set(labels))
    target = np.array([classes.index(label) for label in labels])
    spoken, parts = _matrices([texts[i] for i in kept])
    often = Counter(labels)
    # Chapters with many texts count for more, but not in proportion.
    share = np.array([often[label] ** -0.5 for label in labels], dtype=np.float32)
    share /= share.sum()
    weights = np.zeros((BUCKETS, len(classes)), dtype=np.float32)
    bias = np.zeros(len(classes), dtype=np.float32)
    moments = [np.zeros_like(weights), np.zeros_like(weights)]
    bias_moments = [np.zeros_like(bias), np.zeros_like(bias)]
    spoken_t, parts_t = spoken.T.tocsr(), parts.T.tocsr()
    for turn in range(1, rounds + 1):
        scores = spoken @ (parts @ weights) + bias
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        odds /= odds.sum(axis=1, keepdims=True)
        odds[np.arange(len(target)), target] -= 1
        odds *= share[:, None]
        slope = parts_t @ (spoken_t @ odds) + decay * weights
        step = _STEP * min(1.0, 3 * (1 - turn / (rounds + 1)))
        weights -= _adam(slope, moments, turn, step)
        bias -= _adam(odds.sum(axis=0), bias_moments, turn, step)
    return classes, weights, bias


def _adam(slope: np.ndarray, moments: list[np.ndarray], turn: int, step: float) -> np.ndarray:
    moments[0] += 0.1 * (slope - moments[0])
    moments[1] += 0.001 * (slope * slope - moments[1])
    first, second = moments[0] / (1 - 0.9**turn), moments[1] / (1 - 0.999**turn)
    return step * first / (np.sqrt(second) + 1e-8)


def letters() -> np.ndarray:
    """Return how unusual each letter is after two others, in eighths of a natural logarithm."""
    size = len(ALPHABET)
    counts = np.full((size, size, size), 0.02)
    for name in unlocode.table()["name"]:
        for word in words_of(name):
            for place in trigrams(word):
                counts[place] += 1
    pairs = counts.sum(axis=0) + 1
    # Rare pairs of letters lean on what follows their second letter anywhere.
    usual = pairs / pairs.sum(axis=1, keepdims=True)
    chances = (counts + 5 * usual) / (counts.sum(axis=2, keepdims=True) + 5)
    return np.minimum(np.rint(-8 * np.log(chances)), 255).astype(np.uint8)


def packed(classes: list[str], weights: np.ndarray, bias: np.ndarray) -> bytes:
    """Return the file: weights in eighths of a byte's range, zip entries without dates."""
    scale = (np.abs(weights).max(axis=0) / 127).astype(np.float32)
    arrays = {
        "classes": np.array(classes),
        "scale": scale,
        "bias": bias.astype(np.float32),
        "letters": letters(),
        "weights": np.rint(weights / scale).astype(np.int8),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            entry = io.BytesIO()
            np.save(entry, array)
            info = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, entry.getvalue())
    return content.getvalue()


def main() -> None:
    """Train and write."""
    path = Path(meaning.__file__).parent / "model.npz"
    path.write_bytes(packed(*train(corpus.learned())))
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
