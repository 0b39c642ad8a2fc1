/**
 * Database work as plans that know no engine, the engines' contract, and the Gatling DSL, protocol
 * and action that run plans.
 */
@NullMarked
package tidemark.sql;

import org.jspecify.annotations.NullMarked;
