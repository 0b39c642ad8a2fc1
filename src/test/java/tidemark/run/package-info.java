/** A run's life: settings, targets, engine, recorder, closing, verdict, files, exit. */
@NullMarked
package tidemark.run;

import org.jspecify.annotations.NullMarked;
