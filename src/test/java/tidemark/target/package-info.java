/**
 * Things to point a load test at when there is nothing else: a real PostgreSQL from a jar, and a
 * chat server that answers as it is told to.
 */
@NullMarked
package tidemark.target;

import org.jspecify.annotations.NullMarked;
