/** A real browser for tests. */
@NullMarked
package tidemark.testweb;

import org.jspecify.annotations.NullMarked;
