-- name: drop_ledger
DROP TABLE IF EXISTS tidemark_ledger

-- name: drop_transfer
DROP TABLE IF EXISTS tidemark_transfer

-- name: drop_account
DROP TABLE IF EXISTS tidemark_account

-- name: drop_branch
DROP TABLE IF EXISTS tidemark_branch
