"""The municipality's standard texts: wordings side by side, their versions and the fields in them."""
