package dev.tollgate.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.Redacted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    private static final String READERS = "arn:aws:iam::123456789012:role/Readers";
    private static final Principal READER = new Principal.IamRole("123456789012", "Readers");

    @Test
    void parse_readsRolesUsersAndGroups() {
        var roles = Roles.parse(
                "viewer=%s,group:staff; operator = arn:aws-cn:iam::210987654321:user/eu/jane ;\nadmin=group:top\n"
                        .formatted(READERS));

        assertThat(roles.map(Roles::granted))
                .contains(Map.of(
                        READER,
                        Role.VIEWER,
                        new Principal.Group("staff"),
                        Role.VIEWER,
                        new Principal.IamUser("210987654321", "jane"),
                        Role.OPERATOR,
                        new Principal.Group("top"),
                        Role.ADMIN));
    }

    @Test
    void parse_knowsARoleWithoutItsPath_andNamesWithCommas() {
        var sso = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0f";
        var roles = Roles.parse("admin=%s,arn:aws:iam::123456789012:role/a,b=c, group:top".formatted(sso));

        assertThat(roles.orElseThrow().granted().keySet())
                .isEqualTo(Set.of(
                        new Principal.IamRole("123456789012", "AWSReservedSSO_Admin_0f"),
                        new Principal.IamRole("123456789012", "a,b=c"),
                        new Principal.Group("top")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer=%s;admin=%s", "admin=%s;viewer=%s", "viewer=%s,%s;admin=%1$s"})
    void parse_givesTheHigherRole_toWhoIsNamedTwice(String setting) {
        assertThat(Roles.parse(setting.formatted(READERS, READERS))
                        .orElseThrow()
                        .granted())
                .isEqualTo(Map.of(READER, Role.ADMIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "viewer",
                "viewer=",
                "=group:a",
                "root=group:a",
                "Viewer=group:a",
                "viewer=group:",
                "viewer=group:a b",
                "viewer=group:a,b",
                "viewer=group:a,",
                "viewer=group:a;admin",
                "viewer=*",
                "viewer=arn:aws:iam::123456789012:root",
                "viewer=arn:aws:iam::12345:role/Readers",
                "viewer=arn:aws:iam::123456789012:role/",
                "viewer=arn:aws:iam::123456789012:role/*",
                "viewer=arn:aws:sts::123456789012:assumed-role/Readers/session",
                "viewer()=group:a",
                "viewer( )=group:a",
                "viewer(Acme=group:a",
                "viewer(Acme)(Other)=group:a",
                "root(Acme)=group:a",
                "viewer=token"
            })
    void parse_isEmpty_whereAnyPartIsNotUnderstood(String setting) {
        assertThat(Roles.parse(setting)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "viewer,viewer,true", "viewer,operator,false", "viewer,admin,false",
        "operator,viewer,true", "operator,operator,true", "operator,admin,false",
        "admin,viewer,true", "admin,operator,true", "admin,admin,true"
    })
    void aRole_includesThoseBelow(String has, String needed, boolean mayDoIt) {
        var roles = new Roles(Map.of(READER, Role.of(has).orElseThrow()));

        assertThat(roles.permit(
                                new Identity("jane", Set.of(READER)),
                                Role.of(needed).orElseThrow(),
                                Reach.WHOLE_STAGE)
                        .isPresent())
                .isEqualTo(mayDoIt);
    }

    @Test
    void aRole_canBeConfinedToASubscriber() {
        var roles = Roles.parse(
                        "viewer(Acme Ltd)=group:acme;operator(Acme Ltd)=group:acme;admin(Other)=group:two;viewer=group:two")
                .orElseThrow();
        var acme = new Identity("jane", Set.of(new Principal.Group("acme")));
        var two = new Identity("joe", Set.of(new Principal.Group("two")));

        assertThat(roles.permit(acme, Role.OPERATOR, Reach.ONE_SUBSCRIBER))
                .contains(new Scope.OneSubscriber("Acme Ltd"));
        assertThat(roles.permit(acme, Role.ADMIN, Reach.ONE_SUBSCRIBER)).isEmpty();
        assertThat(roles.permit(acme, Role.VIEWER, Reach.WHOLE_STAGE)).isEmpty();
        assertThat(roles.permit(two, Role.VIEWER, Reach.ONE_SUBSCRIBER)).contains(new Scope.WholeStage());
        assertThat(roles.permit(two, Role.ADMIN, Reach.ONE_SUBSCRIBER)).contains(new Scope.OneSubscriber("Other"));
        assertThat(roles.permit(two, Role.ADMIN, Reach.WHOLE_STAGE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoHasNoRole_mayDoNothing(Role needed) {
        var roles = new Roles(Map.of(READER, Role.ADMIN));

        assertThat(roles.permit(new Identity("jane", Set.of()), needed, Reach.ONE_SUBSCRIBER))
                .isEmpty();
        assertThat(roles.permit(
                        new Identity("jane", Set.of(new Principal.Group("Readers"))), needed, Reach.ONE_SUBSCRIBER))
                .isEmpty();
    }

    @Test
    void anAdminToken_cannotBeShort() {
        assertThatThrownBy(() -> new TokenIdentity(new Redacted("x".repeat(31))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an admin token has at least 32 characters");
    }

    @Test
    void aCaller_isPrintedWithoutItsToken() {
        var caller = new Caller("", "", List.of(), new Redacted("a-secret-token"));

        assertThat(caller.toString()).doesNotContain("a-secret-token");
    }
}
