"""The face LEP: the long-term economic plan."""
