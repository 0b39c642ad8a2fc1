/** Things to point a load test at when there is nothing else: a real PostgreSQL from a jar. */
@NullMarked
package tidemark.target;

import org.jspecify.annotations.NullMarked;
