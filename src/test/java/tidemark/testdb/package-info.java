/** Real databases for tests. */
@NullMarked
package tidemark.testdb;

import org.jspecify.annotations.NullMarked;
