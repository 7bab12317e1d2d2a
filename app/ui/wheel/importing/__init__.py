"""Calendars of other programs into the year: looked through first, then taken in as one step."""
