"""Compares two mentions field by field (compiled)."""

from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.links.evidence import KINDS, Kind
from quaywatch.links.letters import begins, distance, likeness
from quaywatch.links.rows import IDENTIFIER, WORDS
from quaywatch.links.vocabulary import LETTERS

_MOST_COUNTERPARTS = 16.0
_MOST_GOODS = 6.0
"""Nats of dealings in common that count at most."""
_JOINED_SHARE = 0.9
_ALIKE = 0.6
_LONG = 6
"""Letters of an identifier in which one edit is a slip rather than another number."""

# Compiled code knows plain numbers; the names are those of `Kind`.
_SHARED, _WORDS_ALIKE, _APART, _MORE = 0, 1, 2, 3
_NAME_JOINED, _ACRONYM, _LEGAL, _LEGAL_DIFFERS = 4, 5, 6, 7
_ID, _ID_ALIKE, _ID_DIFFERS = 8, 9, 10
_TELEPHONE, _TELEPHONE_DIFFERS, _MAILBOX, _DOMAIN, _DOMAIN_DIFFERS = 11, 12, 13, 14, 15
_ADDRESS, _STREET, _ADDRESS_DIFFERS, _POSTCODE, _POSTCODE_DIFFERS = 16, 17, 18, 19, 20
_CITY, _CITY_DIFFERS, _COUNTRY, _COUNTRY_DIFFERS = 21, 22, 23, 24
_COUNTERPARTS, _GOODS, _GOODS_DIFFER = 25, 26, 27
assert (_GOODS_DIFFER, _CITY, _ID) == (Kind.GOODS_DIFFER, Kind.CITY, Kind.IDENTIFIER)  # noqa: S101


@compiled
def compare(a: Any, b: Any, words: Any, hubs: Any, x: Any, scratch: Any) -> None:
    """Write the evidence of a comparison into `x` (`KINDS` numbers).

    `words` are letters, lengths and rarity by number. `hubs` are how many parties share the
    identifier, telephone, mailbox, domain and address of `a`: what many share says little, and
    counts 1 / (1 + ln parties) (after Adamic and Adar 2003).
    """
    x[:KINDS] = 0.0
    _names(a, b, words, x, scratch)
    _legal_forms(a, b, x)
    _identifiers(a, b, hubs, x, scratch)
    _contacts(a, b, hubs, x)
    _addresses(a, b, words, hubs, x, scratch)
    _dealings(a, b, words[2], x)


@compiled
def less(sharing: float) -> float:
    """Return what is left of evidence that `sharing` parties have in common."""
    return 1.0 / (1.0 + np.log(max(sharing, 1.0)))


@compiled
def _names(a: Any, b: Any, words: Any, x: Any, scratch: Any) -> None:
    rarity = words[2]
    m, n = _length(a.words), _length(b.words)
    shared, free_a, free_b = _equal_words(a.words, m, b.words, n, rarity)
    alike, free_a, free_b = _alike_words(a.words, free_a, b.words, free_b, words, scratch)
    gained, free_a, free_b = _compounds(a, m, free_a, b, n, free_b, words)
    alike += gained
    gained, free_b, free_a = _compounds(b, n, free_b, a, m, free_a, words)
    alike += gained
    left_a, left_b = _left(a, m, free_a, b, rarity), _left(b, n, free_b, a, rarity)
    x[_SHARED] = shared
    x[_WORDS_ALIKE] = alike
    if _is_acronym(a, b, n) or _is_acronym(b, a, m):
        x[_ACRONYM] = 1.0
    else:
        x[_APART] = min(left_a, left_b)
        x[_MORE] = max(left_a, left_b)
    x[_NAME_JOINED] = 1.0 if a.joined != 0 and a.joined == b.joined else 0.0


@compiled
def _length(words: Any) -> int:
    count = 0
    while count < len(words) and words[count] >= 0:
        count += 1
    return count


