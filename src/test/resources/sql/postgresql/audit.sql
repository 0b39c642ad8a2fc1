-- Everything here is read in one snapshot.

-- name: money
SELECT
  (SELECT COALESCE(SUM(balance), 0) FROM tidemark_account),
  (SELECT COALESCE(SUM(amount), 0) FROM tidemark_ledger WHERE kind = 'deposit'),
  (SELECT COALESCE(SUM(amount), 0) FROM tidemark_ledger WHERE kind = 'removal'),
  (SELECT COUNT(*) FROM tidemark_account)

-- For every account that ever was: opening + received - sent - removed - what is there now, and
-- deposits - removals - rows, are both 0. One query for both, since grouping is what takes time.
-- name: balances
SELECT account, SUM(delta), SUM(presence),
  (SELECT COUNT(*) FROM tidemark_account a WHERE a.id = moves.account)
FROM (
  SELECT account, CASE kind WHEN 'deposit' THEN amount ELSE -amount END AS delta,
    CASE kind WHEN 'deposit' THEN 1 WHEN 'removal' THEN -1 ELSE 0 END AS presence
  FROM tidemark_ledger
  UNION ALL
  SELECT other, amount, 0 FROM tidemark_ledger WHERE kind = 'transfer'
  UNION ALL
  SELECT id, -balance, -1 FROM tidemark_account
) AS moves
GROUP BY account HAVING SUM(delta) <> 0 OR SUM(presence) <> 0 ORDER BY account

-- name: orphans
SELECT t.writer, t.number, CASE WHEN a.id IS NULL THEN t.from_account ELSE t.to_account END
FROM tidemark_transfer t
LEFT JOIN tidemark_account a ON a.id = t.from_account
LEFT JOIN tidemark_account b ON b.id = t.to_account
WHERE a.id IS NULL OR b.id IS NULL
ORDER BY t.writer, t.number

-- name: negatives
SELECT id, balance FROM tidemark_account WHERE balance < 0 ORDER BY id

-- name: writers
SELECT writer, COUNT(*), COUNT(DISTINCT number), SUM(CASE line WHEN 0 THEN 1 ELSE 0 END),
  SUM(CASE line WHEN 0 THEN attempt ELSE 0 END), MAX(number)
FROM tidemark_ledger GROUP BY writer

-- name: commits_of_writer
SELECT number, attempt, COUNT(*) FROM tidemark_ledger WHERE writer = ?
GROUP BY number, attempt ORDER BY number, attempt

-- name: lines_of_commit
SELECT number, attempt, line, kind, account, other, amount FROM tidemark_ledger
WHERE writer = ? AND number = ? AND attempt = ?

-- What is new of a user while the run goes on.
-- name: lines_since
SELECT number, attempt, line, kind, account, other, amount FROM tidemark_ledger
WHERE writer = ? AND number >= ? ORDER BY number, attempt, line

-- name: accounts
SELECT id, balance FROM tidemark_account

-- Transfers whose two accounts are both there must be there themselves.
-- name: missing_transfers
SELECT l.writer, l.number FROM tidemark_ledger l
JOIN tidemark_account a ON a.id = l.account
JOIN tidemark_account b ON b.id = l.other
LEFT JOIN tidemark_transfer t
  ON t.writer = l.writer AND t.number = l.number AND t.attempt = l.attempt
WHERE l.kind = 'transfer' AND t.writer IS NULL
ORDER BY l.writer, l.number

-- name: missing_transfers_since
SELECT l.writer, l.number FROM tidemark_ledger l
JOIN tidemark_account a ON a.id = l.account
JOIN tidemark_account b ON b.id = l.other
LEFT JOIN tidemark_transfer t
  ON t.writer = l.writer AND t.number = l.number AND t.attempt = l.attempt
WHERE l.writer = ? AND l.number >= ? AND l.kind = 'transfer' AND t.writer IS NULL
ORDER BY l.number

-- A transfer that is there must be there as its ledger row says.
-- name: unwritten_transfers
SELECT t.writer, t.number FROM tidemark_transfer t
LEFT JOIN tidemark_ledger l
  ON l.writer = t.writer AND l.number = t.number AND l.attempt = t.attempt
  AND l.kind = 'transfer' AND l.account = t.from_account AND l.other = t.to_account
  AND l.amount = t.amount
WHERE l.writer IS NULL
ORDER BY t.writer, t.number

-- name: unwritten_transfers_since
SELECT t.writer, t.number FROM tidemark_transfer t
LEFT JOIN tidemark_ledger l
  ON l.writer = t.writer AND l.number = t.number AND l.attempt = t.attempt
  AND l.kind = 'transfer' AND l.account = t.from_account AND l.other = t.to_account
  AND l.amount = t.amount
WHERE t.writer = ? AND t.number >= ? AND l.writer IS NULL
ORDER BY t.writer, t.number

-- Transfers of accounts that a user has removed.
-- name: orphans_since
SELECT t.writer, t.number, l.account FROM tidemark_ledger l
JOIN tidemark_transfer t ON t.from_account = l.account
WHERE l.writer = ? AND l.number >= ? AND l.kind = 'removal'
UNION ALL
SELECT t.writer, t.number, l.account FROM tidemark_ledger l
JOIN tidemark_transfer t ON t.to_account = l.account
WHERE l.writer = ? AND l.number >= ? AND l.kind = 'removal'

-- What is stored of a user's chats; a message that is missing is NULL.
-- name: chats_since
SELECT c.number, c.attempt, c.digest, q.content, a.content
FROM tidemark_chat c
LEFT JOIN tidemark_chat_message q ON q.chat = c.id AND q.position = 0 AND q.role = 'user'
LEFT JOIN tidemark_chat_message a ON a.chat = c.id AND a.position = 1 AND a.role = 'assistant'
WHERE c.writer = ? AND c.number >= ? ORDER BY c.number, c.attempt, c.id

-- name: chat_writers
SELECT writer, COUNT(*) FROM tidemark_chat GROUP BY writer ORDER BY writer
