"""The long-term economic plan: demand by age against income over many years, in scenarios."""
