package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Roles;
import dev.tollgate.infra.settings.InvalidSettingsException;
import dev.tollgate.infra.settings.StageSettings;
import dev.tollgate.upstream.http.Network;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting is taken where the function that reads it can: one that could not would fail to start. */
class AsReadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin=arn:aws:iam::123456789012:role/Platform",
                "admin=arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0a1b2c",
                "admin=arn:aws-us-gov:iam::123456789012:user/a,b,arn:aws:iam::123456789012:user/c",
                "viewer=group:staff, group:guests;\n operator(Acme Ltd) = group:acme\n;admin=group:platform",
                "admin = group:platform",
                "admin=group:a(b)",
                "adminn=group:platform",
                "Admin=group:platform",
                "admin=",
                "admin",
                "admin=platform",
                "admin=group:",
                "admin=group:platform,",
                "admin=group:platform;operator",
                "operator()=group:acme",
                "operator( )=group:acme",
                "admin=arn:aws:sts::123456789012:assumed-role/Platform/me",
                "admin=arn:aws:iam::12345:role/Platform",
                "admin=arn:aws:iam::123456789012:root",
                "admin=arn:aws:iam::123456789012:role/",
                "admin=arn:aws:iam::123456789012:role/Two words",
                ";;"
            })
    void adminRoles(String text) {
        assertThat(isTaken("adminRoles", text)).isEqualTo(Roles.parse(text).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "0.0.0.0/0",
                "192.168.1.7/32",
                "::/0",
                "2001:db8::/32",
                "fe80::1/128",
                "10.0.0.1/8",
                "2001:db8::1/32",
                "10.0.0.0/33",
                "::/129",
                "256.0.0.0/8",
                "1:2:3/64",
                "1::2::3/128",
                "10.0.0.0",
                "10.0.0.0/",
                "example.com/8",
                "abc/8"
            })
    void allowedNetworks(String text) {
        assertThat(isTaken("allowedNetworks", text)).isEqualTo(isNetwork(text));
    }

    private static boolean isTaken(String setting, String text) {
        try {
            StageSettings.sandbox(Map.of("sandbox." + setting, text));
            return true;
        } catch (InvalidSettingsException _) {
            return false;
        }
    }

    private static boolean isNetwork(String text) {
        try {
            return Network.parse(text).prefix() >= 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
