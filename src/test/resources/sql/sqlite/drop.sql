-- name: drop_chat_message
DROP TABLE IF EXISTS tidemark_chat_message

-- name: drop_chat
DROP TABLE IF EXISTS tidemark_chat

-- name: drop_ledger
DROP TABLE IF EXISTS tidemark_ledger

-- name: drop_transfer
DROP TABLE IF EXISTS tidemark_transfer

-- name: drop_account
DROP TABLE IF EXISTS tidemark_account

-- name: drop_branch
DROP TABLE IF EXISTS tidemark_branch
