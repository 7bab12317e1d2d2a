"""The page of the steering documents."""
