package dev.tollgate.infra.stage;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;

/** What of Bedrock may be invoked, by the ids that callers write. */
final class BedrockModels {
    /** Before a model's id, the regions that a profile of it spans. */
    private static final Pattern PROFILE = Pattern.compile("(us|us-gov|eu|apac|au|jp|ca|global)\\.(?<model>.+)");

    private BedrockModels() {}

    /** Their ARNs in all regions: whoever calls a profile needs the right to its model too, in each region that it spans. */
    static String[] arns(Stack stack, List<String> ids) {
        return ids.stream().flatMap(id -> arns(stack, id)).distinct().toArray(String[]::new);
    }

    private static Stream<String> arns(Stack stack, String id) {
        var ofAccount = "arn:%s:bedrock:*:%s:".formatted(stack.getPartition(), stack.getAccount());
        if (id.startsWith("application-inference-profile/")) {
            return Stream.of(ofAccount + id);
        }
        var profile = PROFILE.matcher(id);
        var isProfile = profile.matches();
        var model = "arn:%s:bedrock:*::foundation-model/%s"
                .formatted(stack.getPartition(), isProfile ? profile.group("model") : id);
        return isProfile || id.startsWith("*")
                ? Stream.of(model, ofAccount + "inference-profile/" + id)
                : Stream.of(model);
    }
}
