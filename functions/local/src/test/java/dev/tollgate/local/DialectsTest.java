package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.form.BackendForm;
import dev.tollgate.proxy.function.StageParts;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.bedrock.RoleSigner;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** The admin function does not see the dialects that the proxy speaks, and lets backends have no others. */
class DialectsTest {
    @Test
    void theDialectsOfBackends_areThoseThatAreSpoken() {
        var signer = new RoleSigner(AnonymousCredentialsProvider.create(), "eu-west-1", () -> Instant.EPOCH);

        assertThat(StageParts.dialects(signer).stream().map(Dialect::id))
                .containsExactlyInAnyOrderElementsOf(BackendForm.DIALECTS);
    }
}
