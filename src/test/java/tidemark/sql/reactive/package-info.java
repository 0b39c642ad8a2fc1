/** The asynchronous engine for PostgreSQL: Vert.x's client, no thread per connection. */
@NullMarked
package tidemark.sql.reactive;

import org.jspecify.annotations.NullMarked;
