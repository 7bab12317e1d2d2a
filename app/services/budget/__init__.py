"""The budget: frames per unit and year, their parts and sums, and the versions of a plan."""
