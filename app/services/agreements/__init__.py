"""Agreements with performers: what they say, who signs them and what they lack."""
