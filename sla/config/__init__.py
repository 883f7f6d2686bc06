"""What an installation decides for itself: addresses of the database and the files, keys, limits."""
