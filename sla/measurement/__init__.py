"""Figures into results: one measurement per level, window and scope."""
