/** Runs in a JVM of their own, started from Java and looked at from there: the door for tests. */
@NullMarked
package tidemark.run.forked;

import org.jspecify.annotations.NullMarked;
