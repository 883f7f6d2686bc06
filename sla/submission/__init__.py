"""What the vendor sent: figures, read from a file with every problem named by row and column."""
