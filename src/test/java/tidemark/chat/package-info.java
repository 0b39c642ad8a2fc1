/**
 * Chat completions for Gatling: the DSL, the action on Gatling's HTTP engine, the readers of
 * answers and event streams, and the times taken from them.
 */
@NullMarked
package tidemark.chat;

import org.jspecify.annotations.NullMarked;
