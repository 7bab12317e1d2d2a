"""The year change of scorecards: a preview of what goes on, made in one step."""
