package tidemark.workload;

import java.util.List;
import java.util.SplittableRandom;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFile;
import tidemark.sql.SqlWork;

/** Counts the accounts, then reads a random page, or the first rows of a stream, in turn. */
final class Reader {
  private static final int SMALLEST_PAGE = 5;
  private static final int LARGEST_PAGE = 25;
  private static final int PREFIX = 50;

  /** A part of the table, by name. */
  record Page(int size, long offset) {
    /** Lies anywhere and is full where the table has as many, so that every account may be read. */
    static Page draw(long accounts, SplittableRandom draws) {
      int size = draws.nextInt(SMALLEST_PAGE, LARGEST_PAGE + 1);
      return new Page(size, draws.nextLong(Math.max(0, accounts - size) + 1));
    }
  }

  private static final class Read {
    final SplittableRandom draws;
    long count;
    List<Long> ids = List.of();

    Read(Turn turn) {
      draws = turn.draws();
    }

    void counted(Rows rows) {
      count = rows.number();
    }

    void page(Rows rows) {
      ids = rows.list(row -> row.integer(1));
    }

    void stream(Rows rows) {
      ids = rows.prefix(PREFIX, row -> row.integer(1));
    }
  }

  private final Plan<Turn, Read> page;
  private final Plan<Turn, Read> stream;

  Reader(SqlDialect dialect) {
    SqlFile sql = dialect.file("reader");
    this.page =
        Plan.<Turn, Read>of("read page", Read::new)
            .query(sql.get("count"), Read::counted)
            .query(
                sql.get("page"),
                (read, params) -> {
                  Page page = Page.draw(read.count, read.draws);
                  params.integer(page.size()).integer(page.offset());
                },
                Read::page)
            .workedIf(read -> !read.ids.isEmpty())
            .build();
    this.stream =
        Plan.<Turn, Read>of("read stream", Read::new)
            .query(sql.get("count"), Read::counted)
            .beginReading()
            .stream(sql.get("stream"), PREFIX, (read, params) -> {}, Read::stream)
            .commit()
            .workedIf(read -> !read.ids.isEmpty())
            .build();
  }

  SqlWork<?, ?> work(Turn turn) {
    return new SqlWork<>(turn.number() % 2 == 1 ? page : stream, turn);
  }
}
