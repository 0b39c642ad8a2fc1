-- name: count
SELECT COUNT(*) FROM tidemark_account

-- name: page
SELECT id, name, balance FROM tidemark_account ORDER BY name LIMIT ? OFFSET ?

-- name: stream
SELECT id, name, balance FROM tidemark_account
