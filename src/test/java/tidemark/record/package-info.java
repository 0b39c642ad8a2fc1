/** What was measured: samples in nanoseconds, and the plain records that every view reads. */
@NullMarked
package tidemark.record;

import org.jspecify.annotations.NullMarked;
