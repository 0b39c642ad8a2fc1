-- name: chat
INSERT INTO tidemark_chat (writer, number, attempt, digest) VALUES (?, ?, ?, ?) RETURNING id

-- name: message
INSERT INTO tidemark_chat_message (chat, position, role, content) VALUES (?, ?, ?, ?)
