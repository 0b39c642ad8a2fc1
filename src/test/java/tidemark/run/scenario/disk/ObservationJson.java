package tidemark.run.scenario.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import tidemark.run.scenario.Observation;

/** An observation as one line of text, and back. */
final class ObservationJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private ObservationJson() {}

  static String write(Observation observation) throws JsonProcessingException {
    return JSON.writeValueAsString(observation);
  }

  /**
   * Reads what was written.
   *
   * @throws JsonProcessingException if it is something else
   */
  static Observation read(String line) throws JsonProcessingException {
    return JSON.readValue(line, Observation.class);
  }
}
