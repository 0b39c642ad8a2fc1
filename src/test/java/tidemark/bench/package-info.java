/**
 * What stands between Tidemark and the database: the same work done by bare threads, by Tidemark
 * and by pgbench, in turn.
 */
@NullMarked
package tidemark.bench;

import org.jspecify.annotations.NullMarked;
