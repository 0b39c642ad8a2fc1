package tidemark.gatling;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.action.BlockExit;
import io.gatling.core.session.Session;
import scala.Option;

/**
 * An action with a next one, as Gatling's own chainable, exitable actions are. Their traits cannot
 * be mixed in from Java, so what they do is here, once: leave a block that must be left, run on the
 * user's event loop, and send a user on whose action threw.
 */
public abstract class BaseAction implements Action {
  private final String name;
  private final CoreComponents core;
  private final Action next;
  private Logger logger = Logger.apply(getClass());

  protected BaseAction(String name, CoreComponents core, Action next) {
    this.name = name;
    this.core = core;
    this.next = next;
  }

  /**
   * Does the work of one user, on its event loop or where it is repeated. It must not block, and
   * must call {@link #proceed} or {@link #repeat} in the end, now or later.
   */
  protected abstract void run(Session session);

  /** Sends the user on; may be called from any thread. */
  protected final void proceed(Session session) {
    next.$bang(session);
  }

  protected final CoreComponents core() {
    return core;
  }

  @Override
  public final String name() {
    return name;
  }

  /** Does the work once more for a user that has just been through it, on the thread it is on. */
  protected final void repeat(Session session) {
    if (!leavesBlock(session)) {
      execute(session);
    }
  }

  @Override
  public final void $bang(Session session) {
    if (!leavesBlock(session)) {
      Action.super.$bang(session);
    }
  }

  private boolean leavesBlock(Session session) {
    Option<BlockExit> exit = BlockExit.mustExit(session);
    if (exit.isDefined()) {
      exit.get().exitBlock(core.statsEngine(), core.clock().nowMillis());
    }
    return exit.isDefined();
  }

  @Override
  public final void execute(Session session) {
    try {
      run(session);
    } catch (RuntimeException e) {
      crashed(session, e);
    }
  }

  /** Sends a user on whose work threw, with a row for it. */
  protected final void crashed(Session session, RuntimeException cause) {
    logger.underlying().error("'{}' crashed, sending its user on", name, cause);
    // Gatling keeps a row for each text it is told: the log has the cause.
    core.statsEngine().logRequestCrash(session.scenario(), session.groups(), name, "crash");
    next.$bang(session.markAsFailed());
  }

  @Override
  public final Logger logger() {
    return logger;
  }

  @Override
  public final void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger value) {
    logger = value;
  }
}
