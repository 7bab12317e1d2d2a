"""Workbooks out of the page Budget and into it."""
