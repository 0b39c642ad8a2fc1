package tidemark.workload;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tidemark.error.ErrorKind;
import tidemark.sql.Plan;
import tidemark.sql.Refusal;
import tidemark.sql.Rows;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFile;
import tidemark.sql.SqlWork;

/** Moves money between two of the first 50 accounts. */
final class Transferrer {
  private record Seen(long id, long balance) {}

  /** One attempt at a transfer. */
  static final class Transfer {
    private final SplittableRandom draws;
    private final LockOrder lockOrder;
    private final CommitCounter counter;
    private final Entry entry;
    private long from;
    private long to;
    private long amount;
    private Map<String, Object> sender = Map.of();
    private Map<String, Object> receiver = Map.of();

    Transfer(Turn turn, LockOrder lockOrder) {
      this.draws = turn.draws();
      this.lockOrder = lockOrder;
      this.counter = turn.ledger();
      this.entry = counter.attempt();
    }

    void choose(Rows rows) {
      List<Seen> seen = rows.list(row -> new Seen(row.integer(1), row.integer(2)));
      if (seen.size() < 2) {
        throw new Refusal(ErrorKind.MISSING_ACCOUNT, "fewer than two accounts");
      }
      int first = draws.nextInt(seen.size());
      int second = draws.nextInt(seen.size() - 1);
      Seen payer = seen.get(first);
      from = payer.id();
      to = seen.get(second < first ? second : second + 1).id();
      amount = draws.nextLong(1, Math.max(1, payer.balance() / 4) + 1);
    }

    long firstLock() {
      return lockOrder == LockOrder.ID ? Math.min(from, to) : from;
    }

    long secondLock() {
      return lockOrder == LockOrder.ID ? Math.max(from, to) : to;
    }

    void locked(Rows rows) {
      Seen account =
          rows.first(row -> new Seen(row.integer(1), row.integer(2)))
              .orElseThrow(() -> new Refusal(ErrorKind.MISSING_ACCOUNT, "account gone"));
      if (account.id() == from && account.balance() < amount) {
        throw new Refusal(ErrorKind.INSUFFICIENT_FUNDS, "funds too short");
      }
    }

    void debited(Rows rows) {
      sender = OneRow.of("debit", rows);
    }

    void credited(Rows rows) {
      receiver = OneRow.of("credit", rows);
    }

    /** The payer after the transfer, by column name. */
    Map<String, Object> sender() {
      return sender;
    }

    /** The receiver after the transfer, by column name. */
    Map<String, Object> receiver() {
      return receiver;
    }
  }

  private final Plan<Turn, Transfer> plan;

  Transferrer(SqlDialect dialect, Ledger ledger, LockOrder lockOrder) {
    SqlFile sql = dialect.file("transferrer");
    this.plan =
        Plan.<Turn, Transfer>of("transfer", turn -> new Transfer(turn, lockOrder))
            .query(sql.get("first_50"), Transfer::choose)
            .begin()
            .query(
                sql.get("lock"),
                (transfer, params) -> params.integer(transfer.firstLock()),
                Transfer::locked)
            .query(
                sql.get("lock"),
                (transfer, params) -> params.integer(transfer.secondLock()),
                Transfer::locked)
            .query(
                sql.get("debit"),
                (transfer, params) -> params.integer(transfer.amount).integer(transfer.from),
                Transfer::debited)
            .query(
                sql.get("credit"),
                (transfer, params) -> params.integer(transfer.amount).integer(transfer.to),
                Transfer::credited)
            .update(
                sql.get("insert"),
                (transfer, params) ->
                    params
                        .integer(transfer.entry.writer())
                        .integer(transfer.entry.number())
                        .integer(transfer.entry.attempt())
                        .integer(transfer.from)
                        .integer(transfer.to)
                        .integer(transfer.amount),
                (transfer, affected) -> OneRow.require("transfer insert", affected))
            .update(
                ledger.transfer(),
                (transfer, params) ->
                    Ledger.bind(params, transfer.entry, 0)
                        .integer(transfer.from)
                        .integer(transfer.to)
                        .integer(transfer.amount),
                (transfer, affected) -> OneRow.require("ledger insert", affected))
            .commit()
            .onAcknowledged(transfer -> transfer.counter.acknowledged(transfer.entry, 1))
            .onUncertain(transfer -> transfer.counter.uncertain(transfer.entry, 1))
            .build();
  }

  SqlWork<Turn, Transfer> work(Turn turn) {
    return new SqlWork<>(plan, turn);
  }
}
