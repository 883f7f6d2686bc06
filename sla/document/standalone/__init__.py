"""What a partner runs without this program: single files that need Python and nothing else."""
