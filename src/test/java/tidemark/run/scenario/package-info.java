/** The cases: what is tried on a resource, one after the other, each within a time of its own. */
@NullMarked
package tidemark.run.scenario;

import org.jspecify.annotations.NullMarked;
