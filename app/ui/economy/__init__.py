"""The page Ekonomi: what the frames rest on, what they lead to, and what the law asks."""
