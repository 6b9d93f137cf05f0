"""A day's plan: who is looked at, when, where and how, and what a slot is worth."""