@compiled
def _is_acronym(a: Any, b: Any, n: int) -> bool:
    return n == 1 and a.acronym >= 0 and a.acronym == b.words[0]


@compiled
def _equal_words(a: Any, m: int, b: Any, n: int, rarity: Any) -> tuple[float, int, int]:
    """Pair equal words; return their rarity and, as bits, which words are left of each name."""
    shared, free_a, free_b = 0.0, (1 << m) - 1, (1 << n) - 1
    for i in range(m):
        for j in range(n):
            if (free_b >> j) & 1 and a[i] == b[j]:
                shared += rarity[a[i]]
                free_a &= ~(1 << i)
                free_b &= ~(1 << j)
                break
    return shared, free_a, free_b


@compiled
def _alike_words(
    a: Any, free_a: int, b: Any, free_b: int, words: Any, scratch: Any
) -> tuple[float, int, int]:
    """Pair words that are alike, the best pair first; return their worth and what is left."""
    alike = 0.0
    while free_a and free_b:
        best, at, to = _best_pair(a, free_a, b, free_b, words, scratch)
        if best == 0.0:
            break
        alike += best
        free_a &= ~(1 << at)
        free_b &= ~(1 << to)
    return alike, free_a, free_b


@compiled
def _best_pair(
    a: Any, free_a: int, b: Any, free_b: int, words: Any, scratch: Any
) -> tuple[float, int, int]:
    letters, lengths, rarity = words
    best, at, to = 0.0, 0, 0
    for i in range(WORDS):
        if not (free_a >> i) & 1:
            continue
        u = a[i]
        for j in range(WORDS):
            if not (free_b >> j) & 1:
                continue
            v = b[j]
            same = likeness(letters[u], lengths[u], letters[v], lengths[v], scratch)
            same *= min(rarity[u], rarity[v])
            if same > best:
                best, at, to = same, i, j
    return best, at, to


@compiled
def _left(a: Any, m: int, free: int, b: Any, rarity: Any) -> float:
    """Sum the rarity of words that found no other, but for names of their own cities."""
    left = 0.0
    for i in range(m):
        if (free >> i) & 1 and a.words[i] != a.city and a.words[i] != b.city:
            left += rarity[a.words[i]]
    return left


@compiled
def _compounds(
    a: Any, m: int, free_a: int, b: Any, n: int, free_b: int, words: Any
) -> tuple[float, int, int]:
    """Find words of `a` that are two words of `b` written as one, in either order."""
    letters, lengths, rarity = words
    gained = 0.0
    for i in range(m):
        if not (free_a >> i) & 1:
            continue
        whole = a.words[i]
        for j in range(n):
            for k in range(n):
                if j == k or not ((free_b >> j) & 1 and (free_b >> k) & 1):
                    continue
                first, second = b.words[j], b.words[k]
                if _is_compound(
                    letters[whole], lengths[whole], letters[first], lengths[first],
                    letters[second], lengths[second],
                ):  # fmt: skip
                    together = rarity[first] + rarity[second]
                    gained += _JOINED_SHARE * min(rarity[whole], together)
                    free_a &= ~(1 << i)
                    free_b &= ~((1 << j) | (1 << k))
    return gained, free_a, free_b


@compiled
def _is_compound(c: Any, o: int, a: Any, m: int, b: Any, n: int) -> bool:
    # The whole may have been cut at the longest word that is kept, or miss its last letters.
    if m < 2 or n < 2 or o < m + 2 or m + n < o or (m + n > o and o < LETTERS):
        return False
    return begins(a, m, c) and begins(b, o - m, c[m:])


@compiled
def _legal_forms(a: Any, b: Any, x: Any) -> None:
    # 1 is a company of any kind: it agrees with all and says nothing.
    if a.legal > 1 and b.legal > 1:
        x[_LEGAL if a.legal == b.legal else _LEGAL_DIFFERS] = 1.0


