"""The coming year made from the one before, seen before it is made."""
