"""The page Röda tråden: one thread as graph and list, the gaps, and the alignment matrix."""
