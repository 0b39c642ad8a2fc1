package tidemark.chat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Prompts from a CSV with a header, in UTF-8, parted by commas. */
final class PromptCsv {
  private static final String ALLOWED = "CSV with a text in the column prompt";

  private PromptCsv() {}

  static List<String> read(UserFile file) {
    List<String> prompts = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().allowUnclosedQuote(false).ofNamedCsvRecord(file.text())) {
      for (NamedCsvRecord row : rows) {
        prompts.add(
            row.findField(Prompts.COLUMN)
                .filter(prompt -> !prompt.isBlank())
                .orElseThrow(() -> file.refused(ALLOWED, row.getStartingLineNumber())));
      }
    } catch (CsvParseException e) {
      throw file.refused(ALLOWED, "there is: " + e.getMessage());
    } catch (IOException e) {
      throw file.unreadable();
    }
    if (prompts.isEmpty()) {
      throw file.refused(ALLOWED, "there is none");
    }
    return prompts;
  }
}
