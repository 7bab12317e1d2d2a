"""The tab Nämndernas förslag."""
