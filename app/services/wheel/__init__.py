"""The wheel of the year: what recurs, when, and for which year."""
