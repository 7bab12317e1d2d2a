"""The face of investments: projects, what they may cost, and what they lead to."""
