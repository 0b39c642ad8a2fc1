-- name: insert
INSERT INTO tidemark_account
  (id, name, balance, opening, interest_rate, risk_re, risk_im, active, created_at, ref)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- An array is made once; a subquery in a join may run again, and then finds further accounts.
-- name: retire_oldest
DELETE FROM tidemark_account WHERE id = ANY (ARRAY(
  SELECT id FROM tidemark_account ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
))
RETURNING id, balance
