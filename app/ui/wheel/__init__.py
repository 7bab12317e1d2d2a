"""The wheel of the year on the screen."""
