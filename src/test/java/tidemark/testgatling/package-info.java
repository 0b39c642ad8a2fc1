/** Runs of Gatling for tests of any package. */
@NullMarked
package tidemark.testgatling;

import org.jspecify.annotations.NullMarked;
