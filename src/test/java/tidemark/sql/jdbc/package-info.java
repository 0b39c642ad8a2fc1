/** The blocking engine: JDBC on worker threads, connections from HikariCP. */
@NullMarked
package tidemark.sql.jdbc;

import org.jspecify.annotations.NullMarked;
