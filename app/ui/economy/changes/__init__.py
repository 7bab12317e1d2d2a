"""The face of the year that has begun: decisions that change the budget."""
