-- The bank. Ids are given by Tidemark; every column of an account follows from its name and the seed.

-- name: create_branch
CREATE TABLE tidemark_branch (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
)

-- name: create_account
CREATE TABLE tidemark_account (
  id BIGINT PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  balance BIGINT NOT NULL CHECK (balance >= 0),
  opening INTEGER NOT NULL,
  interest_rate DOUBLE PRECISION NOT NULL,
  risk_re DOUBLE PRECISION NOT NULL,
  risk_im DOUBLE PRECISION NOT NULL,
  active BOOLEAN NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  ref UUID NOT NULL
)

-- name: create_transfer
CREATE TABLE tidemark_transfer (
  writer INTEGER NOT NULL,
  number BIGINT NOT NULL,
  attempt BIGINT NOT NULL,
  from_account BIGINT NOT NULL REFERENCES tidemark_account (id) ON DELETE CASCADE,
  to_account BIGINT NOT NULL REFERENCES tidemark_account (id) ON DELETE CASCADE,
  amount BIGINT NOT NULL CHECK (amount > 0),
  PRIMARY KEY (writer, number, attempt)
)

-- name: create_transfer_from
CREATE INDEX tidemark_transfer_from ON tidemark_transfer (from_account)

-- name: create_transfer_to
CREATE INDEX tidemark_transfer_to ON tidemark_transfer (to_account)

-- What happened, without foreign keys, so that it outlives the accounts.
-- name: create_ledger
CREATE TABLE tidemark_ledger (
  writer INTEGER NOT NULL,
  number BIGINT NOT NULL,
  attempt BIGINT NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('deposit', 'transfer', 'removal')),
  account BIGINT NOT NULL,
  other BIGINT,
  amount BIGINT NOT NULL,
  PRIMARY KEY (writer, number, attempt, line)
)

-- Chats of the embedded backend. The database does not mind if one is there twice; the audit does.
-- name: create_chat
CREATE TABLE tidemark_chat (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  writer INTEGER NOT NULL,
  number BIGINT NOT NULL,
  attempt BIGINT NOT NULL,
  digest BIGINT NOT NULL
)

-- name: create_chat_number
CREATE INDEX tidemark_chat_number ON tidemark_chat (writer, number)

-- name: create_chat_message
CREATE TABLE tidemark_chat_message (
  chat BIGINT NOT NULL REFERENCES tidemark_chat (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (chat, position)
)
