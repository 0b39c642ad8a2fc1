/**
 * What kind of error something is: pure classifiers by code or type, and by a message's text only
 * where an HTTP client leaves nothing else.
 */
@NullMarked
package tidemark.error;

import org.jspecify.annotations.NullMarked;
