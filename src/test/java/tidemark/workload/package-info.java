/** What is done to a database: the five roles, the bank they work on, and the audit of it. */
@NullMarked
package tidemark.workload;

import org.jspecify.annotations.NullMarked;
