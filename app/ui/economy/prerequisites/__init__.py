"""Prerequisites in the window: forecast rounds, the account from tax to room, and their comparison."""
