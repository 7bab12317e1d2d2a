"""Outcomes out of other programs and registers: looked through first, then taken in as one step."""
