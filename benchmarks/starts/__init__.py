"""Programs that are started and timed: the real one, and bare ones that do no more than they must."""
