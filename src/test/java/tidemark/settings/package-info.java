/**
 * Reads the settings from all their places, checks them before any load, and says where they came
 * from.
 */
@NullMarked
package tidemark.settings;

import org.jspecify.annotations.NullMarked;
