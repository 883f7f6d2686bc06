"""The cycle in words and figures, in reading order: what is printed, before it is printed."""
