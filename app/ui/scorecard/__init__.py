"""The page Mål och styrkort: scorecards, goals, figures and what was measured."""
