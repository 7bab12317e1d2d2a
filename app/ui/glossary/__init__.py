"""The page Ordlista: words with their explanations."""
