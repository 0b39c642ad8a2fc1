-- The built-in commit log.

-- name: create_commit_branch
CREATE TABLE tidemark_commit_branch (
  name TEXT PRIMARY KEY,
  head TEXT NOT NULL
)

-- name: create_commit
CREATE TABLE tidemark_commit (
  id TEXT PRIMARY KEY,
  branch TEXT NOT NULL,
  parent TEXT NOT NULL,
  message TEXT NOT NULL
)
