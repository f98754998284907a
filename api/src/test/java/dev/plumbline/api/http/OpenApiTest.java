package dev.plumbline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description that clients read says what the route table says, no more and no less. */
final class OpenApiTest {
    @TempDir
    private Path folder;

    private JsonNode description;
    private List<Routes.Route> routes;

    @BeforeEach
    void read() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            description = TestServer.json(server.get("/openapi.json"));
            var services = new Services(
                    server.ledger,
                    List.of(TestServer.KEY.verifierKey()),
                    new ScanSearch(server.ledger),
                    Anchors.NONE,
                    null);
            var streams = EventStreams.start(1_000, 1);
            var metrics = new Metrics(services, streams);
            routes = Routes.table(
                    new Submissions(server.ledger, new AdmissionDesk(), Runnable::run, metrics, 1),
                    new EventPages(services),
                    new ReceiptPages(services),
                    new TracePages(services),
                    new ProofPages(services),
                    new TilePages(services),
                    new LogPages(services, metrics),
                    new DemandPages(services),
                    new SequencerPages(services, streams),
                    new Turnstile(1));
            streams.close();
        }
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        var described = new HashMap<String, Set<String>>();
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                described.put(method.getKey() + " " + path.getKey(), queryOf(method.getValue()));
            }
        }
        var served = new HashMap<String, Set<String>>();
        for (Routes.Route route : routes) {
            String path = route.path().replace('<', '{').replace('>', '}');
            served.put(route.method().name().toLowerCase(Locale.ROOT) + " " + path, route.query());
        }
        assertThat(described).isEqualTo(served);
    }

    private static Set<String> queryOf(JsonNode operation) {
        var names = new HashSet<String>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        }
        return names;
    }

    @Test
    void everyReasonIsListed() {
        var listed = new ArrayList<String>();
        description.at("/components/schemas/Problem/properties/type/enum").forEach(type -> listed.add(type.asText()));
        assertThat(listed)
                .containsExactlyElementsOf(
                        Arrays.stream(ApiReason.values()).map(ApiReason::type).toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : description.findValues("$ref")) {
            assertThat(description.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        Map<String, JsonNode> operations = new HashMap<>();
        for (JsonNode id : description.findValues("operationId")) {
            assertThat(operations.put(id.asText(), id)).as(id.asText()).isNull();
        }
    }
}
