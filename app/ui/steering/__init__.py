"""The page of the steering model: the hierarchy and what is known of each element."""
