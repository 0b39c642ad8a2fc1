-- name: first_50
SELECT id, name FROM tidemark_account ORDER BY name LIMIT 50

-- name: exists
SELECT EXISTS (SELECT 1 FROM tidemark_account WHERE name = ?)

-- name: lookup
SELECT id, name, balance FROM tidemark_account WHERE id = ?

-- name: sent
SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM tidemark_transfer WHERE from_account = ?

-- name: received
SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM tidemark_transfer WHERE to_account = ?

-- A busy account may have very many: the list has an end.
-- name: transfers
SELECT from_account, to_account, amount FROM tidemark_transfer
WHERE from_account = ? OR to_account = ? LIMIT 1000

-- name: transfer_stream
SELECT from_account, to_account, amount FROM tidemark_transfer
WHERE from_account = ? OR to_account = ?

-- name: text
SELECT name FROM tidemark_account WHERE id = ?

-- name: integer
SELECT opening FROM tidemark_account WHERE id = ?

-- name: double
SELECT interest_rate FROM tidemark_account WHERE id = ?

-- name: complex
SELECT risk_re, risk_im FROM tidemark_account WHERE id = ?

-- name: boolean
SELECT active FROM tidemark_account WHERE id = ?

-- name: timestamp
SELECT created_at FROM tidemark_account WHERE id = ?

-- name: uuid
SELECT ref FROM tidemark_account WHERE id = ?
