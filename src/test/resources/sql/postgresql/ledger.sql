-- name: deposit
INSERT INTO tidemark_ledger (writer, number, attempt, line, kind, account, amount)
VALUES (?, ?, ?, ?, 'deposit', ?, ?)

-- name: transfer
INSERT INTO tidemark_ledger (writer, number, attempt, line, kind, account, other, amount)
VALUES (?, ?, ?, ?, 'transfer', ?, ?, ?)

-- name: removal
INSERT INTO tidemark_ledger (writer, number, attempt, line, kind, account, amount)
VALUES (?, ?, ?, ?, 'removal', ?, ?)
