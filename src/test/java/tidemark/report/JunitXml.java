package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;
import tidemark.record.Shown;
import tidemark.record.Verdict;

/**
 * Writes {@code junit.xml}: the thresholds, the audit, the cases and the verdict, each a test, as
 * test reporters read them. Whole or not at all.
 *
 * @see <a href="https://github.com/windyroad/JUnit-Schema">the schema that Ant's reports have</a>
 */
public final class JunitXml {
  /** Its name in the run's folder. */
  public static final String FILE = "junit.xml";

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_TEXT = 20_000;

  /**
   * One of them.
   *
   * @param said why it failed, or was skipped
   */
  private record Test(String name, Verdict verdict, double seconds, String said) {
    static Test of(String name, boolean good, double seconds, String said) {
      return new Test(name, Verdict.of(good), seconds, said);
    }
  }

  private final RunReport report;
  private final XMLStreamWriter xml;

  private JunitXml(RunReport report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
  }

  /** Writes the report to its folder. */
  public static void write(RunReport report) throws IOException {
    byte[] text = text(report).getBytes(UTF_8);
    WholeFile.write(report.folder().resolve(FILE), out -> out.write(text));
  }

  static String text(RunReport report) throws IOException {
    StringWriter text = new StringWriter(); // by itself, it would take a sign beyond 16 bits apart
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitXml(report, xml).document();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return text.append('\n').toString();
  }

  private void document() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    int id = 0;
    for (Map.Entry<String, List<Test>> suite : suites().entrySet()) {
      suite(id++, suite.getKey(), suite.getValue());
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private Map<String, List<Test>> suites() {
    Map<String, List<Test>> suites = new LinkedHashMap<>();
    suites.put("verdict", List.of(verdict()));
    suites.put("gate", gate());
    suites.put("audit", report.database().map(one -> audit(one.audit())).orElse(List.of()));
    suites.put("cases", report.cases().map(JunitXml::cases).orElse(List.of()));
    suites.values().removeIf(List::isEmpty);
    return suites;
  }

  private Test verdict() {
    boolean passed = report.verdict() == Verdict.PASS;
    return Test.of("verdict", passed, 0, String.join("\n", report.failures()));
  }

  private List<Test> gate() {
    return report.gate().stream()
        .map(row -> new Test(row.name(), row.verdict(), 0, Judgement.line(row)))
        .toList();
  }

  private static List<Test> audit(AuditResult audit) {
    List<Test> tests = new ArrayList<>();
    if (audit.rounds().done() > 0) {
      tests.add(
          Test.of(
              "during the run",
              audit.rounds().broken() == 0,
              audit.rounds().seconds(),
              String.join("\n", audit.rounds().findings())));
    }
    if (!audit.problem().isEmpty()) {
      tests.add(Test.of("at the end", false, audit.seconds(), "impossible: " + audit.problem()));
    }
    for (AuditPart part : audit.parts()) {
      tests.add(Test.of(part.name(), part.ok(), 0, part.ok() ? "" : Judgement.line(part)));
    }
    return tests;
  }

  private static List<Test> cases(CasesReport cases) {
    return cases.cases().stream()
        .map(
            one ->
                new Test(
                    one.name(),
                    one.verdict(),
                    one.seconds(),
                    "%s (expected: %s)".formatted(one.observed(), one.expected())))
        .toList();
  }

  private void suite(int id, String name, List<Test> tests) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute("name", report.simulation() + " " + name);
    attribute("package", "tidemark");
    attribute("id", Integer.toString(id));
    attribute("timestamp", TIMESTAMP.format(report.started()));
    attribute("hostname", "localhost");
    attribute("tests", Integer.toString(tests.size()));
    attribute("failures", count(tests, Verdict.FAIL));
    attribute("errors", "0");
    attribute("skipped", count(tests, Verdict.SKIP));
    attribute("time", decimal(tests.stream().mapToDouble(Test::seconds).sum()));
    properties();
    for (Test test : tests) {
      test(name, test);
    }
    empty("system-out");
    empty("system-err");
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void properties() throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("properties");
    property("seed", Long.toString(report.seed()));
    property("folder", report.folder().toString());
    for (Map.Entry<String, String> version : report.versions().entrySet()) {
      property("version." + version.getKey(), version.getValue());
    }
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void test(String suite, Test test) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute("name", test.name());
    attribute("classname", report.simulation() + "." + suite);
    attribute("time", decimal(test.seconds()));
    if (test.verdict() == Verdict.FAIL) {
      xml.writeStartElement("failure");
      attribute("message", Shown.cut(test.said(), LONGEST_MESSAGE));
      attribute("type", suite);
      xml.writeCharacters(Printable.lines(Shown.cut(test.said(), LONGEST_TEXT)));
      xml.writeEndElement();
    } else if (test.verdict() == Verdict.SKIP) {
      xml.writeStartElement("skipped");
      attribute("message", Shown.cut(test.said(), LONGEST_MESSAGE));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void empty(String name) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeEmptyElement(name);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, Printable.line(value));
  }

  private static String count(List<Test> tests, Verdict verdict) {
    return Long.toString(tests.stream().filter(one -> one.verdict() == verdict).count());
  }

  private static String decimal(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
