"""The commands of `infralog`."""
