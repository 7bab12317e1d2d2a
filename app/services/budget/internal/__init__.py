"""The internal budget of a performer: its frame by account group and month (`BUD-16`)."""
