"""What is stored: one module per room; `app.models.schema` gathers them, so that errors load alone."""
