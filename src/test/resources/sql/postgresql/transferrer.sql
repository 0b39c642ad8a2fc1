-- name: first_50
SELECT id, balance FROM tidemark_account ORDER BY name LIMIT 50

-- name: lock
SELECT id, balance FROM tidemark_account WHERE id = ? FOR UPDATE

-- name: debit
UPDATE tidemark_account SET balance = balance - ? WHERE id = ? RETURNING id, balance

-- name: credit
UPDATE tidemark_account SET balance = balance + ? WHERE id = ? RETURNING id, balance

-- name: insert
INSERT INTO tidemark_transfer (writer, number, attempt, from_account, to_account, amount)
VALUES (?, ?, ?, ?, ?, ?)
