"""The page Modell: the municipality's own steering model, shown whole and changed."""
