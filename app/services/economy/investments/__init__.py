"""Investment projects: what they may cost, what is spent in each year, and what that leads to."""
