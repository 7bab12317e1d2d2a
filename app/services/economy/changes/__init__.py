"""Decisions during the year that change a decided budget, and what the budget is after them."""
