/** How load grows in a run. */
@NullMarked
package tidemark.load;

import org.jspecify.annotations.NullMarked;
