"""What a site is made of: pages, feeds, documents and pictures, in bundles with keys."""
