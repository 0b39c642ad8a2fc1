-- One commit of the built-in log: its branch, then itself, then the branch's new head.

-- name: branch
INSERT INTO tidemark_commit_branch (name, head) VALUES (?, '') ON CONFLICT (name) DO NOTHING

-- name: head
SELECT head FROM tidemark_commit_branch WHERE name = ?

-- name: commit
INSERT INTO tidemark_commit (id, branch, parent, message) VALUES (?, ?, ?, ?)

-- name: move
UPDATE tidemark_commit_branch SET head = ? WHERE name = ?

-- name: stored
SELECT id, message FROM tidemark_commit WHERE message LIKE ?

-- The tables that commits have made.
-- name: tables
SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'tidemark_commit_table_%'
