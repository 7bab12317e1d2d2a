"""The face Diagram: the dashboard of a unit, and each chart alone and large."""
