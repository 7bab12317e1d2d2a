"""The face Styrkort: the scorecard of a unit in a year and period."""
