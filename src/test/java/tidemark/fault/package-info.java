/** What takes resources away from a database's processes, and gives them back when it is closed. */
@NullMarked
package tidemark.fault;

import org.jspecify.annotations.NullMarked;
