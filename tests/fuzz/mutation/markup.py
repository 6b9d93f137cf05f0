"""Damage to XML that mostly leaves it well-formed."""

import random
import re
from collections.abc import Sequence

from tests.fuzz.mutation.odd import VALUES

_TOKEN = re.compile(rb"<[^<>]*>|[^<]+|<")
_NAME = re.compile(rb"[\w:.-]+")
_ODDITIES = (
    b"<!-- - -->",
    b"<![CDATA[<a>]]>",
    b"<?x y?>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&amp;&#65;",
    b"&#0;",
    b"&b;",
    b"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/hostname'/>",
    b"<a xmlns='urn:x' xmlns:p='urn:x'><p:b/></a>",
    b"<a b='>' c=\"'\"/>",
    b"]]>",
)
_ATTRIBUTES = (b" a='1'", b' b=">"', b" xmlns='urn:x'", b" xmlns=''", b" xmlns:p='u\"v'", b" a a")
_HEADS = (
    b'<?xml version="1.0" encoding="ISO-8859-1"?>',
    b'<?xml version="1.0" encoding="UTF-16"?>',
    b'<?xml version="1.0" encoding="UTF-7"?>',
    b'<?xml version="1.1" encoding="windows-1252" standalone="yes"?>',
    b"<!-- a --><?b c?>",
    b"<e:a xmlns:e='urn:e'>",
)


def elements(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Leave out, repeat, move or wrap an element with all that it holds."""
    tokens = _TOKEN.findall(data)
    begin = _some_element(tokens, dice)
    end = _end(tokens, begin)
    whole = tokens[begin:end]
    match dice.randrange(6):
        case 0:
            tokens[begin:end] = []
        case 1:
            tokens[begin:begin] = whole * dice.choice((1, 2, 30))
        case 2:
            tokens[begin:end] = []
            at = dice.randrange(len(tokens) + 1)
            tokens[at:at] = whole
        case 3:
            depth = dice.choice((1, 5, 300))
            tokens[begin:end] = [b"<w>" * depth, *whole, b"</w>" * depth]
        case 4:
            other = _TOKEN.findall(dice.choice(others))
            start = _some_element(other, dice)
            tokens[begin:begin] = other[start : _end(other, start)]
        case _:
            tokens[begin:end] = [tokens[begin]] if begin < len(tokens) else []
    return b"".join(tokens)


def texts(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Change a text, a name or the attributes; put in what is seldom seen."""
    tokens = _TOKEN.findall(data) or [b""]
    at = dice.randrange(len(tokens))
    match dice.randrange(7):
        case 0 | 1 | 2:
            leaves = [i for i, token in enumerate(tokens) if not token.startswith(b"<")]
            tokens[dice.choice(leaves or [at])] = dice.choice(VALUES)
        case 3:
            other = _NAME.search(dice.choice(_TOKEN.findall(dice.choice(others)) or [b"x"]))
            tokens[at] = _NAME.sub(other[0] if other else b"x", tokens[at], count=1)
        case 4:
            tokens[at] = tokens[at].replace(b">", dice.choice(_ATTRIBUTES) + b">", 1)
        case 5:
            tokens.insert(at, dice.choice(_ODDITIES))
        case _:
            tokens.insert(0, dice.choice(_HEADS))
    return b"".join(tokens)


def _some_element(tokens: Sequence[bytes], dice: random.Random) -> int:
    starts = [i for i, token in enumerate(tokens) if token[:1] == b"<" and token[1:2] not in b"/?!"]
    return dice.choice(starts) if starts else len(tokens)


def _end(tokens: Sequence[bytes], begin: int) -> int:
    depth = 0
    for at in range(begin, len(tokens)):
        token = tokens[at]
        if token.startswith(b"</"):
            depth -= 1
        elif token.startswith(b"<") and token[1:2] not in b"?!" and not token.endswith(b"/>"):
            depth += 1
        if depth <= 0:
            return at + 1
    return len(tokens)
