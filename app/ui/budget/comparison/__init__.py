"""The tab Jämförelse: two versions beside each other as a table, as charts, and as shares."""
