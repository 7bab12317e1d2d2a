"""The tab Internbudget: a performer's frame by account group and month."""
