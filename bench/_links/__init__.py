"""Made-up firms and the many ways in which papers name them. Everything here is invented."""
