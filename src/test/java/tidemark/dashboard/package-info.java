/** What people see of a run while it goes on. Reads snapshots only. */
@NullMarked
package tidemark.dashboard;

import org.jspecify.annotations.NullMarked;
