package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tidemark.settings.Settings;

/** Where a run's files go, and what points at them. */
class RunFolderTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(RunFolder.class);

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  @TempDir Path folder;
  private Path parent;
  private Path latest;

  @BeforeEach
  void listen() throws IOException {
    parent = Files.createDirectory(folder.resolve("runs"));
    latest = parent.resolve("latest");
    logged.start();
    LOG.addAppender(logged);
    LOG.setAdditive(false);
  }

  @AfterEach
  void listenNoMore() {
    LOG.detachAppender(logged);
    LOG.setAdditive(true);
  }

  @Test
  void twoRunsOfOneSecondHaveAFolderEach() throws IOException {
    Path first = create();
    Path second = create();

    assertThat(first.getFileName().toString()).matches("AnySimulation-\\d{8}-\\d{6}");
    assertThat(second).isEqualTo(parent.resolve(first.getFileName() + "-2"));
    assertThat(second).isEmptyDirectory();
  }

  @Test
  void latestStaysWhereItIsUntilTheRunIsSure() throws IOException {
    Path last = create();
    RunFolder.pointLatest(last);

    Path next = create();
    assertThat(latest.toRealPath()).isEqualTo(last.toRealPath());

    RunFolder.pointLatest(next);
    assertThat(latest.toRealPath()).isEqualTo(next.toRealPath());
    assertThat(parent.toFile().list()).hasSize(3);
    assertThat(logged.list).isEmpty();
  }

  @Test
  void latestIsNeverAbsent() throws IOException {
    List<Path> folders = List.of(create(), create());
    RunFolder.pointLatest(folders.get(0));
    CompletableFuture<Void> pointing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 1; i <= 1_000; i++) {
                RunFolder.pointLatest(folders.get(i % 2));
              }
            });

    while (!pointing.isDone()) {
      // Nothing else: each look that takes long is a gap that is not seen.
      Files.readSymbolicLink(latest);
    }
    pointing.join();
    assertThat(latest.toRealPath()).isEqualTo(folders.get(0).toRealPath());
    assertThat(logged.list).isEmpty();
  }

  @Test
  void aLinkWhoseFolderIsGoneIsReplaced() throws IOException {
    Files.createSymbolicLink(latest, Path.of("gone"));

    assertThat(pointed()).isTrue();
  }

  @Test
  void aFileThatStandsForALinkIsReplaced() throws IOException {
    Files.writeString(latest, "AnySimulation-20261122-110000-2\n");

    assertThat(pointed()).isTrue();
  }

  @Test
  void somebodysFileIsLeftAlone() throws IOException {
    Files.writeString(latest, "the latest prices\n");

    assertThat(pointed()).isFalse();
    assertThat(latest).hasContent("the latest prices\n");
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(latest + " is not Tidemark's and is left as it is");
  }

  @Test
  void somebodysFolderIsLeftAlone() throws IOException {
    Path prices = Files.createDirectory(latest).resolve("prices");
    Files.writeString(prices, "12.50");

    assertThat(pointed()).isFalse();
    assertThat(prices).hasContent("12.50");
    assertThat(logged.list).hasSize(1);
  }

  /** Makes a folder and points; true if {@code latest} leads there. */
  private boolean pointed() throws IOException {
    Path made = create();
    RunFolder.pointLatest(made);
    return latest.toRealPath().equals(made.toRealPath());
  }

  private Path create() throws IOException {
    Path dotEnv = Files.writeString(folder.resolve("empty.env"), "");
    Map<String, String> given = Map.of("run.dir", parent.toString(), "envFile", dotEnv.toString());
    Path absent = folder.resolve("absent.conf");
    Settings settings = Settings.load("AnySimulation", given, Map.of(), absent);
    return RunFolder.create(settings, "AnySimulation", STARTED);
  }
}
