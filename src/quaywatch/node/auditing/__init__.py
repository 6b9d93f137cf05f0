"""Audits of one node: lots and orders of them, seeded tests, and what stands out among finds.

What plans a day rests on `lots` alone, so nothing is imported here.
"""
