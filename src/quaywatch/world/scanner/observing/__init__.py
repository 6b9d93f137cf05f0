"""Ideal observers of the simulated scanner: how well a threat could be found at most.

No detector does better than an observer that weighs the same facts by their true likelihood. Three
are computed, by what they are told of the load beside the picture: all of it (`known`), all but
the grain of its goods (`grained`), or the papers alone (`rearranged`). The first is a limit for
every detector; what the others are, their modules say.
"""
