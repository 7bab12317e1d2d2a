"""How fast the program is, as ratios to something bare that is measured side by side in the same run."""
