/**
 * What exhausts, holds or breaks a resource: opened and closed by whoever wants to see what comes
 * of it.
 */
@NullMarked
package tidemark.fault;

import org.jspecify.annotations.NullMarked;
