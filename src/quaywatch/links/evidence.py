"""What speaks for two mentions being one party, and what against."""

from enum import IntEnum


class Kind(IntEnum):
    """A kind of evidence, by its place in the vector of a comparison."""

    WORDS_SHARED = 0
    """Words that both names have: their rarity in nats."""
    WORDS_ALIKE = 1
    """Words spelled almost alike, shortened or written as one: their rarity times likeness."""
    WORDS_APART = 2
    """Words of one name that the other lacks: rarity, of the name that has less of it."""
    WORDS_MORE = 3
    """The same of the name that has more of it."""
    NAME_JOINED = 4
    """The names are equal when written as one word."""
    ACRONYM = 5
    """One name is the initials of the other."""
    LEGAL_FORM = 6
    LEGAL_FORM_DIFFERS = 7
    IDENTIFIER = 8
    IDENTIFIER_ALIKE = 9
    """Equal but for one letter or two that changed places."""
    IDENTIFIER_DIFFERS = 10
    """Both have a number of the same register, and it is another."""
    TELEPHONE = 11
    TELEPHONE_DIFFERS = 12
    MAILBOX = 13
    DOMAIN = 14
    """Both write from one domain that is not a provider of free mailboxes."""
    DOMAIN_DIFFERS = 15
    ADDRESS = 16
    """Same street and house number."""
    STREET = 17
    """Same street, other number or none."""
    ADDRESS_DIFFERS = 18
    POSTCODE = 19
    POSTCODE_DIFFERS = 20
    CITY = 21
    CITY_DIFFERS = 22
    COUNTRY = 23
    COUNTRY_DIFFERS = 24
    COUNTERPARTS = 25
    """Counterparts in common: their rarity in nats."""
    GOODS = 26
    """Goods in common: their rarity in nats."""
    GOODS_DIFFER = 27


KINDS = len(Kind)
