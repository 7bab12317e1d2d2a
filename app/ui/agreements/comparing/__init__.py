"""Two versions or years of an agreement beside each other, with what differs marked."""
