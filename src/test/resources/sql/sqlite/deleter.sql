-- name: first_100
SELECT id FROM tidemark_account ORDER BY name LIMIT 100

-- name: remove
DELETE FROM tidemark_account WHERE id = ? RETURNING balance
