/**
 * The plumbing between Tidemark and Gatling: the one base action, the throttle, the one place that
 * reports a sample, and the one way for a run to end.
 */
@NullMarked
package tidemark.gatling;

import org.jspecify.annotations.NullMarked;
