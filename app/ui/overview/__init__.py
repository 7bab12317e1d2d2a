"""The page Översikt: the year, what is near, what is late and what is left to do."""
