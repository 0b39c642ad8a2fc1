package tidemark.workload;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import tidemark.error.ErrorKind;
import tidemark.sql.Refusal;
import tidemark.sql.Rows;

/** One attempt at looking one account over: what was chosen, and what each answer must be. */
final class Check {
  private static final int STREAM_PREFIX = 50;

  private record Chosen(long id, String name) {}

  private record Moved(long from, long to, long amount) {}

  private final long seed;
  private static final Account NOT_CHOSEN = Account.named("", 0);

  private final SplittableRandom draws;
  private long id;
  private Account account;

  Check(Turn turn) {
    seed = turn.seed();
    draws = turn.draws();
    account = NOT_CHOSEN;
  }

  void choose(Rows rows) {
    List<Chosen> seen = rows.list(row -> new Chosen(row.integer(1), row.text(2)));
    if (seen.isEmpty()) {
      throw new Refusal(ErrorKind.MISSING_ACCOUNT, "no account");
    }
    Chosen chosen = seen.get(draws.nextInt(seen.size()));
    id = chosen.id();
    account = Account.named(chosen.name(), seed);
  }

  long id() {
    return id;
  }

  String unknownName() {
    return "nobody-" + Long.toHexString(draws.nextLong());
  }

  /** Ids are positive. */
  long unknownId() {
    return -draws.nextLong(1, Long.MAX_VALUE);
  }

  void doesNotExist(Rows rows) {
    boolean exists = rows.next() && rows.exactly(1, Boolean.class);
    if (exists) {
      throw wrong("an account that nobody opened exists");
    }
  }

  void isEmpty(Rows rows) {
    if (rows.first(Rows::map).isPresent()) {
      throw wrong("an id that nobody gave has an account");
    }
  }

  void isNotNegative(Rows rows) {
    long sum = rows.number();
    if (sum < 0) {
      throw wrong("account " + id + " has transfers that sum to " + sum);
    }
  }

  void listsTransfers(Rows rows) {
    rows.list(Check::moved).forEach(this::concernsAccount);
  }

  void streamsTransfers(Rows rows) {
    rows.prefix(STREAM_PREFIX, Check::moved).forEach(this::concernsAccount);
  }

  private static Moved moved(Rows row) {
    return new Moved(row.integer(1), row.integer(2), row.integer(3));
  }

  private void concernsAccount(Moved moved) {
    boolean ours = moved.from() == id || moved.to() == id;
    if (!ours || moved.amount() <= 0) {
      throw wrong("account " + id + " has the transfer " + moved);
    }
  }

  void text(Rows rows) {
    same(value(rows, String.class), account.name());
  }

  void integer(Rows rows) {
    same(value(rows, Long.class), account.opening());
  }

  void real(Rows rows) {
    same(value(rows, Double.class), account.interestRate());
  }

  void complex(Rows rows) {
    same(value(rows, Double.class), account.riskRe());
    same(exactly(rows, 2, Double.class), account.riskIm());
  }

  void flag(Rows rows) {
    same(value(rows, Boolean.class), account.active());
  }

  void timestamp(Rows rows) {
    same(value(rows, Instant.class), account.createdAt());
  }

  void uuid(Rows rows) {
    same(value(rows, UUID.class), account.ref());
  }

  /** The account may be deleted while it is looked over. */
  private <T> T value(Rows rows, Class<T> type) {
    if (!rows.next()) {
      throw new Refusal(ErrorKind.MISSING_ACCOUNT, "account gone");
    }
    return exactly(rows, 1, type);
  }

  /** The rows know what is wrong with a value, but not whose it is. */
  private <T> T exactly(Rows rows, int column, Class<T> type) {
    try {
      return rows.exactly(column, type);
    } catch (Refusal e) {
      throw new Refusal(e.kind(), "account " + id + ": " + e.getMessage());
    }
  }

  private void same(Object found, Object written) {
    if (!found.equals(written)) {
      throw wrong("account " + id + " holds " + found + " where " + written + " was written");
    }
  }

  private static Refusal wrong(String what) {
    return new Refusal(ErrorKind.WRONG_VALUE, what);
  }
}