@compiled
def _identifiers(a: Any, b: Any, hubs: Any, x: Any, scratch: Any) -> None:
    if a.identifier == 0 or b.identifier == 0:
        return
    if a.identifier == b.identifier:
        x[_ID] = less(hubs[0])
        return
    m, n = _letters(a.written), _letters(b.written)
    if abs(m - n) > 1:
        return
    if min(m, n) >= _LONG and distance(a.written, m, b.written, n, scratch) == 1:
        x[_ID_ALIKE] = 1.0
    elif a.register == b.register:
        x[_ID_DIFFERS] = 1.0


@compiled
def _letters(written: Any) -> int:
    count = 0
    while count < IDENTIFIER and written[count] > 0:
        count += 1
    return count


@compiled
def _contacts(a: Any, b: Any, hubs: Any, x: Any) -> None:
    if a.telephone != 0 and b.telephone != 0:
        if a.telephone == b.telephone:
            x[_TELEPHONE] = less(hubs[1])
        else:
            x[_TELEPHONE_DIFFERS] = 1.0
    if a.mailbox != 0 and a.mailbox == b.mailbox:
        x[_MAILBOX] = less(hubs[2])
    if a.domain != 0 and b.domain != 0:
        if a.domain == b.domain:
            x[_DOMAIN] = less(hubs[3])
        else:
            x[_DOMAIN_DIFFERS] = 1.0


@compiled
def _addresses(a: Any, b: Any, words: Any, hubs: Any, x: Any, scratch: Any) -> None:
    _streets(a, b, words, hubs, x, scratch)
    if a.postcode != 0 and b.postcode != 0:
        x[_POSTCODE if a.postcode == b.postcode else _POSTCODE_DIFFERS] = 1.0
    if a.city >= 0 and b.city >= 0:
        letters, lengths, _ = words
        u, v = a.city, b.city
        same = u == v or likeness(letters[u], lengths[u], letters[v], lengths[v], scratch) > _ALIKE
        x[_CITY if same else _CITY_DIFFERS] = 1.0
    if a.country != 0 and b.country != 0:
        x[_COUNTRY if a.country == b.country else _COUNTRY_DIFFERS] = 1.0


@compiled
def _streets(a: Any, b: Any, words: Any, hubs: Any, x: Any, scratch: Any) -> None:
    if a.street[0] < 0 or b.street[0] < 0:
        return
    if _likeness(a.street, b.street, words, scratch) > _ALIKE:
        x[_ADDRESS if a.number != 0 and a.number == b.number else _STREET] = less(hubs[4])
    else:
        x[_ADDRESS_DIFFERS] = 1.0


@compiled
def _likeness(a: Any, b: Any, words: Any, scratch: Any) -> float:
    letters, lengths, _ = words
    best = 0.0
    for u in a[: _length(a)]:
        for v in b[: _length(b)]:
            if u == v:
                return 1.0
            same = likeness(letters[u], lengths[u], letters[v], lengths[v], scratch)
            best = max(best, same)
    return best


@compiled
def _dealings(a: Any, b: Any, rarity: Any, x: Any) -> None:
    x[_COUNTERPARTS] = min(_in_common(a.counterparts, b.counterparts, rarity), _MOST_COUNTERPARTS)
    if a.goods[0] >= 0 and b.goods[0] >= 0:
        common = _in_common(a.goods, b.goods, rarity)
        x[_GOODS] = min(common, _MOST_GOODS)
        x[_GOODS_DIFFER] = 1.0 if common == 0.0 else 0.0


@compiled
def _in_common(a: Any, b: Any, rarity: Any) -> float:
    """Sum the rarity of what two lists share."""
    common = 0.0
    for i in range(len(a)):
        if a[i] < 0:
            break
        for j in range(len(b)):
            if b[j] < 0:
                break
            if a[i] == b[j]:
                common += rarity[a[i]]
                break
    return common
