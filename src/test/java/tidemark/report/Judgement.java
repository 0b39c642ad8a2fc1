package tidemark.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;
import tidemark.record.ChatFigures;
import tidemark.record.ErrorFigures;
import tidemark.record.Figures;
import tidemark.record.GateRow;
import tidemark.record.RunFigures;
import tidemark.record.ScenarioResult;
import tidemark.record.StepFigures;
import tidemark.record.Verdict;

/** Says why a run fails, a line for each reason. Pure. */
public final class Judgement {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long SHORT_SILENCE_NANOS = 1_000_000_000;
  private static final int MANY_TIMES = 5;
  private static final String NOTHING_DONE = "no operation at all";

  private Judgement() {}

  /**
   * All reasons.
   *
   * @param stopped why it was stopped; empty when it ended as planned
   * @param ofTargets those of {@link #database} and of {@link #chat}, whichever were under load
   */
  public static List<String> failures(String stopped, List<String> ofTargets, List<GateRow> gate) {
    List<String> failures = new ArrayList<>();
    if (!stopped.isEmpty()) {
      failures.add("stopped: " + stopped);
    }
    failures.addAll(ofTargets);
    for (GateRow row : gate) {
      if (row.verdict() == Verdict.FAIL) {
        failures.add(line(row));
      }
    }
    return failures;
  }

  /** What speaks against the database. */
  public static List<String> database(RunFigures figures, AuditResult audit) {
    List<String> failures = new ArrayList<>();
    if (figures.all().operations() == 0) {
      failures.add(NOTHING_DONE);
    }
    unexpected(failures, "", figures.errors());
    unexpected(failures, " during warm-up", figures.warmupErrors());
    audit(failures, audit);
    return failures;
  }

  /**
   * What speaks against the chats. As long as none hangs, those that failed count in the gate
   * alone; one that hangs counts here as if it had failed.
   *
   * @param waited since the newest chat was sent, until the figures were closed
   * @param errorRatePercent highest share of chats that fail or hang, 0 to 100
   */
  public static List<String> chat(
      ChatFigures figures, Duration waited, Optional<Double> errorRatePercent) {
    if (figures.total() == 0) {
      return List.of(NOTHING_DONE + ": no chat came to its end, those of the warm-up left out");
    }
    if (figures.unfinished() == 0) {
      return List.of();
    }
    boolean hang = waited.toNanos() > unlikely(figures);
    if (fellSilent(figures, hang)) {
      return List.of(silence(figures, waited));
    }
    return errorRatePercent
        .filter(limit -> hang && failedOrHangingPercent(figures) > limit)
        .map(limit -> List.of(hanging(figures, waited, limit)))
        .orElse(List.of());
  }

  /** What speaks against the cases. A skipped one does not, but something must be tried. */
  public static List<String> cases(List<ScenarioResult> cases) {
    List<String> failures = new ArrayList<>();
    for (ScenarioResult one : cases) {
      if (one.verdict() == Verdict.FAIL) {
        failures.add(
            "case %s: %s (expected: %s)".formatted(one.name(), one.observed(), one.expected()));
      }
    }
    if (cases.stream().allMatch(one -> one.verdict() == Verdict.SKIP)) {
      failures.add("no case was tried: all were skipped");
    }
    return failures;
  }

  /** A run that stopped itself fails only if not even its first step held. */
  public static List<String> steps(List<StepFigures> steps) {
    return StepFigures.lastGood(steps).isPresent()
        ? List.of()
        : steps.stream()
            .filter(StepFigures::broke)
            .map(step -> "no step held: step %s: %s".formatted(step.name(), step.why()))
            .toList();
  }

  /**
   * Chats that hang are in no figure: a backend that stops answering would look as good as ever. It
   * has stopped if nobody who asked since the last answer got one for much longer than the longest
   * had taken.
   */
  private static boolean fellSilent(ChatFigures figures, boolean hang) {
    long silent = figures.silentNanos();
    return silent > 0 && (hang || silent > Math.min(unlikely(figures), figures.elapsedNanos() / 2));
  }

  /** A chat that takes so long is not to be expected any more. */
  private static long unlikely(ChatFigures figures) {
    return Math.max(SHORT_SILENCE_NANOS, MANY_TIMES * longest(figures));
  }

