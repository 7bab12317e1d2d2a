"""The dialog that says how the municipality's papers look."""
