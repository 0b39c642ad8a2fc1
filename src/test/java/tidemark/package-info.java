/** The simulations. Each reads as a table of contents; nothing imports this package. */
@NullMarked
package tidemark;

import org.jspecify.annotations.NullMarked;