  private static long longest(ChatFigures figures) {
    return Math.max(figures.answered().getMaxValue(), figures.failed().getMaxValue());
  }

  private static String silence(ChatFigures figures, Duration waited) {
    return "no chat ended in the last %s of %s, with %s; of those before, the longest took %s"
        .formatted(
            Figures.millis(figures.silentNanos() / NANOS_PER_MILLI),
            Figures.millis(figures.elapsedNanos() / NANOS_PER_MILLI),
            underWay(figures, waited),
            Figures.millis(longest(figures) / NANOS_PER_MILLI));
  }

  private static String underWay(ChatFigures figures, Duration waited) {
    return "%s under way for %s or longer"
        .formatted(
            Figures.count(figures.unfinished()),
            Figures.millis(waited.toNanos() / NANOS_PER_MILLI));
  }

  private static double failedOrHangingPercent(ChatFigures figures) {
    return 100.0 * (figures.failures() + figures.unfinished()) / begun(figures);
  }

  private static long begun(ChatFigures figures) {
    return figures.total() + figures.unfinished();
  }

  /** Whoever is cut off by the end of the run has not failed; whoever hangs has. */
  private static String hanging(ChatFigures figures, Duration waited, double limit) {
    return "chats that failed or hang %s %% > %s %% (%s of %s), with %s; of the others, the longest took %s"
        .formatted(
            Figures.number(failedOrHangingPercent(figures)),
            Figures.number(limit),
            Figures.count(figures.failures() + figures.unfinished()),
            Figures.count(begun(figures)),
            underWay(figures, waited),
            Figures.millis(longest(figures) / NANOS_PER_MILLI));
  }

  /**
   * A threshold that did not hold: {@code p95 812 ms > 500 ms (12,345 samples)}, {@code error rate
   * 4.10 % > 1.00 % (41 of 1,000)}, {@code chat requests/s 41.2 < 50.0 (1,236 samples)}, {@code
   * p95: no answered samples (limit 500 ms)}.
   */
  static String line(GateRow row) {
    String observed = Figures.of(row.observed(), row.unit());
    String limit = Figures.of(row.limit(), row.unit());
    if (row.samples() == 0) {
      return "%s: no %s (limit %s)".formatted(row.name(), row.seenOver(), limit);
    }
    if (observed.equals(limit)) {
      observed = (row.observed() + " " + row.unit()).strip();
    }
    return "%s %s %s %s (%s)"
        .formatted(row.name(), observed, row.bound().brokenSign(), limit, samples(row));
  }

  private static String samples(GateRow row) {
    long counted = Math.round(row.observed() * row.samples() / 100);
    return row.unit().equals("%")
        ? Figures.count(counted) + " of " + Figures.count(row.samples())
        : Figures.count(row.samples()) + " samples";
  }

  private static void unexpected(List<String> failures, String when, ErrorFigures errors) {
    for (Map.Entry<String, ErrorFigures.Category> entry : errors.unexpected().entrySet()) {
      ErrorFigures.Category category = entry.getValue();
      String sample = category.samples().isEmpty() ? "" : ": " + category.samples().get(0);
      failures.add(
          "unexpected error %s, %s times%s%s"
              .formatted(entry.getKey(), Figures.count(category.count()), when, sample));
    }
  }

  private static void audit(List<String> failures, AuditResult audit) {
    for (String finding : audit.rounds().findings()) {
      failures.add(
          "audit during the run, %s times broken, first %s"
              .formatted(Figures.count(audit.rounds().broken()), finding));
    }
    if (!audit.problem().isEmpty()) {
      failures.add("audit impossible: " + audit.problem());
    }
    for (AuditPart part : audit.parts()) {
      if (!part.ok()) {
        failures.add("audit %s: %s".formatted(part.name(), line(part)));
      }
    }
  }

  /** An invariant that did not hold: {@code 3 broken; first: account 7 is off by +5 ...}. */
  static String line(AuditPart part) {
    return "%s broken; %s"
        .formatted(Figures.audited(part, "broken"), String.join("; ", part.findings()));
  }
}
