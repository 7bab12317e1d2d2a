"""The economy around the frames: room, statements, scenarios, the long term, the law."""
