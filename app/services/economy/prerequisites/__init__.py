"""The prerequisites of a plan: forecast rounds, a version's own values, and the room they leave."""
