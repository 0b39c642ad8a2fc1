-- The bank. Ids are given by Tidemark; every column of an account follows from its name and the seed.

-- name: create_branch
CREATE TABLE tidemark_branch (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
)

-- name: create_account
CREATE TABLE tidemark_account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  balance INTEGER NOT NULL CHECK (balance >= 0),
  opening INTEGER NOT NULL,
  interest_rate REAL NOT NULL,
  risk_re REAL NOT NULL,
  risk_im REAL NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL,
  ref TEXT NOT NULL
)

-- name: create_transfer
CREATE TABLE tidemark_transfer (
  writer INTEGER NOT NULL,
  number INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  from_account INTEGER NOT NULL REFERENCES tidemark_account (id) ON DELETE CASCADE,
  to_account INTEGER NOT NULL REFERENCES tidemark_account (id) ON DELETE CASCADE,
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (writer, number, attempt)
) WITHOUT ROWID

-- name: create_transfer_from
CREATE INDEX tidemark_transfer_from ON tidemark_transfer (from_account)

-- name: create_transfer_to
CREATE INDEX tidemark_transfer_to ON tidemark_transfer (to_account)

-- What happened, without foreign keys, so that it outlives the accounts.
-- name: create_ledger
CREATE TABLE tidemark_ledger (
  writer INTEGER NOT NULL,
  number INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('deposit', 'transfer', 'removal')),
  account INTEGER NOT NULL,
  other INTEGER,
  amount INTEGER NOT NULL,
  PRIMARY KEY (writer, number, attempt, line)
) WITHOUT ROWID

-- Chats of the embedded backend. The database does not mind if one is there twice; the audit does.
-- name: create_chat
CREATE TABLE tidemark_chat (
  id INTEGER PRIMARY KEY,
  writer INTEGER NOT NULL,
  number INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  digest INTEGER NOT NULL
)

-- name: create_chat_number
CREATE INDEX tidemark_chat_number ON tidemark_chat (writer, number)

-- name: create_chat_message
CREATE TABLE tidemark_chat_message (
  chat INTEGER NOT NULL REFERENCES tidemark_chat (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (chat, position)
) WITHOUT ROWID
