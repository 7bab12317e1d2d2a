"""What can be found wrong with a municipality's steering, gathered from all rooms."""
