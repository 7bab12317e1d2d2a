"""What can be done with a file: one room per subject, none of them knows the window."""
