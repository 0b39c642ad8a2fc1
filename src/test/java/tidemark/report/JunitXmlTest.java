package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.report.Runs.part;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tidemark.record.AuditResult;
import tidemark.record.Verdict;

class JunitXmlTest {
  private static final Path FOLDER = Path.of("target", "tidemark", "run");

  /** Read as reporters read it, once the schema has nothing against it. */
  private static Document read(RunReport report) throws Exception {
    String text = JunitXml.text(report);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(JunitXmlTest.class.getResource("/schema/junit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(text)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static Element test(Document xml, String name) {
    NodeList all = xml.getElementsByTagName("testcase");
    for (int i = 0; i < all.getLength(); i++) {
      Element one = (Element) all.item(i);
      if (one.getAttribute("name").equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name);
  }

  private static Element child(Element parent, String name) {
    return (Element) parent.getElementsByTagName(name).item(0);
  }

  private static RunReport roles(List<String> failures, AuditResult audit) {
    return Runs.report(FOLDER, failures, Optional.of(Runs.database(Runs.someFigures(), audit)));
  }

  @Test
  void aRunThatPassedHasNoFailure() throws Exception {
    Document xml = read(roles(List.of(), Runs.AUDITED));

    assertThat(xml.getElementsByTagName("failure").getLength()).isZero();
    assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
    assertThat(test(xml, "p95").getAttribute("classname"))
        .isEqualTo("DatabaseRolesSimulation.gate");
    assertThat(test(xml, "money").getAttribute("classname"))
        .isEqualTo("DatabaseRolesSimulation.audit");
    assertThat(test(xml, "verdict")).isNotNull();
  }

  @Test
  void aBrokenInvariantIsAFailureWithItsFigures() throws Exception {
    AuditResult audit = AuditResult.of(1.5, List.of(part("money", 0), part("balances", 1_234)));
    Document xml = read(roles(List.of("audit balances: broken"), audit));

    assertThat(child(test(xml, "balances"), "failure").getAttribute("message"))
        .startsWith("1,234 broken; first: account 1 is off");
    assertThat(child(test(xml, "verdict"), "failure").getTextContent())
        .isEqualTo("audit balances: broken");
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(2);
  }

  @Test
  void anAuditThatCannotBeDoneIsAFailure() throws Exception {
    Document xml = read(roles(List.of("x"), AuditResult.impossible(0, "no answer")));

    assertThat(child(test(xml, "at the end"), "failure").getAttribute("message"))
        .isEqualTo("impossible: no answer");
  }

  @Test
  void casesAreTestsAndASkippedOneSaysWhy() throws Exception {
    Document xml =
        read(
            Runs.cases(
                FOLDER,
                List.of("case bad: x"),
                Runs.scenario("good", Verdict.PASS, Map.of()),
                Runs.scenario("bad", Verdict.FAIL, Map.of()),
                Runs.scenario("not-here", Verdict.SKIP, Map.of())));

    assertThat(test(xml, "good").getAttribute("time")).isEqualTo("1.250");
    assertThat(child(test(xml, "bad"), "failure").getAttribute("message"))
        .isEqualTo("what was seen (expected: all of it)");
    assertThat(child(test(xml, "not-here"), "skipped").getAttribute("message"))
        .startsWith("what was seen");
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(2);
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
  }

  /** What no document may hold is written out; the rest comes back as it was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "]]></failure><failure message=\"x\"/>",
        "a < b & \"c\" 'd'",
        "\u0000\u001b[31m\u0008",
        "half \ud83d whole \ud83c\udf0a",
        "\ufffe\uffff \u202e right to left"
      })
  void hostileText(String text) throws Exception {
    Document xml = read(roles(List.of(text), Runs.AUDITED));

    assertThat(child(test(xml, "verdict"), "failure").getTextContent())
        .isEqualTo(Printable.lines(text));
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void aLongTextIsCut() throws Exception {
    Document xml = read(roles(List.of("x".repeat(1 << 20)), Runs.AUDITED));

    assertThat(child(test(xml, "verdict"), "failure").getTextContent()).hasSize(20_000);
  }
}
