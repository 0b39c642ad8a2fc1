/** What kind of error something is: pure classifiers by code, never by message text. */
@NullMarked
package tidemark.error;

import org.jspecify.annotations.NullMarked;
