"""TAXII 2.1 for partners whose tools speak nothing else (OASIS, TAXII Version 2.1, 2021).

`server` holds what each address answers, without the line; `book` and `shelf` the list that each
partner has: a number for every line, so that whoever reads on from a number or an instant misses
nothing. `reading` reads others' collections with the same care.
"""
