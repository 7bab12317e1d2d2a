"""The face Mål: the list of goals, and each goal's own page from its frame to its effect."""
