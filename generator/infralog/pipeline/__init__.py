"""From a folder of entries to a published folder: load, cache, build, publish."""
