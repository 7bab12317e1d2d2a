"""Agreements on a printer: one, or many in one job with a list on top."""
