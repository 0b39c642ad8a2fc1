/**
 * What is done to a machine so that something runs out: each is opened and closed by a case, and
 * says so where the machine cannot have it. Linux only.
 */
@NullMarked
package tidemark.fault;

import org.jspecify.annotations.NullMarked;
