"""The artifacts of a site, each with the key of everything it is made of."""
