"""What the law asks of a budget, held against a version of the plan, each demand with its paragraph."""
