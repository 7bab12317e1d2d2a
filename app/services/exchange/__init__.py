"""Files in and out, and the example municipality."""
