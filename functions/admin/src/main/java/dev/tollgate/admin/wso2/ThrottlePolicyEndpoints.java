package dev.tollgate.admin.wso2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.admin.http.EntityTag;
import dev.tollgate.admin.http.Json;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * The subscription policies of WSO2's admin API, at {@code /api/am/admin/v4/throttling/policies/subscription}. Thread safe.
 *
 * @see <a href="https://apim.docs.wso2.com/en/latest/reference/product-apis/admin-apis/admin-v4/admin-v4/">the API</a>
 */
public final class ThrottlePolicyEndpoints {
    /** A Lambda function answers with 6 MB at most; a policy has about 1 KB as it is shown here. */
    private static final int MOST = 1_000;

    private static final int FARTHEST = 1_000_000;

    private final PolicyLookup policies;
    private final PolicyChanges changes;

    /** Shows the policies of a configuration, and changes them by this writer. */
    public ThrottlePolicyEndpoints(ConfigurationCatalogue catalogue, PolicyWriter writer) {
        this.policies = new PolicyLookup(catalogue);
        this.changes = new PolicyChanges(catalogue, writer);
    }

    /** All policies, or so many behind an offset. */
    public Reply list(Request request) {
        return MediaTypes.refusal(request).orElseGet(() -> {
            var parameters = new Parameters(request.query());
            var offset = parameters.number("offset", 0, FARTHEST, 0);
            var limit = parameters.number("limit", 1, MOST, MOST);
            return refusal(parameters.faults())
                    .orElseGet(() -> Reply.json(ThrottlePolicyList.of(policies.all()
                            .skip(offset)
                            .limit(limit)
                            .map(stored -> ThrottlePolicy.of(stored.object()))
                            .toList())));
        });
    }

    /** A policy by its name or {@code policyId}. */
    public Reply read(Request request, String id) {
        return MediaTypes.refusal(request)
                .or(() -> withoutParameters(request))
                .orElseGet(() -> policies.find(id)
                        .map(stored -> shown(200, stored))
                        .orElseGet(() -> PolicyChanges.notFound(id)));
    }

    /** Makes a policy. */
    public Reply create(Request request) {
        return MediaTypes.refusalWithBody(request).orElseGet(() -> {
            var read = new ThrottlePolicyReader(Optional.empty())
                    .read(parse(request.body().decoded()));
            return refusal(read.faults())
                    .orElseGet(() -> changes.create(read.object().orElseThrow()));
        });
    }

    /** Writes over a policy, on condition of {@code If-Match} where that is given. */
    public Reply replace(Request request, String id) {
        return MediaTypes.refusalWithBody(request).orElseGet(() -> {
            var document = parse(request.body().decoded());
            return changes.change(request, id, stored -> replacement(stored, document));
        });
    }

    /** Deletes a policy, on the same condition. */
    public Reply delete(Request request, String id) {
        return MediaTypes.refusal(request)
                .orElseGet(() ->
                        changes.change(request, id, stored -> new PolicyChanges.Step.Ready(Change.delete(stored))));
    }

    private static PolicyChanges.Step replacement(Versioned<Policy> stored, JsonNode document) {
        var unsayable = Unsayable.in(stored.object());
        if (!unsayable.isEmpty()) {
            var detail = "this path has no words for %s of '%s', which would be lost: change it at /policies/%s"
                    .formatted(
                            String.join(", ", unsayable),
                            stored.object().id(),
                            stored.object().id());
            return new PolicyChanges.Step.Refused(ErrorForm.reply(409, "Conflict", detail));
        }
        var read = new ThrottlePolicyReader(Optional.of(stored.object())).read(document);
        return refusal(read.faults())
                .<PolicyChanges.Step>map(PolicyChanges.Step.Refused::new)
                .orElseGet(() -> new PolicyChanges.Step.Ready(
                        Change.replace(stored, read.object().orElseThrow())));
    }

    /** A policy as it is stored. */
    static Reply shown(int status, Versioned<Policy> stored) {
        var json = Reply.json(ThrottlePolicy.of(stored.object()));
        return new Reply(status, json.headers(), json.body())
                .with("etag", tag(stored).toString());
    }

    /** That of the policy as this path shows it. */
    static EntityTag tag(Versioned<Policy> stored) {
        return EntityTag.of(stored.version(), ThrottlePolicy.of(stored.object()));
    }

    private static Optional<Reply> withoutParameters(Request request) {
        return refusal(new Parameters(request.query()).faults());
    }

    private static Optional<Reply> refusal(List<Problem.Part> faults) {
        return faults.isEmpty() ? Optional.empty() : Optional.of(ErrorForm.badRequest(faults));
    }

    /** Missing where it is no JSON: then it is no object either. */
    private static JsonNode parse(String body) {
        return Json.read(body).orElseGet(MissingNode::getInstance);
    }
}
