"""The steering model and the steering elements that stand in it."""
