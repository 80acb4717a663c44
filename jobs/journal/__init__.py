"""The journal: one local database that is the truth; mailbox, register and outbox are its projections.

SQL stands nowhere else. SQLite by default (WAL, synchronous=FULL, mode 0600), in SQLAlchemy Core so that
PostgreSQL can take its place (DESIGN.md §6). Every table carries the branch.
"""
