"""What is seen: the only floor that imports Qt; it never touches the database itself."""
