/** Cases of too few connections. */
@NullMarked
package tidemark.run.scenario.connection;

import org.jspecify.annotations.NullMarked;
