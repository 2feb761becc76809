"""Files as they lie on disk, and front matter as positioned text that guesses nothing."""

from __future__ import annotations
