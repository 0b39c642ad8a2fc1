package tidemark.sql.jdbc;

import java.sql.PreparedStatement;

/**
 * A prepared statement of one connection, with its binder.
 *
 * @param statement open as long as its connection
 * @param params binds its parameters
 */
record PreparedSql(PreparedStatement statement, JdbcParams params) {}
