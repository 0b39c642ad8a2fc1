/**
 * Load shapes: when users arrive and when each may go on. Knows neither what users do nor how they
 * are measured.
 */
@NullMarked
package tidemark.load;

import org.jspecify.annotations.NullMarked;
