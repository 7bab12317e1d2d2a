"""The municipality and its organisation, valid in time."""
