/**
 * Load shapes: when users arrive, when each may go on, and the steps in which load grows. Knows
 * neither what users do nor how they are measured.
 */
@NullMarked
package tidemark.load;

import org.jspecify.annotations.NullMarked;
