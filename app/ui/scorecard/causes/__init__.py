"""The face Strategikarta: goals by perspective with arrows drawn by hand from cause to effect."""
