/** Turns figures into what people and scripts read: thresholds, verdict, summary, console end. */
@NullMarked
package tidemark.report;

import org.jspecify.annotations.NullMarked;
