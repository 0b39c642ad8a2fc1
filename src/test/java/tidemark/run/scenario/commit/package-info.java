/**
 * Cases of versioned commits, and the desk that orders them and holds them against what is stored.
 */
@NullMarked
package tidemark.run.scenario.commit;

import org.jspecify.annotations.NullMarked;
