"""The page Uppdrag: assignments, activities and staff dialogues."""
