"""A figure beside other municipalities, the own units and earlier years."""
