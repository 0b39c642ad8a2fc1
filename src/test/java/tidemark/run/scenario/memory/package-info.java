/** Cases of what is large, and of memory that is short. */
@NullMarked
package tidemark.run.scenario.memory;

import org.jspecify.annotations.NullMarked;
