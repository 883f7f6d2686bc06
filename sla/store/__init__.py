"""What is kept: one database, embedded SQLite or PostgreSQL by its URL, and the only code that speaks SQL.

Every change of a period is one guarded update, postings and the log can only be added to, and every query that a
person's page asks is scoped to that person's company in one place (`visible`).
"""
