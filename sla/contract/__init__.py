"""What was agreed: a contract as data, read with line and column, explained in plain sentences."""
