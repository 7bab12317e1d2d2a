"""Röda tråden: a municipality's steering model, budget, wheel and agreements in one file."""
