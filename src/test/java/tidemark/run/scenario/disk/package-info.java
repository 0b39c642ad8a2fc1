/** Cases of a disk that is full. */
@NullMarked
package tidemark.run.scenario.disk;

import org.jspecify.annotations.NullMarked;
