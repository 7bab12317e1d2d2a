"""Scenarios: named what-ifs beside a version of the plan, and the parties' alternative budgets."""
