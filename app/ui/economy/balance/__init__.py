"""The face Balanskrav: the inquiry by year, the deficits and their regulation, and the reserve."""
