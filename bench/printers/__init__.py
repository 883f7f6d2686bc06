"""Printers of others, given the words, tables and charts of a statement as the house's own templates print them."""
