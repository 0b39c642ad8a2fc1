-- name: insert
INSERT INTO tidemark_account
  (id, name, balance, opening, interest_rate, risk_re, risk_im, active, created_at, ref)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: retire_oldest
DELETE FROM tidemark_account WHERE id IN (
  SELECT id FROM tidemark_account ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
)
RETURNING id, balance
