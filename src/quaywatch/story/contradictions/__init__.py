"""Each contradiction is a compiled question put to the rows of one trip.

It is asked of `events` from `start` to `end`, some with the `world`. It answers with the rows of
the two events that do not agree (`NOTHING` when it is silent), what was measured and what would be
usual.
"""
