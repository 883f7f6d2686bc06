"""The database: tables, rows turned into values and back, and plain queries for views."""
