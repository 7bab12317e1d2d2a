"""Allocation models: volume times price per unit and year, in versions, tried and fetched to the frames."""
