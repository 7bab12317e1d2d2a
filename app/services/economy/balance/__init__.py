"""The balance requirement: the inquiry by year, deficits and their regulation, and the reserve."""
