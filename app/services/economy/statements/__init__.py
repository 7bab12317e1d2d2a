"""The statements that follow from a plan: result, cash flow and balance, with goals, loans and companies."""
