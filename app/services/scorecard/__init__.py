"""Indicators: what measures the goals, what units must follow, and what has been measured."""
